import { html, nothing, render, svg, type ReactiveController } from 'lit';
import { actionsEnglish } from '../../../src/i18n/actions.en.js';
import type { Message } from '../../../src/protocol/message.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { sheetOf } from '../../foundation/element-base.js';
import type { ChatMessage } from '../message/message.js';
import { copyText } from '../../parts/code/copy-text.js';
import { copyMessage, wordsOf } from './copy-message.js';
import { actionStyles } from './finding.styles.js';
import { linkTo } from './message-link.js';
import type { Transcript } from './transcript.js';

const drawn = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
const copyIcon = drawn('M9 9h10v11H9zM5 15V4h10');
const linkIcon = drawn(
  'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700l1-1',
);
const tickIcon = drawn('M5 12.500l4.500 4.500L19 7');

type Deed = 'message.copy' | 'message.link';
const done = { 'message.copy': 'message.copied', 'message.link': 'message.linked' } as const;
const LABEL = 200;
let sheet: CSSStyleSheet | undefined;

/**
 * What can be done with the message that is pointed at, tapped or focused: one bar for all of them. By keyboard: Enter on
 * the conversation goes to its newest message, arrows walk, Enter goes to the bar, Escape back.
 */
export class MessageActions implements ReactiveController {
  readonly #strings;
  readonly #bar = document.createElement('div');
  readonly #status = document.createElement('p');
  readonly #root: ShadowRoot;
  #at: ChatMessage | undefined;
  #done: Deed | undefined;
  #listening: AbortController | undefined;

  constructor(
    host: Transcript,
    private readonly hasLinks: () => boolean,
  ) {
    this.#strings = new StringsController(host, actionsEnglish);
    this.#root = host.renderRoot as ShadowRoot;
    this.#bar.className = 'actions';
    this.#bar.setAttribute('role', 'group');
    this.#bar.setAttribute('part', 'actions');
    this.#status.className = 'visually-hidden';
    this.#status.setAttribute('role', 'status');
    this.#root.prepend(this.#status);
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    const log = this.#root.querySelector<HTMLElement>('.log');
    const point = ({ target }: Event): void => this.#point(target);
    log?.addEventListener('pointerover', point, { signal });
    log?.addEventListener('focusin', point, { signal });
    log?.addEventListener('pointerleave', () => this.#rest(), { signal });
    log?.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    // Whoever brought this here points at something already.
    this.#point(this.#root.querySelector('chat-message:focus-within, chat-message:hover'));
  }
  hostUpdated(): void {
    if (this.#at) this.#draw();
  }
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#leave();
  }

  /** Puts the focus on a message that is in the document. */
  focus(id: string): void {
    const found = this.#messages.find((each) => each.getAttribute('message-id') === id);
    if (found) this.#enter(found);
  }

  get #messages(): readonly ChatMessage[] {
    return [...this.#root.querySelectorAll('chat-message')];
  }
  get #message(): Message | undefined {
    return this.#at?.store?.get();
  }
  get #isInside(): boolean {
    return this.#at !== undefined && this.#root.activeElement === this.#at;
  }

  #point(target: EventTarget | null): void {
    const message = target instanceof Element ? target.closest('chat-message') : null;
    if (!message || message === this.#at || (this.#isInside && this.#root.activeElement !== message)) return;
    this.#show(message);
  }
  #rest(): void {
    if (!this.#isInside) this.#leave();
  }
  #leave(): void {
    this.#bar.remove();
    this.#at = this.#done = undefined;
  }

  /** The bar stands first in the message: whoever comes to it by keyboard comes by the bar. */
  #show(message: ChatMessage): void {
    this.#leave();
    const said = message.store?.get();
    if (!said || said.author === 'system' || said.streaming || !message.shadowRoot) return;
    this.#at = message;
    const root = message.shadowRoot;
    sheet ??= sheetOf(actionStyles);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    root.prepend(this.#bar);
    this.#draw();
  }
  #draw(): void {
    const strings = this.#strings.value;
    this.#bar.setAttribute('aria-label', strings['message.actions']);
    render(
      html`${this.#button('message.copy', copyIcon)}${this.hasLinks() ? this.#button('message.link', linkIcon) : nothing}`,
      this.#bar,
    );
  }
  #button(deed: Deed, icon: unknown) {
    const name = this.#strings.value[deed];
    const isDone = this.#done === deed;
    return html`<button
      class="icon ${isDone ? 'done' : ''}"
      type="button"
      aria-label=${name}
      title=${name}
      @click=${() => void this.#do(deed)}
    >
      ${isDone ? tickIcon : icon}
    </button>`;
  }

  async #do(deed: Deed): Promise<void> {
    const at = this.#at;
    const message = this.#message;
    if (!at || !message) return;
    const root = at.shadowRoot ?? this.#root;
    const isCopied = await (deed === 'message.copy'
      ? copyMessage(message, at, root)
      : copyText(linkTo(message.id), root));
    this.#status.textContent = this.#strings.value[isCopied ? done[deed] : 'message.notCopied'];
    if (!isCopied || this.#at !== at) return;
    this.#done = deed;
    this.#draw();
  }

  #enter(message: ChatMessage): void {
    message.tabIndex = -1;
    message.setAttribute('role', 'article');
    const said = message.store?.get();
    if (said) message.setAttribute('aria-label', wordsOf(said).slice(0, LABEL));
    message.focus({ preventScroll: true });
    message.scrollIntoView({ block: 'nearest' });
    this.#show(message);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const log = event.currentTarget as HTMLElement;
    const [inner] = event.composedPath();
    const isOnLog = inner === log;
    const isOnMessage = inner === this.#at;
    const isInBar = inner instanceof Node && this.#bar.contains(inner);
    const messages = this.#messages;
    const go = (message: ChatMessage | undefined): void => {
      event.preventDefault();
      event.stopPropagation();
      if (message) this.#enter(message);
    };
    if (isOnLog && event.key === 'Enter') go(messages.at(-1));
    if (!isOnMessage && !isInBar) return;
    const at = messages.findIndex((each) => each === this.#at);
    if (event.key === 'ArrowUp') go(messages[at - 1]);
    else if (event.key === 'ArrowDown') go(messages[at + 1]);
    else if (event.key === 'Enter' && isOnMessage) {
      go(undefined);
      this.#bar.querySelector('button')?.focus();
    } else if (event.key === 'Escape') {
      go(isInBar ? this.#at : undefined);
      if (isOnMessage) log.focus({ preventScroll: true });
    }
  }
}
