import type { ReactiveController } from 'lit';
import { announcerEnglish } from '../../../src/i18n/announcer.en.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { Message } from '../../../src/protocol/message.js';
import { isComposing } from '../../foundation/composing.js';
import { ConfigController, StringsController, type ChatController } from '../../foundation/controllers/surroundings.js';
import { nextFrame } from '../../foundation/frame.js';
import { timeOfDay } from '../../foundation/time.js';
import { textOf } from '../../parts/registry.js';
import { beginning, languageOf, spoken } from '../announcer/spoken.js';
import type { ChatMessage } from '../message/message.js';
import { speakerOf } from '../speaker.js';
import type { Transcript } from './transcript.js';

/** Of a longer message its beginning is its name. Characters. */
const LONGEST = 600;
/** Pixels of a message that stick out of the view and nobody misses. */
const EDGE = 2;

type Way = 1 | -1;
const modifiers = ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'] as const;

/**
 * From message to message by keyboard: Enter goes into the conversation, arrows go on, Escape goes back to writing. One
 * message at a time has what this needs, and takes it along; what is far comes into being.
 */
export class Walking implements ReactiveController {
  readonly #root: ShadowRoot;
  readonly #strings;
  readonly #config;
  /** Where the visitor is. It is a stop of the Tab key until the focus leaves it. */
  #at: ChatMessage | undefined;
  /** The last one that was wanted. */
  #wanted: string | undefined;
  #listening: AbortController | undefined;

  constructor(
    private readonly host: Transcript,
    private readonly chat: ChatController,
    /** Goes to what can be done with the message that has the focus. */
    private readonly act: () => void,
  ) {
    this.#root = host.renderRoot as ShadowRoot;
    this.#strings = new StringsController(host, { ...talkEnglish, ...announcerEnglish });
    this.#config = new ConfigController(host);
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    this.#log.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    // Before anybody acts on it: then the message may be gone.
    this.#log.addEventListener('click', (event) => void this.#keep(event), { signal, capture: true });
    // A window that is left keeps its focus, and a message with the focus what makes it focusable.
    const leave = () => queueMicrotask(() => this.#root.activeElement === this.#at || this.#rest());
    this.#log.addEventListener('focusout', leave, { signal });
    this.#log.addEventListener('focusin', (event) => this.#adopt(event.composedPath()[0]), { signal });
    this.#adopt(this.#root.activeElement);
  }
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#rest();
  }

  /** Puts the focus on a message that is in the document. */
  enter(id: string): void {
    const message = this.#find(id);
    if (!message) return;
    if (message !== this.#at) this.#rest();
    this.#at = message;
    message.tabIndex = 0;
    const said = message.store?.get();
    if (said) this.#name(message, said);
    message.focus({ preventScroll: true });
    message.scrollIntoView({ block: 'nearest' });
  }

  /** Whoever was led to a message walks on from there. */
  #adopt(focused: unknown): void {
    const message = this.#messages.find((each) => each === focused && each !== this.#at);
    // Not what has the focus inside of it.
    if (message?.matches('[tabindex]') && !message.shadowRoot?.activeElement) this.enter(message.store?.get().id ?? '');
  }

  get #log(): HTMLElement {
    return this.#root.querySelector('.log') as HTMLElement;
  }
  get #messages(): readonly ChatMessage[] {
    return [...this.#root.querySelectorAll<ChatMessage>('chat-message:not([hidden])')];
  }
  /** Those that can be gone to: an answer that is not shown before it is complete comes later. */
  get #order(): readonly string[] {
    const order = this.chat.value?.order.get() ?? [];
    const unseen = [...this.#root.querySelectorAll<ChatMessage>('chat-message[hidden]')].map(
      (each) => each.store?.get().id,
    );
    return unseen.length ? order.filter((id) => !unseen.includes(id)) : order;
  }
  #find(id: string): ChatMessage | undefined {
    return this.#messages.find((each) => each.store?.get().id === id);
  }
  /** Nothing is left of the walk. */
  #rest(): void {
    for (const name of ['tabindex', 'aria-label', 'lang']) this.#at?.removeAttribute(name);
    this.#at?.renderRoot.firstElementChild?.removeAttribute('lang');
    this.#at = undefined;
  }

  /** A name has one language: that of what is said. What is inside of the message stays in that of the interface. */
  #name(message: ChatMessage, said: Message): void {
    message.setAttribute('aria-label', this.#nameOf(said));
    const language = languageOf(said);
    if (!language) return;
    message.lang = language;
    message.renderRoot.firstElementChild?.setAttribute('lang', this.#strings.value.locale);
  }

  /** Who, what, and when. */
  #nameOf(message: Message): string {
    const words = this.#strings.value;
    const { author, createdAt, delivery } = message;
    const said = spoken(message, {
      signs: words,
      textOf: (part) => textOf(part, words),
      dollars: this.#config.value?.mathDollar,
    });
    const states = { pending: words['message.sending'], failed: words['message.failed'], delivered: '' };
    const who = author === 'system' ? '' : `${speakerOf(message, words, this.#config.value)}: `;
    return [
      who + beginning(said, LONGEST),
      createdAt === undefined ? '' : timeOfDay(createdAt, words.locale),
      states[delivery],
    ]
      .filter(Boolean)
      .join(words['announcer.comma']);
  }

  readonly #onLog: Readonly<Record<string, () => unknown>> = {
    Enter: () => this.#go(this.#seen()),
  };
  /** What answers `false` is the browser's: it scrolls. */
  readonly #onMessage: Readonly<Record<string, () => unknown>> = {
    ArrowUp: () => this.#step(-1),
    ArrowDown: () => this.#step(1),
    PageUp: () => this.#page(-1),
    PageDown: () => this.#page(1),
    Home: () => this.#go(this.#order[0]),
    End: () => this.#go(this.#order.at(-1)),
    Enter: () => this.act(),
    Escape: () => this.#write(),
  };
  readonly #inMessage: Readonly<Record<string, () => unknown>> = {
    Escape: () => this.#at?.focus({ preventScroll: true }),
  };

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || isComposing(event) || modifiers.some((key) => event[key])) return;
    const [inner] = event.composedPath();
    const deeds =
      inner === this.#log ? this.#onLog : inner === this.#at ? this.#onMessage : this.#at ? this.#inMessage : {};
    if (!Object.hasOwn(deeds, event.key) || deeds[event.key]?.() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(by: Way): unknown {
    const { top, bottom } = this.#log.getBoundingClientRect();
    const rect = this.#at?.getBoundingClientRect();
    // What is higher than the view is read to its end first.
    if (rect && (by < 0 ? rect.top < top - EDGE : rect.bottom > bottom + EDGE)) return false;
    return this.#go(this.#beside(by));
  }
  /** The one before or after it in the conversation. */
  #beside(by: Way): string | undefined {
    const order = this.#order;
    const id = this.#at?.store?.get().id;
    return id === undefined ? undefined : order[order.indexOf(id) + by];
  }
  /** As far as there is to be seen at once, and one message at least. */
  #page(by: Way): unknown {
    const messages = this.#messages;
    const from = messages.findIndex((each) => each === this.#at);
    const start = messages[from]?.getBoundingClientRect().top ?? 0;
    const isNear = (message: ChatMessage | undefined): boolean =>
      !!message && by * (message.getBoundingClientRect().top - start) <= this.#log.clientHeight;
    let to = from + by;
    while (isNear(messages[to + by])) to += by;
    return this.#go(to === from + by ? this.#beside(by) : messages[to]?.store?.get().id);
  }
  /** The last message that begins in view, or else the one that is all there is to see. */
  #seen(): string | undefined {
    const { top, bottom } = this.#log.getBoundingClientRect();
    const shown = this.#messages.filter((each) => {
      const rect = each.getBoundingClientRect();
      return rect.top < bottom - EDGE && rect.bottom > top + EDGE;
    });
    const begun = shown.filter((each) => each.getBoundingClientRect().top >= top - EDGE);
    return (begun.at(-1) ?? shown.at(-1) ?? this.#messages.at(-1))?.store?.get().id;
  }

  /** `false` where there is nothing to go to. */
  #go(id: string | undefined): unknown {
    this.#wanted = id;
    if (id === undefined) return false;
    if (this.#find(id)) return this.enter(id);
    return this.host.reveal(id).then(
      // Whoever left meanwhile, or wants another one, is not called back.
      (isThere) => {
        if (isThere && this.#wanted === id && this.#root.activeElement) this.enter(id);
      },
      () => undefined,
    );
  }

  /** Back to where the visitor writes. Where nothing can be written now, to the conversation. */
  #write(): void {
    const around = this.host.getRootNode() as ParentNode;
    (around.querySelector<HTMLElement>('chat-composer:not([hidden])') ?? this.#log).focus({ preventScroll: true });
  }

  /** A button that was pressed by keyboard may be gone: who pressed it goes on from its message, or from what is left. */
  async #keep({ detail, target }: MouseEvent): Promise<void> {
    const message = detail === 0 && target instanceof Element ? target.closest('chat-message') : undefined;
    const id = message?.store?.get().id;
    if (id === undefined) return;
    const next = [id, this.#order[this.#order.indexOf(id) + 1], this.#order[this.#order.indexOf(id) - 1]];
    for (let frames = 0; frames < 2; frames++) await nextFrame();
    // It is still there, or something else has the focus by now.
    if (document.activeElement !== document.body) return;
    const left = next.find((each) => each !== undefined && this.#find(each));
    if (left === undefined) this.#log.focus({ preventScroll: true });
    else this.enter(left);
  }
}
