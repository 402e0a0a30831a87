import type { Action } from '../../../src/protocol/action.js';
import type { Picture } from '../../../src/protocol/part.js';
import { anAction } from '../action-shape.js';
import { definePart } from '../define-part.js';
import { aText, has, maybe, type Check } from '../shape.js';

/** Something the bot offers. Choosing it does `action`; `actions` are its further buttons. */
export interface Card {
  readonly title: string;
  readonly subtitle?: string;
  readonly description?: string;
  readonly image?: Picture;
  readonly action?: Action;
  readonly actions?: readonly Action[];
}
/** One card by itself. */
export interface CardPart extends Card {
  readonly type: 'card';
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    card: CardPart;
  }
}

const words: Check = (value) => typeof value === 'string';
const actions: Check = (value) => Array.isArray(value) && value.every(anAction);

/** A card that can be drawn: one bad item would take the whole message with it. */
export const aCard: Check = has({
  title: aText,
  subtitle: maybe(words),
  description: maybe(words),
  image: maybe(has({ url: aText, alt: maybe(words) })),
  action: maybe(anAction),
  actions: maybe(actions),
});

/** The card in one line. */
export const lineOf = ({ title, subtitle, description }: Card): string =>
  [title, [subtitle, description].filter(Boolean).join(' · ')].filter(Boolean).join(': ');

export const card = definePart({
  kind: 'card',
  tag: 'chat-card',
  accepts: aCard,
  load: () => import('./card.js'),
  toText: lineOf,
});
