import { ContextConsumer } from '@lit/context';
import { html, render, type ReactiveController } from 'lit';
import { composerEnglish } from '../../../src/i18n/composer.en.js';
import { comfortsContext } from '../../foundation/comforts.js';
import { isComposing } from '../../foundation/composing.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { sheetOf } from '../../foundation/element-base.js';
import type { ChatSendRequest } from '../../foundation/events/requests.js';
import type { Comfort, Surroundings, Writing } from './comfort.js';
import { comfortStyles } from './comforts.styles.js';
import { limit } from './limit.js';
import { recall } from './recall.js';
import { completions } from './suggest/completions.js';
import { undo } from './undo.js';

/** The first one that knows a key, or a draft, deals with it. */
const comforts: readonly ((around: Surroundings) => Comfort)[] = [completions, limit, undo, recall];

/**
 * What makes writing easier. It comes with the first letter or arrow, and sees keys and drafts before the composer
 * does; without it the composer is whole.
 */
export class ComposerComforts implements ReactiveController {
  readonly #chat;
  readonly #config;
  readonly #strings;
  readonly #chosen;
  readonly #place = document.createElement('div');
  readonly #status = document.createElement('p');
  #running: readonly Comfort[] = [];
  #of: unknown;
  #listening: AbortController | undefined;
  #isTyped: boolean;

  constructor(
    private readonly host: Writing,
    /** A key or a letter that asked for this before it was there. */
    private early?: Event,
  ) {
    this.#isTyped = early?.type === 'input';
    this.#chat = new ChatController(host);
    this.#config = new ConfigController(host);
    this.#strings = new StringsController(host, composerEnglish);
    this.#chosen = new ContextConsumer(host, { context: comfortsContext });
    this.#place.className = 'beside';
    this.#status.className = 'visually-hidden';
    // The banner is the one with the role of a status.
    this.#status.setAttribute('aria-live', 'polite');
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(comfortStyles)];
    root.prepend(this.#status, this.#place);
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    const early = { capture: true, signal };
    this.host.renderRoot.addEventListener('keydown', (event) => this.#onKey(event as KeyboardEvent), early);
    this.host.renderRoot.addEventListener('input', ({ target }) => (this.#isTyped ||= target === this.#box), early);
    this.host.addEventListener('chat-send-request', (event) => this.#onSend(event), early);
    this.host.requestUpdate();
  }
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#leave();
  }
  hostUpdate(): void {
    // A new conversation has comforts of its own.
    if (this.#of !== this.#chat.value && this.#box) this.#begin(this.#box);
    if (!this.#running.length) return;
    for (const { onText } of this.#running) onText?.(this.host.value, this.#isTyped);
    this.#isTyped = false;
    this.#catchUp();
  }
  hostUpdated(): void {
    this.#box?.setAttribute('enterkeyhint', this.#enterSends ? 'send' : 'enter');
    render(html`${this.#running.map(({ draw }) => draw?.())}`, this.#place);
  }

  get #box(): HTMLTextAreaElement | null {
    return this.host.renderRoot.querySelector('textarea');
  }
  get #enterSends(): boolean {
    return this.#chosen.value?.get().enterSends ?? true;
  }
  #leave(): void {
    for (const { leave } of this.#running) leave?.();
    this.#running = [];
    this.#of = undefined;
  }
  #begin(box: HTMLTextAreaElement): void {
    this.#leave();
    this.#of = this.#chat.value;
    const around: Surroundings = {
      composer: this.host,
      box,
      chat: () => this.#chat.value,
      config: () => this.#config.value,
      strings: () => this.#strings.value,
      say: (words) => (this.#status.textContent = words),
      changed: () => this.host.requestUpdate(),
    };
    this.#running = comforts.map((make) => make(around));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.#box || event.defaultPrevented || !this.#knows(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  #knows(event: KeyboardEvent): boolean {
    return !isComposing(event) && this.#running.some(({ onKey }) => onKey?.(event));
  }
  /** Nobody presses a key twice because of us. */
  #catchUp(): void {
    const { early } = this;
    this.early = undefined;
    if (early instanceof KeyboardEvent && this.#box?.matches(':focus')) this.#knows(early);
  }

  /** What a part asked for by bubbling through here is not the composer's. */
  #onSend(event: ChatSendRequest): void {
    if (event.composedPath()[0] !== this.host) return;
    if (!this.#running.some(({ onSend }) => onSend?.(event.draft, event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
