import { ContextConsumer } from '@lit/context';
import { html, LitElement } from 'lit';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { comfortsContext } from '../../foundation/comforts.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base } from '../../foundation/styles/controls.js';
import { loadKinds, textOf } from '../../parts/registry.js';
import { speakerOf } from '../speaker.js';

/**
 * Reads out what others say, message by message: the only live region of the conversation. What puts messages into
 * words comes right after the conversation.
 * @tag chat-announcer
 * @csspart announcer - The live region.
 */
export class ChatAnnouncer extends LitElement {
  static override styles = base;
  static override properties = { text: { state: true } };

  private text = '';
  #loading: Promise<unknown> | undefined;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, talkEnglish);
  readonly #config = new ConfigController(this);
  readonly #comforts = new ContextConsumer(this, { context: comfortsContext, subscribe: true });
  /** What did not come is asked for again with the next message. */
  protected readonly order = new StoreController(this, () => this.#chat.value?.order);

  protected override updated(): void {
    this.#loading ??= import('./announcements.js').then(
      ({ Announcements }) =>
        new Announcements(this, {
          chat: () => this.#chat.value,
          config: () => this.#config.value,
          words: () => this.#strings.value,
          announce: () => this.#comforts.value?.get().announce,
          textOf,
          loadKinds,
          speakerOf,
          // What is said twice is heard twice.
          say: (text) => (this.text = text === this.text ? `${text}\u00a0` : text),
        }),
      () => (this.#loading = undefined),
    );
  }

  protected override render() {
    return html`<div class="visually-hidden" part="announcer" aria-live="polite" aria-atomic="true">${this.text}</div>`;
  }
}

define('chat-announcer', ChatAnnouncer);

declare global {
  interface HTMLElementTagNameMap {
    'chat-announcer': ChatAnnouncer;
  }
}
