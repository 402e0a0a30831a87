import type { Action } from '../../../src/protocol/action.js';
import { anAction } from '../action-shape.js';
import { definePart } from '../define-part.js';
import { aText, has } from '../shape.js';

/** One card or row. Choosing it does `action`; `actions` are its further buttons. */
export interface CarouselItem {
  readonly title: string;
  readonly description?: string;
  readonly image?: { readonly url: string; readonly alt?: string; readonly width?: number; readonly height?: number };
  readonly action?: Action;
  readonly actions?: readonly Action[];
}
/** Items to move through and choose from: side by side (`row`) or one below the other (`list`). */
export interface CarouselPart {
  readonly type: 'carousel';
  readonly layout?: 'row' | 'list';
  readonly title?: string;
  readonly items: readonly CarouselItem[];
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    carousel: CarouselPart;
  }
}

/** One bad item would take the whole message with it when it is drawn. */
function isItem(value: unknown): boolean {
  if (!has({ title: aText })(value)) return false;
  const { action, actions = [] } = value as Partial<Record<keyof CarouselItem, unknown>>;
  return (action === undefined || anAction(action)) && Array.isArray(actions) && actions.every(anAction);
}

export const carousel = definePart({
  kind: 'carousel',
  tag: 'chat-carousel',
  setting: 'carousel',
  accepts: (part) => 'items' in part && Array.isArray(part.items) && part.items.length > 0 && part.items.every(isItem),
  load: () => import('./carousel.js'),
  toText: ({ title, items }) =>
    [title, ...items.map((item) => [item.title, item.description].filter(Boolean).join(': '))]
      .filter(Boolean)
      .join('\n'),
});
