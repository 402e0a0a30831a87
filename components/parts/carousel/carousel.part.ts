import type { Action } from '../../../src/protocol/action.js';
import { knows } from '../../../src/protocol/match.js';
import { definePart } from '../define-part.js';

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

/** What each action cannot do without, besides its label. */
const needs: Readonly<Record<Action['type'], readonly string[]>> = {
  reply: [],
  select: ['token'],
  postback: ['data'],
  link: ['url'],
};
const hasTexts = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'string');
const isAction = (value: unknown): boolean =>
  hasTexts(value, ['type', 'label']) &&
  knows(needs, (value as Action).type) &&
  hasTexts(value, needs[(value as Action).type]);

/** One bad item would take the whole message with it when it is drawn. */
function isItem(value: unknown): boolean {
  if (!hasTexts(value, ['title'])) return false;
  const { action, actions = [] } = value as Partial<Record<keyof CarouselItem, unknown>>;
  return (action === undefined || isAction(action)) && Array.isArray(actions) && actions.every(isAction);
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
  example: {
    type: 'carousel',
    layout: 'row',
    title: 'Rooms',
    items: [
      {
        title: 'Garden room',
        description: '2 guests · terrace · €118',
        action: { type: 'select', label: 'Garden room', token: 'room-garden' },
      },
      {
        title: 'Sea room',
        description: '2 guests · balcony · €146',
        action: { type: 'select', label: 'Sea room', token: 'room-sea' },
      },
    ],
  },
});
