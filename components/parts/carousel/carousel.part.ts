import type { Action } from '../../../src/protocol/action.js';
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

export const carousel = definePart({
  kind: 'carousel',
  tag: 'chat-carousel',
  setting: 'carousel',
  accepts: (part) => 'items' in part && Array.isArray(part.items) && part.items.length > 0,
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
