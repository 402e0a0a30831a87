import { aCard, lineOf, type Card } from '../card/card.part.js';
import { definePart } from '../define-part.js';
import { has, maybe, some } from '../shape.js';

/** Things to choose from, one below the other. */
export interface ListPart {
  readonly type: 'list';
  readonly title?: string;
  readonly items: readonly Card[];
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    list: ListPart;
  }
}

export const list = definePart({
  kind: 'list',
  tag: 'chat-list',
  accepts: has({ title: maybe((title) => typeof title === 'string'), items: some(aCard) }),
  load: () => import('./list.js'),
  toText: ({ title, items }) => [title, ...items.map(lineOf)].filter(Boolean).join('\n'),
});
