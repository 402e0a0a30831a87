import { aCard, lineOf, type Card } from '../card/card.part.js';
import { definePart } from '../define-part.js';
import { has, maybe, some } from '../shape.js';

/** Cards to move through and choose from, side by side. */
export interface CarouselPart {
  readonly type: 'carousel';
  readonly title?: string;
  readonly items: readonly Card[];
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
  accepts: has({ title: maybe((title) => typeof title === 'string'), items: some(aCard) }),
  load: () => import('./carousel.js'),
  toText: ({ title, items }) => [title, ...items.map(lineOf)].filter(Boolean).join('\n'),
});
