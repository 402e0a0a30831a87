import { html } from 'lit';
import { cardEnglish } from '../../../src/i18n/parts/card.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { PartElement } from '../part-element.js';
import '../picture/picture.js';
import { cardTemplate, isChosen } from './card-template.js';
import { cardStyles } from './card.styles.js';
import { ChoiceElement } from './choice-element.js';
import { offerStyles } from './offer.styles.js';
import { styles } from './single.styles.js';

/**
 * One card: a picture, words and what can be done with it.
 * @tag chat-card
 * @fires {ChatSelectRequest} chat-select-request - One of its buttons was chosen.
 * @fires {ChatLinkRequest} chat-link-request - One that opens an address was chosen.
 * @csspart card - The card.
 */
export class ChatCard extends ChoiceElement<'card'> {
  static override styles = [PartElement.styles, cardStyles, offerStyles, styles];

  readonly #strings = new StringsController(this, cardEnglish);

  protected override draw(card: PartMap['card']) {
    const { addresses, chosen, over, choosing } = this;
    const around = { addresses, chosen, over, choosing, strings: this.#strings.value };
    return html`<div part="card" class=${isChosen(card, '0', chosen) ? 'card chosen' : 'card'}>
      ${cardTemplate(card, '0', around)}
    </div>`;
  }
}

define('chat-card', ChatCard);

declare global {
  interface HTMLElementTagNameMap {
    'chat-card': ChatCard;
  }
}
