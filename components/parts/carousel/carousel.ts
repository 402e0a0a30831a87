import { html, nothing, type PropertyValues } from 'lit';
import { cardEnglish } from '../../../src/i18n/parts/card.en.js';
import { carouselEnglish } from '../../../src/i18n/parts/carousel.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { chevronIcon } from '../../foundation/icons.js';
import { onwards } from '../../foundation/styles/onwards.js';
import { cardTemplate, isChosen } from '../card/card-template.js';
import { cardStyles } from '../card/card.styles.js';
import { ChoiceElement } from '../card/choice-element.js';
import { PartElement } from '../part-element.js';
import '../picture/picture.js';
import { offerStyles } from '../card/offer.styles.js';
import { styles } from './carousel.styles.js';
import { moreOf, moveTo, positionOf, stepOf } from './row.js';

/**
 * Cards side by side, to move through and choose from.
 * @tag chat-carousel
 * @fires {ChatSelectRequest} chat-select-request - A card or one of its buttons was chosen.
 * @fires {ChatLinkRequest} chat-link-request - One that opens an address was chosen.
 * @csspart carousel - The row.
 * @csspart card - One card.
 * @cssproperty [--chat-carousel-gap=12px] - Space between the cards.
 */
export class ChatCarousel extends ChoiceElement<'carousel'> {
  static override styles = [PartElement.styles, onwards, cardStyles, offerStyles, styles];
  static override properties = {
    earlier: { state: true },
    later: { state: true },
    position: { state: true },
  };

  /** There are cards before those that are seen. */
  protected earlier = false;
  /** There are cards after them. */
  protected later = false;
  /** What a screen reader is told, once somebody moved the row by key or button. */
  protected position = '';

  readonly #strings = new StringsController(this, { ...cardEnglish, ...carouselEnglish });
  readonly #resized = new ResizeObserver(() => this.#look());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const row = this.#row;
    if (row) this.#resized.observe(row);
  }

  protected override draw({ title, items }: PartMap['carousel']) {
    const strings = this.#strings.value;
    const { addresses, chosen, over, choosing } = this;
    const around = { addresses, chosen, over, choosing, strings };
    const pictured = items.some(({ image }) => image);
    return html`
      ${title ? html`<p class="title" dir="auto">${title}</p>` : nothing}
      <div class=${pictured ? 'frame pictured' : 'frame'}>
        <ul
          part="carousel"
          role="list"
          aria-label=${title || strings['carousel.name']}
          lang=${title ? nothing : strings.locale}
          tabindex=${this.earlier || this.later ? '0' : nothing}
          @scroll=${this.#look}
          @keydown=${this.#onKeydown}
        >
          ${items.map(
            (item, index) =>
              html`<li
                part="card"
                class=${isChosen(item, `${index}`, chosen) ? 'card chosen' : 'card'}
                lang=${this.lang || nothing}
              >
                ${cardTemplate(item, `${index}`, around, pictured)}
              </li>`,
          )}
        </ul>
        ${
          this.earlier || this.later
            ? html`${this.#step('previous', -1, this.earlier)} ${this.#step('next', 1, this.later)}`
            : nothing
        }
      </div>
      <p class="visually-hidden" role="status" lang=${strings.locale}>${this.position}</p>
    `;
  }

  /** A button at the end of the row keeps the focus: it is only said to be of no use. */
  #step(name: 'previous' | 'next', by: number, useful: boolean) {
    return html`<button
      type="button"
      class=${`icon step ${name}`}
      aria-label=${this.#strings.value[`carousel.${name}`]}
      lang=${this.#strings.value.locale}
      aria-disabled=${useful ? nothing : 'true'}
      @click=${() => {
        const row = this.#row;
        if (row && useful) this.#go(positionOf(row) + by);
      }}
    >
      ${chevronIcon}
    </button>`;
  }

  get #row(): HTMLUListElement | null {
    return this.renderRoot.querySelector('ul');
  }

  readonly #look = (): void => {
    const row = this.#row;
    if (row) ({ before: this.earlier, after: this.later } = moreOf(row));
  };

  /** Only where the row itself has the focus: keys inside a card are the card's own. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    const row = this.#row;
    if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(row, event.key);
    if (step === undefined) return;
    event.preventDefault();
    this.#go(step);
  };

  #go(index: number): void {
    const items = this.data?.items ?? [];
    const item = items[index];
    const row = this.#row;
    if (!item || !row) return;
    moveTo(row, index);
    this.position = this.#strings.value['carousel.position']({
      position: index + 1,
      count: items.length,
      title: item.title,
    });
  }
}

define('chat-carousel', ChatCarousel);

declare global {
  interface HTMLElementTagNameMap {
    'chat-carousel': ChatCarousel;
  }
}
