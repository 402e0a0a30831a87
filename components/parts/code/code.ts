import { html, nothing } from 'lit';
import { codeEnglish } from '../../../src/i18n/parts/code.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { whenIdle } from '../../foundation/idle.js';
import { LightTextController } from '../light-text-controller.js';
import { OverflowController } from '../overflow-controller.js';
import { PartElement } from '../part-element.js';
import { copyText } from './copy-text.js';
import { styles } from './code.styles.js';
import type { GrammarName } from './grammars.js';
import { languageOf } from './languages.js';

/** UTF-16 units; more than that is read plain, not coloured. */
const MAX_COLOURED = 32 * 1024;
/** Milliseconds that the word “Copied” stays. */
const TOLD = 2000;

type Shown = Pick<PartMap['code'], 'code' | 'language' | 'name'>;

/**
 * Code in its frame. It comes as a part, or stands as text inside the tags, where it may still grow; it is coloured
 * when it is complete.
 * @tag chat-code
 * @attr {boolean} streaming - For code inside the tags: more is coming.
 * @csspart code-block - The frame.
 * @csspart code - The lines.
 * @csspart copy - The button that copies.
 * @cssproperty [--chat-code-keyword] - Keywords and tags.
 * @cssproperty [--chat-code-string] - Strings.
 * @cssproperty [--chat-code-number] - Numbers.
 * @cssproperty [--chat-code-name] - Names of functions, types and attributes.
 * @cssproperty [--chat-code-comment=var(--chat-muted)] - Comments.
 */
export class ChatCode extends PartElement<'code'> {
  static override styles = [PartElement.styles, styles];
  static override properties = {
    streaming: { type: Boolean },
    language: {},
    wraps: { state: true },
    copied: { state: true },
    coloured: { state: true },
  };

  /** For code inside the tags: its language, as after a fence. */
  language = '';

  private wraps = false;
  private copied: boolean | undefined;
  private coloured: { readonly code: string; readonly language: string; readonly lines: HTMLElement } | undefined;

  readonly #strings = new StringsController(this, codeEnglish);
  readonly #text = new LightTextController(this);
  readonly #overflow = new OverflowController(
    this,
    () => [...(this.renderRoot?.querySelectorAll('pre, code') ?? [])],
    () => {
      const box = this.renderRoot.querySelector('pre');
      return !!box && box.scrollWidth > box.clientWidth + 1;
    },
  );
  #asked: Shown | undefined;
  #gone = new AbortController();
  #told: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#gone = new AbortController();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gone.abort();
    this.#asked = undefined;
    clearTimeout(this.#told);
    this.copied = undefined;
  }

  get #shown(): Shown {
    // Backends say null for what they leave out.
    return this.data
      ? { ...this.data, language: this.data.language ?? '' }
      : { code: this.#text.value, language: this.language };
  }

  protected override render(): unknown {
    return this.draw(this.#shown);
  }

  protected override draw({ code, language = '', name }: Shown) {
    const strings = this.#strings.value;
    const title = name || languageOf(language).name || strings['code.label'];
    const { scrolls } = this.#overflow;
    const told = this.copied === undefined ? '' : strings[this.copied ? 'code.copied' : 'code.not-copied'];
    return html`<div class="frame" part="code-block" lang=${strings.locale} dir="ltr">
      <div class="head">
        <span class="language" dir="auto" title=${title}>${title}</span>
        ${scrolls || this.wraps ? this.#wrapButton() : nothing}
        <button part="copy" type="button" @click=${() => void this.#copy()}>${told || strings['code.copy']}</button>
        <span class="visually-hidden" role="status">${told}</span>
      </div>
      <pre
        part="code"
        class=${this.wraps ? 'wraps' : nothing}
        tabindex=${scrolls ? '0' : nothing}
        role="group"
        aria-label=${title}
      ><code translate="no">${this.#lines(code, language)}</code></pre>
    </div>`;
  }

  #wrapButton() {
    const label = this.#strings.value['code.wrap'];
    return html`<button
      class="wrap"
      type="button"
      aria-pressed=${this.wraps}
      aria-label=${label}
      title=${label}
      @click=${() => (this.wraps = !this.wraps)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 6h16M4 12h12.5a3.5 3.5 0 0 1 0 7H12m3-3-3 3 3 3M4 19h4" />
      </svg>
    </button>`;
  }

  #lines(code: string, language: string): unknown {
    const { coloured } = this;
    if (coloured?.code === code && coloured.language === language) return coloured.lines;
    return this.data ? code : html`<slot></slot>`;
  }

  protected override updated(): void {
    const { code, language = '' } = this.#shown;
    const { grammar } = languageOf(language);
    if (this.streaming || !grammar || !code || code.length > MAX_COLOURED) return;
    if (this.#asked?.code === code && this.#asked.language === language) return;
    this.#asked = { code, language };
    void this.#colour(code, language, grammar);
  }

  async #colour(code: string, language: string, grammar: GrammarName): Promise<void> {
    const { signal } = this.#gone;
    await whenIdle(signal);
    if (signal.aborted) return;
    try {
      const { highlighted } = await import('./highlight.js');
      const lines = await highlighted(code, grammar);
      if (this.#asked?.code === code && this.#asked.language === language) this.coloured = { code, language, lines };
    } catch {
      // No colours: the lines are there all the same.
    }
  }

  async #copy(): Promise<void> {
    const copied = await copyText(this.#shown.code, this.renderRoot);
    clearTimeout(this.#told);
    this.copied = copied;
    this.#told = setTimeout(() => (this.copied = undefined), TOLD);
  }
}

define('chat-code', ChatCode);

declare global {
  interface HTMLElementTagNameMap {
    'chat-code': ChatCode;
  }
}
