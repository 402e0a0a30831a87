import { css, html, LitElement, nothing } from 'lit';
import { announcerEnglish } from '../../../src/i18n/announcer.en.js';
import { readingEnglish } from '../../../src/i18n/reading.en.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { languageTag } from '../../../src/protocol/language.js';
import type { Message } from '../../../src/protocol/message.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { onwards } from '../../foundation/styles/onwards.js';
import { loadKinds, textOf } from '../../parts/registry.js';
import { safeUrl } from '../../parts/safe-url.js';
import { spoken } from '../announcer/spoken.js';
import { createReader, type Reader } from './reader.js';
import { languageAround, spokenLanguage } from './spoken-language.js';

const icon = (path: string) =>
  html`<svg class="forth" viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;
const listenIcon = icon(
  'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11',
);
const stopIcon = icon('M8 7.500h8a.5.5 0 0 1 .5.5v8a.5.5 0 0 1-.5.5H8a.5.5 0 0 1-.5-.5V8a.5.5 0 0 1 .5-.5z');

/** All chats of a page have one mouth. */
let shared: Reader | undefined;
const pageReader = (): Reader =>
  (shared ??= createReader({
    synthesis: globalThis.speechSynthesis,
    makeUtterance: (text) => new SpeechSynthesisUtterance(text),
    makePlayer: (url) => new Audio(url),
  }));

/**
 * Has one answer read out, by the browser's voice or the backend's. Never by itself; where there is no voice, there is
 * no button.
 * @tag chat-listen
 * @csspart listen - Begins and stops it.
 */
export class ChatListen extends LitElement {
  static override styles = [
    base,
    controls,
    onwards,
    css`
      button {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        min-block-size: 28px;
        margin-inline-start: -6px;
        padding: 2px 8px 2px 6px;
        border-radius: var(--chat-radius-control);
        font-size: var(--chat-size-meta);
        color: var(--chat-muted);
      }
      button:dir(rtl) {
        padding-inline: 6px 8px;
      }
      button:hover,
      .reading {
        background: var(--chat-sunken);
        color: var(--chat-text);
      }
      svg {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
      }
      p {
        margin: 0;
        font-size: var(--chat-size-meta);
        color: var(--chat-bad);
      }
      @media (forced-colors: active) {
        button {
          border: 1px solid ButtonText;
        }
      }
    `,
  ];
  static override properties = { message: { attribute: false }, failed: { state: true } };

  /** The answer. */
  message?: Message;
  /** Who reads it: one for the page, unless a test brings another. */
  reader: Reader = pageReader();
  private failed = false;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, readingEnglish);
  /** Draws anew when somebody else begins. */
  protected readonly current = new StoreController(this, () => this.reader.current);
  readonly #hasVoices = new StoreController(this, () => this.reader.hasVoices);
  #listening: AbortController | undefined;
  readonly #seen = new ResizeObserver(([entry]) => {
    // Nobody is read to by a chat that cannot be seen.
    if (entry?.contentRect.width === 0) this.#stop();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    // The message keeps no room for what has not come.
    this.hidden = false;
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
    this.#listening?.abort();
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  get #reading(): boolean {
    return this.reader.current.get() === this;
  }

  protected override updated(): void {
    this.#seen.disconnect();
    this.#listening?.abort();
    // Whoever speaks is listened to, not talked over.
    if (this.#reading) {
      const { signal } = (this.#listening = new AbortController());
      document.addEventListener('chat-voice-asked', () => this.#stop(), { signal });
    }
    const button = this.#reading && this.renderRoot.querySelector('button');
    if (button) this.#seen.observe(button);
  }

  protected override render() {
    if (!this.#hasVoices.value && !this.#chat.value?.synthesize) return nothing;
    const strings = this.#strings.value;
    const reading = this.#reading;
    return html`<button
        class=${reading ? 'reading' : ''}
        part="listen"
        type="button"
        @click=${reading ? this.#stop : this.#begin}
      >
        ${reading ? stopIcon : listenIcon}${strings[reading ? 'reading.stop' : 'reading.listen']}
      </button>
      <p role="status">${this.failed ? html`<bdi>${strings['reading.failed']}</bdi>` : nothing}</p>`;
  }

  async #begin(): Promise<void> {
    const { message } = this;
    if (!message) return;
    this.failed = false;
    await loadKinds();
    const strings = this.#strings.value;
    const text = spoken(message, {
      signs: { ...talkEnglish, ...announcerEnglish, ...strings },
      textOf: (part) => textOf(part, strings),
    });
    const synthesize = this.#chat.value?.synthesize;
    this.failed = !(await this.reader.read({
      by: this,
      text,
      language: languageTag(message.language) ?? spokenLanguage(text, languageAround(this)),
      ...(synthesize ? { sound: async (signal) => safeUrl((await synthesize(message.id, signal)).url) } : {}),
    }));
  }

  #stop(): void {
    if (this.#reading) this.reader.stop();
  }
}

define('chat-listen', ChatListen);

declare global {
  interface HTMLElementTagNameMap {
    'chat-listen': ChatListen;
  }
}
