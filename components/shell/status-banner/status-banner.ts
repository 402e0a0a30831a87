import { css, html, LitElement, nothing } from 'lit';
import type { ConversationState } from '../../../src/core/conversation-state.js';
import { statusEnglish } from '../../../src/i18n/status.en.js';
import type { Words } from '../../../src/i18n/strings.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatLinkRequest, ChatRetryRequest } from '../../foundation/events/requests.js';
import { base, controls } from '../../foundation/styles/controls.js';

interface Line {
  readonly text: string;
  /** Something goes on by itself. */
  readonly spinning?: boolean;
  readonly bad?: boolean;
  readonly retry?: boolean;
  readonly phone?: string;
}

/** Why nothing gets through, as far as that is of use. */
function waiting({ problem, retryIn = 0 }: ConversationState, strings: Words<typeof statusEnglish>): string {
  if (problem?.code === 'rate-limited') return strings['status.busy'](Math.max(1, Math.ceil(retryIn / 1000)));
  return strings[problem?.code === 'offline' ? 'error.offline' : 'status.waiting'];
}

/** The most pressing thing to know, or nothing. */
function lineOf(state: ConversationState, strings: Words<typeof statusEnglish>): Line | undefined {
  const { connection, problem, backendFailure, handoff, phone } = state;
  if (connection === 'waiting') return { text: waiting(state, strings), spinning: true };
  if (problem) return { text: strings[`error.${problem.code}`], bad: true, retry: problem.retryable };
  if (backendFailure) return { text: strings['status.backendFailed'](backendFailure.attempt), spinning: true };
  if (connection === 'connecting') return { text: strings['status.connecting'], spinning: true };
  // That a person was asked for stands in the conversation; here is what can be done about it.
  if (handoff === 'requested' && phone) return { text: strings['status.handoff'], phone };
  return undefined;
}

/**
 * One line about the connection, when there is something to know.
 * @tag chat-status-banner
 * @fires {ChatRetryRequest} chat-retry-request - Try to connect again.
 * @csspart status - The line.
 */
export class ChatStatusBanner extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        font-size: var(--chat-size-small);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        justify-content: center;
        padding: 7px var(--chat-space-3);
        background: var(--chat-sunken);
        color: var(--chat-muted);
        border-block-end: 1px solid var(--chat-line);
        text-align: center;
      }
      .bad {
        color: var(--chat-bad);
      }
      .link {
        /* As high as a finger needs, in a line that is not. */
        padding: 12.25px 4px;
        margin-block: -10px;
        border-radius: 6px;
        font-weight: 600;
        color: var(--chat-accent-text);
      }
      .spin {
        flex: none;
        inline-size: 12px;
        block-size: 12px;
        border-radius: 50%;
        border: 2px solid var(--chat-line);
        border-block-start-color: var(--chat-accent-text);
        animation: spin 0.9s linear infinite;
        animation-play-state: var(--chat-animation, running);
      }
      @keyframes spin {
        to {
          rotate: 1turn;
        }
      }
    `,
  ];

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, statusEnglish);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);

  protected override render() {
    const state = this.#state.value;
    const line = state && lineOf(state, this.#strings.value);
    return html`<div part="status" role="status">${line ? this.#line(line) : nothing}</div>`;
  }

  #line({ text, spinning, bad, retry, phone }: Line) {
    const strings = this.#strings.value;
    // Nothing but digits gets into the address, whatever the backend sent.
    const number = phone?.replace(/[^\d+]/g, '');
    const call = number ? `tel:${number}` : undefined;
    return html`<div class="line ${bad ? 'bad' : ''}">
      ${spinning ? html`<span class="spin" aria-hidden="true"></span>` : nothing}<span>${text}</span>
      ${
        retry
          ? html`<button class="link" type="button" @click=${() => this.dispatchEvent(new ChatRetryRequest())}>
              ${strings['status.retry']}
            </button>`
          : nothing
      }
      ${call ? html`<a class="link" href=${call} @click=${this.#onCall}>${strings['status.call'](phone ?? '')}</a>` : nothing}
    </div>`;
  }

  #onCall(event: Event & { currentTarget: HTMLAnchorElement }): void {
    if (!this.dispatchEvent(new ChatLinkRequest(event.currentTarget.href))) event.preventDefault();
  }
}

define('chat-status-banner', ChatStatusBanner);

declare global {
  interface HTMLElementTagNameMap {
    'chat-status-banner': ChatStatusBanner;
  }
}
