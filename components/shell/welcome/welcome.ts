import { css, html, LitElement, nothing } from 'lit';
import { avatarTemplate } from '../../conversation/avatar/avatar.js';
import { avatarStyles } from '../../conversation/avatar/avatar.styles.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatSelectRequest } from '../../foundation/events/requests.js';
import { chevronIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { onwards } from '../../foundation/styles/onwards.js';
import '../../parts/kinds.js';
import { partTemplate } from '../../parts/part-template.js';

/** Anything that markdown would draw differently: only then is its chunk worth fetching for a line of text. */
const isMarkdown = (text: string): boolean => /[*_`[\]#<>|~]|\n\s*\n|^\s*([-+]|\d+\.)\s/m.test(text);

/**
 * What this is and what to ask, before anything was asked.
 * @tag chat-welcome
 * @fires {ChatSelectRequest} chat-select-request - A first question was chosen.
 * @slot intro - Stands in place of the greeting.
 * @csspart welcome - The whole.
 * @csspart intro - The introduction.
 * @csspart starter - One first question.
 */
export class ChatWelcome extends LitElement {
  static override styles = [
    base,
    controls,
    avatarStyles,
    onwards,
    css`
      :host {
        display: block;
        padding: 10px 2px 8px;
      }
      h3 {
        margin: 12px 0 4px;
        font-size: calc(22px * var(--chat-text-scale, 1));
        font-weight: 660;
        line-height: 1.2;
        letter-spacing: -0.015em;
      }
      .intro {
        color: var(--chat-muted);
      }
      p.words,
      .words:not(:defined) {
        display: block;
        margin: 0;
        white-space: pre-wrap;
      }
      .starters {
        display: grid;
        gap: var(--chat-space-2);
        margin-block-start: var(--chat-space-4);
      }
      .starter {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: var(--chat-space-2);
        padding: var(--chat-space-3) calc(var(--chat-space-4) - 2px);
        border: 1px solid var(--chat-line);
        border-radius: calc(var(--chat-radius-card) - 2px);
        background: var(--chat-raised);
        line-height: 1.35;
        text-align: start;
        transition: border-color var(--chat-motion) ease-out;
      }
      .starter:hover {
        border-color: var(--chat-accent-text);
      }
      .starter svg {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
        color: var(--chat-muted);
      }
    `,
  ];

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, talkEnglish);
  readonly #config = new ConfigController(this);
  readonly #order = new StoreController(this, () => this.#chat.value?.order);

  protected override render() {
    const config = this.#config.value;
    const strings = this.#strings.value;
    if (!config) return nothing;
    const { heading, avatarUrl, intro, starters } = config;
    const asked = this.#order.value?.some((id) => this.#chat.value?.message(id)?.get().author === 'user');
    return html`<div part="welcome">
      <slot name="intro"
        >${avatarTemplate(heading || strings['panel.name'], avatarUrl, 'large')}
        <h3 dir="auto">${strings['welcome.title']}</h3>
        ${intro ? html`<div class="intro" part="intro" dir="auto">${this.#intro(intro)}</div>` : nothing}</slot
      >
      ${
        starters?.length && !asked
          ? html`<div class="starters" role="group" aria-label=${strings['starters.name']}>
              ${starters.map(
                ({ label, text }) =>
                  html`<button
                    class="starter"
                    part="starter"
                    type="button"
                    dir="auto"
                    @click=${() => this.#ask(label, text)}
                  >
                    ${label}${chevronIcon}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  #intro(intro: string) {
    return isMarkdown(intro)
      ? partTemplate({ type: 'text', text: intro }, { streaming: false, switches: {}, unknown: '' })
      : html`<p class="words">${intro}</p>`;
  }

  #ask(label: string, text = label): void {
    this.dispatchEvent(new ChatSelectRequest({ type: 'reply', label, text }));
  }
}

define('chat-welcome', ChatWelcome);

declare global {
  interface HTMLElementTagNameMap {
    'chat-welcome': ChatWelcome;
  }
}
