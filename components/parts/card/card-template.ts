import { html, nothing, type TemplateResult } from 'lit';
import type { cardEnglish } from '../../../src/i18n/parts/card.en.js';
import type { Strings, Words } from '../../../src/i18n/strings.js';
import type { Action } from '../../../src/protocol/action.js';
import type { PartMap } from '../../../src/protocol/part.js';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { actionTemplate } from '../action-template.js';
import type { AddressPolicy } from '../address-policy.js';
import { checkIcon } from './check-icon.js';

type Card = Omit<PartMap['card'], 'type'>;

/** What a card is drawn with, besides itself. */
export interface CardSurroundings {
  readonly addresses: AddressPolicy;
  readonly strings: Words<typeof cardEnglish> & Pick<Strings, 'locale'>;
  /** The key of what was chosen of all cards. */
  readonly chosen: string | undefined;
  /** The choice is over. */
  readonly over: boolean;
  /** Hears the wish of the button with this key. */
  readonly choosing: (key: string) => (event: ChatSelectRequest) => void;
}

/** What a button says that would only repeat the title of its card. */
const generic: Readonly<Record<Action['type'], keyof typeof cardEnglish>> = {
  reply: 'card.choose',
  select: 'card.choose',
  postback: 'card.choose',
  link: 'card.open',
  call: 'card.call',
  schedule: 'card.schedule',
};

/** What a button of this card says. */
export const wordFor = (action: Action, title: string, strings: CardSurroundings['strings']): string =>
  action.label.trim() === title.trim() ? strings[generic[action.type]] : action.label;

/** All that can be done with a card, the main thing first. */
const offersOf = ({ action, actions = [] }: Card): readonly Action[] => [...(action ? [action] : []), ...actions];

/** Whether one of the card's buttons was chosen. */
export const isChosen = (card: Card, key: string, chosen: string | undefined): boolean =>
  offersOf(card).some((_, index) => `${key}.${index}` === chosen);

interface OfferOptions {
  /** All of the card's, unless some are drawn elsewhere. */
  readonly offers?: readonly Action[];
  /** The place of the first of them among all. */
  readonly first?: number;
  /** How the main one looks. */
  readonly main?: string;
}

/**
 * The card's buttons, each named after the card as well: “Choose” alone says nothing in a list of buttons. What is said
 * back is the action as the bot worded it.
 */
export function offersTemplate(
  card: Card,
  key: string,
  around: CardSurroundings,
  { offers = offersOf(card), first = 0, main = 'button primary' }: OfferOptions = {},
): TemplateResult | typeof nothing {
  if (!offers.length) return nothing;
  const { strings, addresses } = around;
  return html`<div class="offers">
    ${offers.map((said, index) => {
      const own = `${key}.${index + first}`;
      const chosen = own === around.chosen;
      const label = chosen ? strings['card.chosen'] : wordFor(said, card.title, strings);
      return html`<div class=${chosen ? 'offer chosen' : 'offer'} @chat-select-request=${around.choosing(own)}>
        ${actionTemplate(
          { ...said, label },
          {
            class: index + first === 0 && !chosen ? main : 'button plain',
            name: label.includes(card.title) ? label : `${label}: ${card.title}`,
            ...(label === said.label ? {} : { lang: strings.locale }),
            said,
            disabled: around.over,
          },
          addresses,
        )}
        ${chosen ? checkIcon : nothing}
      </div>`;
    })}
  </div>`;
}

/** The picture of a card, in a room that is the same for all. */
export const pictureTemplate = ({ image }: Card, ratio: number): TemplateResult | typeof nothing =>
  image
    ? html`<chat-picture
        .picture=${{ url: image.url, ...(image.alt ? { alt: image.alt } : {}) }}
        .ratio=${ratio}
      ></chat-picture>`
    : nothing;

/** Stands where the other cards of a row have a picture: the first letter of the title. */
const blankTemplate = ({ title }: Card): TemplateResult =>
  html`<div class="blank" aria-hidden="true">${[...title.trim()][0]}</div>`;

/** One card: picture, words, buttons. Where the cards beside it have pictures (`pictured`), it has something there too. */
export const cardTemplate = (
  card: Card,
  key: string,
  around: CardSurroundings,
  pictured = false,
): TemplateResult => html`
  ${pictured && !card.image ? blankTemplate(card) : pictureTemplate(card, 16 / 9)}
  <div class="words">
    <b dir="auto">${card.title}</b>
    ${card.subtitle ? html`<small dir="auto">${card.subtitle}</small>` : nothing}
    ${card.description ? html`<p dir="auto">${card.description}</p>` : nothing}
  </div>
  ${offersTemplate(card, key, around)}
`;
