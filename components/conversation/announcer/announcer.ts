import { ContextConsumer } from '@lit/context';
import { html, LitElement } from 'lit';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { comfortsContext } from '../../foundation/comforts.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base } from '../../foundation/styles/controls.js';
import { loadKinds, textOf } from '../../parts/registry.js';
import { withoutDeceit } from '../../parts/safe-url.js';
import { speakerOf } from '../speaker.js';
import type { Saying } from './spoken.js';

/** Each language in an element of its own; all of them at once, for some readers speak at every change. */
function inLanguages(sayings: readonly Saying[]): HTMLElement {
  const all = document.createElement('span');
  for (const [words, language] of sayings) {
    const each = document.createElement('span');
    if (language) each.lang = language;
    each.dir = 'auto';
    each.textContent = withoutDeceit(words);
    all.append(each, ' ');
  }
  return all;
}

/**
 * Reads out what others say, message by message: the only live region of the conversation. What puts messages into
 * words comes right after the conversation.
 * @tag chat-announcer
 * @csspart announcer - The live region.
 */
export class ChatAnnouncer extends LitElement {
  static override styles = base;
  static override properties = { said: { state: true } };

  private said: string | HTMLElement = '';
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
          words: () => this.#strings.value,
          announce: () => this.#comforts.value?.get().announce,
          streams: () => this.#config.value?.stream,
          textOf: (part) => textOf(part, this.#strings.value),
          loadKinds,
          speakerOf: (somebody) => speakerOf(somebody, this.#strings.value, this.#config.value),
          dollars: () => this.#config.value?.mathDollar,
          say: (sayings) => this.#say(sayings),
        }),
      () => (this.#loading = undefined),
    );
  }

  #say(sayings: readonly Saying[]): void {
    const text = withoutDeceit(sayings.map(([words]) => words).join(' '));
    // What is said twice is heard twice.
    const again = text === this.said ? `${text}\u00a0` : text;
    this.said = sayings.some(([, language]) => language) ? inLanguages(sayings) : again;
  }

  protected override render() {
    return html`<div class="visually-hidden" part="announcer" aria-live="polite" aria-atomic="true">${this.said}</div>`;
  }
}

define('chat-announcer', ChatAnnouncer);

declare global {
  interface HTMLElementTagNameMap {
    'chat-announcer': ChatAnnouncer;
  }
}
