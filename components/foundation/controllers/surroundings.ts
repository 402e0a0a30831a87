import { ContextConsumer } from '@lit/context';
import type { ReactiveElement } from 'lit';
import type { Chat } from '../../../src/core/chat.js';
import type { Config } from '../../../src/config/config.js';
import { english } from '../../../src/i18n/messages.en.js';
import type { Strings, Words } from '../../../src/i18n/strings.js';
import { chatContext, configContext, stringsContext } from '../contexts.js';
import { StoreController } from './store.js';

/** A language has hundreds of words: they are put together once per catalogue and widget, not once per element. */
const merged = new WeakMap<Strings, WeakMap<object, Strings>>();

/**
 * The words for an element; English until a provider is found, so that a part can stand alone. What is not needed at
 * first has a catalogue of its own, which comes with its chunk; the provider's words win over it.
 */
export class StringsController<More extends object = object> {
  readonly #strings: StoreController<Strings>;

  constructor(
    host: ReactiveElement,
    private readonly more: More = {} as More,
  ) {
    const context = new ContextConsumer(host, { context: stringsContext });
    this.#strings = new StoreController(host, () => context.value);
  }
  get value(): Strings & Words<More> {
    const strings = this.#strings.value ?? english;
    const known = merged.get(strings) ?? new WeakMap<object, Strings>();
    const words = known.get(this.more) ?? { ...this.more, ...strings };
    merged.set(strings, known.set(this.more, words));
    return words as Strings & Words<More>;
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
