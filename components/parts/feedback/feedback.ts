import { html, nothing } from 'lit';
import { feedbackEnglish } from '../../../src/i18n/parts/feedback.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { isComposing } from '../../foundation/composing.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatFeedbackRequest } from '../../foundation/events/part-requests.js';
import { commentStyles } from '../comment.styles.js';
import { PartElement } from '../part-element.js';
import { styles } from './feedback.styles.js';
import { thumbDownIcon, thumbUpIcon } from './thumbs.js';

type Rating = 'positive' | 'negative';

/** Characters of the visitor's own words. */
const MAX_COMMENT = 1_000;

/**
 * Thumbs below an answer, and after the thumb down what was wrong with it.
 * @tag chat-feedback
 * @fires {ChatFeedbackRequest} chat-feedback-request - The visitor judges the answer.
 * @csspart feedback - The whole of it.
 * @csspart option - One of the reasons.
 */
export class ChatFeedback extends PartElement<'feedback'> {
  static override styles = [PartElement.styles, commentStyles, styles];
  static override properties = {
    asking: { state: true },
    chosen: { state: true },
  };

  /** The thumb down was just given: what was wrong? */
  private asking = false;
  private chosen: readonly string[] = [];

  readonly #strings = new StringsController(this, feedbackEnglish);

  /** The message that this stands below: its part's key begins with it. */
  get #messageId(): { readonly messageId?: string } {
    const messageId = this.key.slice(0, this.key.lastIndexOf('/'));
    return messageId ? { messageId } : {};
  }

  get #rating(): unknown {
    return this.recall('rating');
  }

  protected override draw({ question, reasons = [] }: PartMap['feedback']) {
    const words = this.#strings.value;
    const rating = this.#rating;
    return html`<div
      part="feedback"
      role="group"
      aria-label=${question ?? words['feedback.question']}
      lang=${question ? nothing : words.locale}
    >
      <div class="row">
        ${question ? html`<span dir="auto" aria-hidden="true">${question}</span>` : nothing}
        ${this.#thumb('positive', words['feedback.good'], thumbUpIcon)}
        ${this.#thumb('negative', words['feedback.bad'], thumbDownIcon)}
        <span class="thanks" role="status" lang=${words.locale}
          >${rating && !this.asking ? words['feedback.thanks'] : nothing}</span
        >
      </div>
      ${this.asking ? this.#why(reasons) : nothing}
    </div>`;
  }

  #thumb(rating: Rating, label: string, icon: unknown) {
    return html`<button
      class="icon"
      type="button"
      aria-label=${label}
      title=${label}
      lang=${this.#strings.value.locale}
      aria-pressed=${this.#rating === rating ? 'true' : 'false'}
      @click=${() => this.#rate(rating)}
    >
      ${icon}
    </button>`;
  }

  #why(reasons: readonly string[]) {
    const words = this.#strings.value;
    return html`<form lang=${words.locale} @submit=${this.#explain} @keydown=${this.#onKeydown}>
      ${
        reasons.length
          ? html`<div class="reasons" role="group" aria-label=${words['feedback.reasons']}>
              ${reasons.map(
                (reason) =>
                  html`<button
                    class="chip"
                    part="option"
                    type="button"
                    lang=${this.lang || nothing}
                    dir="auto"
                    aria-pressed=${this.chosen.includes(reason) ? 'true' : 'false'}
                    @click=${() => this.#choose(reason)}
                  >
                    ${reason}
                  </button>`,
              )}
            </div>`
          : nothing
      }
      <label for="comment">${words['feedback.comment']}</label>
      <textarea id="comment" rows="2" maxlength=${MAX_COMMENT} dir="auto"></textarea>
      <div class="row">
        <button class="primary" type="submit">${words['feedback.send']}</button>
        <button class="plain" type="button" @click=${this.#skip}>${words['feedback.skip']}</button>
      </div>
    </form>`;
  }

  /** Refused by the page: then nothing was said, and nothing is remembered. */
  #say(rating: Rating, reason?: string): boolean {
    return this.dispatchEvent(new ChatFeedbackRequest({ ...this.#messageId, rating, ...(reason ? { reason } : {}) }));
  }

  #rate(rating: Rating): void {
    if (rating === this.#rating || !this.#say(rating)) return;
    this.asking = rating === 'negative';
    this.remember('rating', rating);
    if (this.asking) void this.updateComplete.then(() => this.#focus('form button, form textarea'));
  }

  #choose(reason: string): void {
    this.chosen = this.chosen.includes(reason)
      ? this.chosen.filter((other) => other !== reason)
      : [...this.chosen, reason];
  }

  #explain(event: Event): void {
    event.preventDefault();
    const comment = this.renderRoot.querySelector('textarea')?.value.trim();
    const reason = [...this.chosen, comment].filter(Boolean).join('; ');
    if (!reason || this.#say('negative', reason)) this.#skip();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    // Escape closes the question, not the chat.
    event.preventDefault();
    event.stopPropagation();
    this.#skip();
  }

  #skip(): void {
    this.asking = false;
    this.chosen = [];
    void this.updateComplete.then(() => this.#focus('[aria-pressed=true]'));
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('chat-feedback', ChatFeedback);

declare global {
  interface HTMLElementTagNameMap {
    'chat-feedback': ChatFeedback;
  }
}
