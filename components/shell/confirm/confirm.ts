import { css, html, LitElement, type PropertyValues } from 'lit';
import { privacyEnglish } from '../../../src/i18n/privacy.en.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base, controls } from '../../foundation/styles/controls.js';

/**
 * A question that must be answered before anything else in the panel.
 * @tag chat-confirm
 * @fires {Event} confirm - Yes.
 * @fires {Event} cancel - No, or Escape, or the chat was closed.
 * @csspart confirm - The box with the question.
 */
export class ChatConfirm extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: absolute;
        inset: 0;
        z-index: 4;
        display: grid;
        place-items: center;
        padding: var(--chat-space-5);
        background: color-mix(in oklab, var(--chat-surface) 70%, transparent);
      }
      [role] {
        max-inline-size: 300px;
        padding: var(--chat-space-4);
        border: 1px solid var(--chat-line);
        border-radius: var(--chat-radius-card);
        background: var(--chat-raised);
        box-shadow: var(--chat-shadow-panel);
      }
      h2 {
        margin: 0 0 4px;
        font-size: calc(15px * var(--chat-text-scale, 1));
        font-weight: 620;
      }
      p {
        margin: 0 0 var(--chat-space-4);
        font-size: var(--chat-size-small);
        color: var(--chat-muted);
      }
      .actions {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--chat-space-2);
      }
      @media (pointer: coarse) {
        .plain,
        .primary {
          min-block-size: 44px;
        }
      }
      .primary:not(.restart) {
        background: var(--chat-bad);
        border-color: var(--chat-bad);
        color: var(--chat-surface);
      }
    `,
  ];

  static override properties = { about: {} };

  /** What is asked about: its wish waits for the answer. */
  about: 'restart' | 'erase' | 'withdraw' = 'restart';

  readonly #strings = new StringsController(this, privacyEnglish);

  /** Whoever closed the chat finds the conversation in it, and not a question that they have left. */
  readonly #seen = new ResizeObserver(([entry]) => {
    if (entry?.contentRect.width === 0) this.#say('cancel');
  });

  /** The harmless answer is the near one. */
  protected override firstUpdated(_: PropertyValues): void {
    this.renderRoot.querySelector('button')?.focus();
    // Nothing is told of the size of what never had one: the chat was closed while this was fetched.
    if (!this.offsetWidth) queueMicrotask(() => this.#say('cancel'));
  }
  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
  }

  protected override render() {
    const strings = this.#strings.value;
    const { about } = this;
    return html`<div
      part="confirm"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="question"
      aria-describedby="explanation"
      @keydown=${this.#onKeydown}
    >
      <h2 id="question">${strings[`${about}.question`]}</h2>
      <p id="explanation">${strings[`${about}.explanation`]}</p>
      <div class="actions">
        <button class="plain" type="button" @click=${() => this.#say('cancel')}>${strings['confirm.cancel']}</button>
        <button class="primary ${about}" type="button" @click=${() => this.#say('confirm')}>
          ${strings[`${about}.confirm`]}
        </button>
      </div>
    </div>`;
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // Nor does a dialog of the page around it hear of it.
    event.preventDefault();
    event.stopPropagation();
    this.#say('cancel');
  }

  #say(answer: 'confirm' | 'cancel'): void {
    this.dispatchEvent(new Event(answer));
  }
}

define('chat-confirm', ChatConfirm);

declare global {
  interface HTMLElementTagNameMap {
    'chat-confirm': ChatConfirm;
  }
}
