import { html, nothing } from 'lit';
import { carouselEnglish } from '../../../src/i18n/parts/carousel.en.js';
import type { Action } from '../../../src/protocol/action.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { actionTemplate } from '../action-template.js';
import { PartElement } from '../part-element.js';
import { styles } from './carousel.styles.js';

type Item = PartMap['carousel']['items'][number];

/**
 * Cards to move through and choose from: a row that scrolls, or a list.
 * @tag chat-carousel
 * @fires {ChatSelectRequest} chat-select-request - A card or one of its buttons was chosen.
 * @csspart card - One card.
 * @cssproperty [--chat-carousel-gap=12px] - Space between the cards of a row.
 */
export class ChatCarousel extends PartElement<'carousel'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, carouselEnglish);

  protected override draw({ title, items, layout = 'row' }: PartMap['carousel']) {
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
                actionTemplate(
                  action,
                  {
                    class: index === 0 ? 'button primary' : 'button plain',
                    // “Choose” alone says nothing in a list of buttons; what is said back is the item itself.
                    name: `${action.label}: ${item.title}`,
                    said: index === 0 && item.action ? item.action : action,
                  },
                  this.addresses,
                ),
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
