import { html, nothing } from 'lit';
import { buttonsEnglish } from '../../../src/i18n/parts/buttons.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { actionTemplate } from '../action-template.js';
import { checkIcon } from '../card/check-icon.js';
import { ChoiceElement } from '../card/choice-element.js';
import { PartElement } from '../part-element.js';
import { offerStyles } from '../card/offer.styles.js';
import { styles } from './buttons.styles.js';

/**
 * Buttons inside a message: things to say, to open, to call.
 * @tag chat-buttons
 * @fires {ChatSelectRequest} chat-select-request - One was chosen.
 * @fires {ChatLinkRequest} chat-link-request - One that opens an address was chosen.
 * @csspart option - One button.
 */
export class ChatButtons extends ChoiceElement<'buttons'> {
  static override styles = [PartElement.styles, offerStyles, styles];

  readonly #strings = new StringsController(this, buttonsEnglish);

  protected override draw({ actions }: PartMap['buttons']) {
    const strings = this.#strings.value;
    return html`<div class="group" role="group" aria-label=${strings['buttons.name']} lang=${strings.locale}>
      ${actions.map((action, index) => {
        const chosen = this.chosen === `${index}`;
        return html`<div class=${chosen ? 'offer chosen' : 'offer'} @chat-select-request=${this.choosing(`${index}`)}>
          ${actionTemplate(
            action,
            {
              class: 'button plain',
              part: 'option',
              lang: this.lang,
              disabled: this.over,
              ...(chosen && { name: strings['buttons.chosen'](action.label) }),
            },
            this.addresses,
          )}
          ${chosen ? checkIcon : nothing}
        </div>`;
      })}
    </div>`;
  }
}

define('chat-buttons', ChatButtons);

declare global {
  interface HTMLElementTagNameMap {
    'chat-buttons': ChatButtons;
  }
}
