import { ContextConsumer } from '@lit/context';
import { html, LitElement } from 'lit';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { comfortsContext } from '../../foundation/comforts.js';
import { AnnouncerController } from '../../foundation/controllers/announcer.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base } from '../../foundation/styles/controls.js';
import { loadKinds, textOf } from '../../parts/registry.js';

/**
 * Reads out what others say, message by message: the only live region of the conversation.
 * @tag chat-announcer
 * @csspart announcer - The live region.
 */
export class ChatAnnouncer extends LitElement {
  static override styles = base;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, talkEnglish);
  readonly #config = new ConfigController(this);
  readonly #comforts = new ContextConsumer(this, { context: comfortsContext, subscribe: true });
  readonly #announcer = new AnnouncerController(
    this,
    () => this.#chat.value,
    ({ author, delivery, name }, words) => {
      const strings = this.#strings.value;
      if (delivery === 'failed') return `${strings['message.failed']}: ${words}`;
      const config = this.#config.value;
      const speaker = name ?? (config?.assistantName || config?.heading || strings['message.assistant']);
      return author === 'system' ? words : `${speaker}: ${words}`;
    },
    async () => {
      await loadKinds();
      return (part) => textOf(part, this.#strings.value);
    },
    () => this.#comforts.value?.get().announce,
  );

  protected override render() {
    return html`<div class="visually-hidden" part="announcer" aria-live="polite" aria-atomic="true">
      ${this.#announcer.text}
    </div>`;
  }
}

define('chat-announcer', ChatAnnouncer);

declare global {
  interface HTMLElementTagNameMap {
    'chat-announcer': ChatAnnouncer;
  }
}
