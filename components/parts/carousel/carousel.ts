import { html, LitElement, nothing } from 'lit';
import type { Action } from '../../../src/protocol/action.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { actionTemplate } from '../action-template.js';
import { styles } from './carousel.styles.js';

type Item = PartMap['carousel']['items'][number];

/**
 * Cards to move through and choose from: a row that scrolls, or a list.
 * @tag chat-carousel
 * @fires {ChatSelectRequest} chat-select-request - A card or one of its buttons was chosen.
 * @csspart card - One card.
 * @cssproperty [--chat-carousel-gap=12px] - Space between the cards of a row.
 */
export class ChatCarousel extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    data: { attribute: false },
  };

  /** What to show. */
  data?: PartMap['carousel'];

  readonly #strings = new StringsController(this);

  protected override render() {
    if (!this.data) return nothing;
    const { title, items, layout = 'row' } = this.data;
    return html`
      ${title ? html`<p class="title" id="title" dir="auto">${title}</p>` : nothing}
      <ul
        part="carousel"
        class=${layout}
        role="list"
        aria-labelledby=${title ? 'title' : nothing}
        tabindex=${layout === 'row' ? '0' : nothing}
      >
        ${items.map((item) => this.#card(item))}
      </ul>
    `;
  }

  #card(item: Item) {
    const buttons: readonly Action[] = [
      ...(item.action ? [{ ...item.action, label: this.#strings.value['carousel.choose'] }] : []),
      ...(item.actions ?? []),
    ];
    return html`<li part="card" dir="auto">
      <b>${item.title}</b>
      ${item.description ? html`<small>${item.description}</small>` : nothing}
      ${
        buttons.length
          ? html`<div class="actions">
              ${buttons.map((action, index) =>
                actionTemplate(action, {
                  class: index === 0 ? 'button primary' : 'button plain',
                  // “Choose” alone says nothing in a list of buttons; what is said back is the item itself.
                  name: `${action.label}: ${item.title}`,
                  said: index === 0 && item.action ? item.action : action,
                }),
              )}
            </div>`
          : nothing
      }
    </li>`;
  }
}

define('chat-carousel', ChatCarousel);

declare global {
  interface HTMLElementTagNameMap {
    'chat-carousel': ChatCarousel;
  }
}
