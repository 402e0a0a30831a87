import { html, nothing } from 'lit';
import { ratingEnglish } from '../../../src/i18n/parts/rating.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatFeedbackRequest } from '../../foundation/events/part-requests.js';
import { commentStyles } from '../comment.styles.js';
import { PartElement } from '../part-element.js';
import { styles } from './rating.styles.js';
import { shapeOf } from './shapes.js';

/** Characters of the visitor's own words. */
const MAX_COMMENT = 1_000;
const FIVE = 5;

/**
 * Points for the conversation, given once.
 * @tag chat-rating
 * @fires {ChatFeedbackRequest} chat-feedback-request - The visitor rates the conversation.
 * @csspart rating - The whole of it.
 * @csspart option - One of the points.
 */
export class ChatRating extends PartElement<'rating'> {
  static override styles = [PartElement.styles, commentStyles, styles];

  readonly #strings = new StringsController(this, ratingEnglish);

  /** As chosen so far, or as sent. */
  get #points(): number {
    const points = this.recall('points');
    return typeof points === 'number' ? points : 0;
  }

  protected override draw({ question, scale = FIVE, look = 'stars' }: PartMap['rating']) {
    const words = this.#strings.value;
    const sent = this.recall('sent') === true;
    const of = scale ?? FIVE;
    const shape = look === 'faces' && of === FIVE ? 'faces' : 'stars';
    return html`<form part="rating" @submit=${(event: Event) => this.#send(event, of)}>
      <fieldset ?disabled=${sent}>
        <legend dir="auto" lang=${question ? nothing : words.locale}>${question ?? words['rating.question']}</legend>
        <div class="points ${shape}">
          ${Array.from({ length: of }, (_, index) => this.#option(index + 1, of, shape))}
        </div>
        ${this.#points && !sent ? this.#comment() : nothing}
      </fieldset>
      <p role="status" tabindex="-1" lang=${words.locale}>${sent ? words['rating.thanks'] : nothing}</p>
    </form>`;
  }

  #option(points: number, of: number, shape: 'stars' | 'faces') {
    const chosen = this.#points;
    const lit = shape === 'faces' ? points === chosen : points <= chosen;
    return html`<label part="option" class=${lit ? 'lit' : ''}>
      <input
        type="radio"
        name="points"
        class="visually-hidden"
        value=${points}
        .checked=${points === chosen}
        aria-label=${this.#strings.value['rating.points']({ points, of })}
        lang=${this.#strings.value.locale}
        @change=${() => this.remember('points', points)}
      />
      ${shapeOf(points, shape)}
    </label>`;
  }

  #comment() {
    const words = this.#strings.value;
    return html`<label for="comment" lang=${words.locale}>${words['rating.comment']}</label>
      <textarea
        id="comment"
        rows="2"
        maxlength=${MAX_COMMENT}
        dir="auto"
        .value=${String(this.recall('comment') ?? '')}
        @change=${({ currentTarget }: Event) => this.remember('comment', (currentTarget as HTMLTextAreaElement).value)}
      ></textarea>
      <button class="primary" type="submit" lang=${words.locale}>${words['rating.send']}</button>`;
  }

  /** Once: what was sent stays as it is. Refused by the page, it stays open. */
  #send(event: Event, of: number): void {
    event.preventDefault();
    const points = this.#points;
    if (!points || this.recall('sent') === true) return;
    const reason = this.renderRoot.querySelector('textarea')?.value.trim();
    const score = Math.round((points / of) * FIVE * 10) / 10;
    if (!this.dispatchEvent(new ChatFeedbackRequest({ score, ...(reason ? { reason } : {}) }))) return;
    this.remember('sent', true);
    // The button that was pressed is gone.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role=status]')?.focus());
  }
}

define('chat-rating', ChatRating);

declare global {
  interface HTMLElementTagNameMap {
    'chat-rating': ChatRating;
  }
}
