import { ContextConsumer } from '@lit/context';
import type { ReactiveElement } from 'lit';
import type { Chat } from '../../../src/core/chat.js';
import type { Config } from '../../../src/config/config.js';
import { english, type Strings } from '../../../src/i18n/messages.en.js';
import { chatContext, configContext, stringsContext } from '../contexts.js';
import { StoreController } from './store.js';

/** The words for an element; English until a provider is found, so that a part can stand alone. */
export class StringsController {
  readonly #strings: StoreController<Strings>;
  constructor(host: ReactiveElement) {
    const context = new ContextConsumer(host, { context: stringsContext });
    this.#strings = new StoreController(host, () => context.value);
  }
  get value(): Strings {
    return this.#strings.value ?? english;
  }
}

/** The settings for an element. */
export class ConfigController {
  readonly #config: StoreController<Config>;
  constructor(host: ReactiveElement) {
    const context = new ContextConsumer(host, { context: configContext });
    this.#config = new StoreController(host, () => context.value);
  }
  get value(): Config | undefined {
    return this.#config.value;
  }
}

/** The conversation for an element, and re-renders when the named store of it changes. */
export class ChatController {
  readonly #context;
  constructor(host: ReactiveElement) {
    this.#context = new ContextConsumer(host, { context: chatContext, callback: () => host.requestUpdate() });
  }
  get value(): Chat | undefined {
    return this.#context.value;
  }
}
