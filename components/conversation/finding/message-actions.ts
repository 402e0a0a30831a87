import { html, nothing, render, svg, type ReactiveController } from 'lit';
import { actionsEnglish } from '../../../src/i18n/actions.en.js';
import type { Message } from '../../../src/protocol/message.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { sheetOf } from '../../foundation/element-base.js';
import type { ChatMessage } from '../message/message.js';
import { copyText } from '../../parts/code/copy-text.js';
import { copyMessage } from './copy-message.js';
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
let sheet: CSSStyleSheet | undefined;

/** Whether the focus is in something of it that is filled in. */
function isFilledIn(message: Element): boolean {
  for (let each = message.shadowRoot?.activeElement; each; each = each.shadowRoot?.activeElement)
    if (each.closest('form')) return true;
  return false;
}

/** What can be done with the message that is pointed at, tapped or focused: one bar for all of them. */
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
    const isFinger = ({ pointerType }: PointerEvent): boolean => pointerType === 'touch';
    log?.addEventListener('pointerover', (event) => isFinger(event) || point(event), { signal });
    log?.addEventListener('focusin', point, { signal });
    log?.addEventListener('pointerleave', (event) => isFinger(event) || this.#rest(), { signal });
    // A finger that scrolls touches messages, too: it points where it taps, until it touches something else.
    log?.addEventListener('click', point, { signal });
    const touch = (event: Event): void => {
      if (this.#at && !event.composedPath().includes(this.#at)) this.#rest();
    };
    addEventListener('pointerdown', touch, { capture: true, signal });
    const leave = (): void => queueMicrotask(() => this.#at?.matches(':hover') || this.#rest());
    log?.addEventListener('focusout', leave, { signal });
    addEventListener('keydown', (event) => this.#dismiss(event), { capture: true, signal });
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

  /** Goes to the bar, where there is one. */
  readonly enter = (): void => this.#bar.querySelector('button')?.focus();

  get #message(): Message | undefined {
    return this.#at?.store?.get();
  }
  get #isInside(): boolean {
    return this.#at !== undefined && this.#root.activeElement === this.#at;
  }

  #point(target: EventTarget | null): void {
    const message = target instanceof Element ? target.closest('chat-message') : null;
    if (!message || (this.#isInside && this.#root.activeElement !== message)) return;
    // It would lie over what is filled in.
    if (isFilledIn(message)) this.#leave();
    else if (message !== this.#at) this.#show(message);
  }
  #rest(): void {
    if (!this.#isInside) this.#leave();
  }
  /** What lies over words because something points there can be sent away; the chat stays open. */
  #dismiss(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#bar.isConnected || this.#isInside) return;
    event.preventDefault();
    this.#leave();
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
      ? copyMessage(message, at, root, this.#strings.value)
      : copyText(linkTo(message.id), root));
    this.#status.textContent = this.#strings.value[isCopied ? done[deed] : 'message.notCopied'];
    if (!isCopied || this.#at !== at) return;
    this.#done = deed;
    this.#draw();
  }
}
