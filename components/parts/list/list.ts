import { html, nothing } from 'lit';
import { cardEnglish } from '../../../src/i18n/parts/card.en.js';
import { pictureEnglish } from '../../../src/i18n/parts/picture.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { chevronIcon } from '../../foundation/icons.js';
import { onwards } from '../../foundation/styles/onwards.js';
import { actionTemplate } from '../action-template.js';
import { isChosen, offersTemplate, pictureTemplate, wordFor, type CardSurroundings } from '../card/card-template.js';
import { checkIcon } from '../card/check-icon.js';
import { ChoiceElement } from '../card/choice-element.js';
import { PartElement } from '../part-element.js';
import { permitted } from '../../foundation/permitted-addresses.js';
import '../picture/picture.js';
import { offerStyles } from '../card/offer.styles.js';
import { styles } from './list.styles.js';

type Item = PartMap['list']['items'][number];

/**
 * Rows to choose from.
 * @tag chat-list
 * @fires {ChatSelectRequest} chat-select-request - A row or one of its buttons was chosen.
 * @fires {ChatLinkRequest} chat-link-request - One that opens an address was chosen.
 * @csspart list - All rows.
 * @csspart card - One row.
 */
export class ChatList extends ChoiceElement<'list'> {
  static override styles = [PartElement.styles, onwards, offerStyles, styles];

  readonly #strings = new StringsController(this, { ...cardEnglish, ...pictureEnglish });
  readonly #permitted = new StoreController(this, () => permitted);

  protected override draw({ title, items }: PartMap['list']) {
    const { addresses, chosen, over, choosing } = this;
    const around = { addresses, chosen, over, choosing, strings: this.#strings.value };
    return html`
      ${title ? html`<p class="title" id="title" dir="auto">${title}</p>` : nothing} ${this.#question(items)}
      <ul part="list" role="list" aria-labelledby=${title ? 'title' : nothing}>
        ${items.map((item, index) => this.#row(item, `${index}`, around))}
      </ul>
    `;
  }

  #row(item: Item, key: string, around: CardSurroundings) {
    const { title, subtitle, description, action, actions = [] } = item;
    const chosen = isChosen(item, key, around.chosen);
    return html`<li part="card" class=${chosen ? 'row chosen' : 'row'}>
      ${pictureTemplate(item, 1)}
      <div class="text">
        ${action ? this.#main(item, action, `${key}.0`, around) : html`<b dir="auto">${title}</b>`}
        ${subtitle ? html`<small dir="auto">${subtitle}</small>` : nothing}
        ${description ? html`<p dir="auto">${description}</p>` : nothing}
        ${offersTemplate(item, key, around, { offers: actions, first: action ? 1 : 0, main: 'button plain' })}
      </div>
      <span class="sign">${chosen ? checkIcon : chevronIcon}</span>
    </li>`;
  }

  /** The title is the button, and reaches over the whole row. */
  #main({ title }: Item, action: NonNullable<Item['action']>, key: string, around: CardSurroundings) {
    const { strings, chosen, over, addresses } = around;
    const word = key === chosen ? strings['card.chosen'] : wordFor(action, title, strings);
    return html`<div class="main" @chat-select-request=${around.choosing(key)}>
      ${actionTemplate(
        { ...action, label: title },
        { class: 'button', name: `${word}: ${title}`, said: action, disabled: over },
        addresses,
      )}
    </div>`;
  }

  /** The pictures of rows are too small to say whom they would ask: it is said once, above them. */
  #question(items: readonly Item[]) {
    const asked = items
      .map(({ image }) => this.addresses.media(image?.url))
      .filter((address) => address && !address.allowed && !this.#permitted.value?.has(address.url))
      .flatMap((address) => address ?? []);
    const hosts = [...new Set(asked.map(({ host }) => host))];
    return hosts.map(
      (host) =>
        html`<button
          type="button"
          class="plain ask"
          lang=${this.#strings.value.locale}
          dir="auto"
          @click=${() => permitted.add(...asked.filter((each) => each.host === host).map(({ url }) => url))}
        >
          ${this.#strings.value['picture.show'](host)}
        </button>`,
    );
  }
}

define('chat-list', ChatList);

declare global {
  interface HTMLElementTagNameMap {
    'chat-list': ChatList;
  }
}
