import { define } from '../../foundation/define.js';
import { sheetOf } from '../../foundation/element-base.js';
import { peekStyles } from './peek.styles.js';

/** What a peek says. */
export interface PeekWords {
  readonly text: string;
  /** What it is said in, where that is not the language of the interface. */
  readonly language?: string | undefined;
  /** Who says it; empty where nobody in particular does. */
  readonly name: string;
  /** What pressing it does, and what its other button does. */
  readonly open: string;
  readonly dismiss: string;
  /** How it draws attention: `bounce` or `wiggle`. */
  readonly animation?: string;
  /** Milliseconds that it does so for; less than it takes once is once. */
  readonly animationTimeout?: number;
  /** Screen readers are not told. */
  readonly silent?: boolean;
}

/** Milliseconds that each movement takes, as the styles have it. */
const movements: Readonly<Record<string, number>> = { bounce: 900, wiggle: 700 };

const SVG = 'http://www.w3.org/2000/svg';

function makeButton(name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = name;
  return button;
}

function makeCross(): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M6 6l12 12M18 6L6 18');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  icon.append(path);
  return icon;
}

function makeLine(name: string): HTMLSpanElement {
  const line = document.createElement('span');
  line.className = name;
  line.dir = 'auto';
  return line;
}

/**
 * A few words beside the launcher of a closed chat. Pressed it is the launcher; it goes when it is dismissed, and when the
 * chat is opened in whatever way. Made by hand, like the launcher: a closed chat pays for no library. Never takes the focus.
 * @tag chat-peek
 * @csspart dismiss - Takes it away.
 */
export class ChatPeek extends HTMLElement {
  readonly #status = document.createElement('div');
  readonly #read = makeButton('read');
  readonly #name = makeLine('name');
  readonly #text = makeLine('text');
  readonly #dismiss = makeButton('dismiss');
  readonly #watch = new MutationObserver(() => this.leave());

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(peekStyles)];
    this.#status.className = 'status';
    this.#read.append(this.#name, this.#text);
    this.#dismiss.append(makeCross());
    this.#dismiss.setAttribute('part', 'dismiss');
    this.#read.addEventListener('click', () => this.#open());
    this.#dismiss.addEventListener('click', () => this.leave());
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.leave();
    });
    root.append(this.#status, this.#dismiss);
  }

  connectedCallback(): void {
    const root = this.getRootNode();
    if (root instanceof ShadowRoot) this.#watch.observe(root.host, { attributeFilter: ['open'] });
  }
  disconnectedCallback(): void {
    this.#watch.disconnect();
  }

  /** Somebody points at it, or is in it with the keyboard. */
  get used(): boolean {
    return this.matches(':hover, :focus-within');
  }

  /** Says this, in place of what it said before. */
  say({ text, language, name, open, dismiss, animation = '', animationTimeout = 0, silent = false }: PeekWords): void {
    if (silent) this.#status.removeAttribute('role');
    else this.#status.setAttribute('role', 'status');
    this.#name.textContent = name;
    this.#text.textContent = text;
    if (language) this.#text.lang = language;
    else this.#text.removeAttribute('lang');
    this.#read.title = open;
    this.#dismiss.setAttribute('aria-label', dismiss);
    this.setAttribute('animation', animation);
    const times = Math.floor(animationTimeout / (movements[animation] ?? Infinity));
    this.style.animationIterationCount = `${Math.max(1, times)}`;
    // A live region speaks of what changes in it, not of what it comes with, and a transition begins with a look from before.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#show()));
  }

  #show(): void {
    if (!this.#read.parentElement) this.#status.append(this.#read);
    this.setAttribute('shown', '');
  }

  /** Goes. The focus, if it was here, is on the launcher then. */
  leave(): void {
    const launcher = this.#launcher;
    const within = this.matches(':focus-within');
    this.remove();
    if (within) launcher?.focus();
  }

  get #launcher(): HTMLElement | null | undefined {
    return this.parentElement?.querySelector<HTMLElement>('[part=launcher]');
  }

  #open(): void {
    const launcher = this.#launcher;
    this.leave();
    launcher?.click();
  }
}

define('chat-peek', ChatPeek);

declare global {
  interface HTMLElementTagNameMap {
    'chat-peek': ChatPeek;
  }
}
