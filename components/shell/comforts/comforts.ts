import { ContextConsumer } from '@lit/context';
import { html, LitElement, type PropertyValues } from 'lit';
import { persistFor } from '../../../src/core/persist-for.js';
import { comfortsEnglish } from '../../../src/i18n/comforts.en.js';
import { comfortsContext, type Comforts } from '../../foundation/comforts.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { closeIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { styles } from './comforts.styles.js';

/** What is chosen where nothing is. */
const usual = {
  textSize: 'normal',
  contrast: 'standard',
  motion: 'system',
  announce: 'final',
  enter: 'sends',
  keep: 'session',
} as const;
type Group = keyof typeof usual;
type Word = keyof typeof comfortsEnglish;

const sizes = ['normal', 'large', 'larger', 'largest'] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long that is, in words: hours if they are whole. */
const spanIn = (locale: string, ms: number): string => {
  const [unit, length] = ms % HOUR ? (['minute', MINUTE] as const) : (['hour', HOUR] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
    ms / length,
  );
};

/** The keys that send, as they are written on them. */
const keysThatSend = (strings: typeof comfortsEnglish): string => {
  const command = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : strings['comforts.enter.ctrlKey'];
  return `${command} + ${strings['comforts.enter.enterKey']}`;
};

/**
 * What visitors choose for themselves: how large, how clear, how still, how loud, and how the keyboard sends. Each
 * choice counts at once.
 * @tag chat-comforts
 * @fires {Event} close - The visitor is done.
 * @csspart comforts - The whole.
 */
export class ChatComforts extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = { said: { state: true } };

  private said = '';
  readonly #config = new ConfigController(this);
  readonly #strings = new StringsController(this, comfortsEnglish);
  readonly #context = new ContextConsumer(this, { context: comfortsContext });
  readonly #comforts = new StoreController(this, () => this.#context.value);

  /** A chat that was closed opens with the conversation. */
  readonly #seen = new ResizeObserver(([entry]) => {
    if (entry?.contentRect.width === 0) this.#close();
  });

  protected override firstUpdated(_: PropertyValues): void {
    this.renderRoot.querySelector('h2')?.focus();
    this.#seen.observe(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
  }

  protected override render() {
    const strings = this.#strings.value;
    return html`<div
      class="sheet"
      part="comforts"
      role="dialog"
      aria-modal="true"
      aria-labelledby="title"
      @keydown=${this.#onKeydown}
    >
      <header>
        <div class="words">
          <h2 id="title" tabindex="-1">${strings['comforts.title']}</h2>
          <p class="note"><bdi>${strings['comforts.note']}</bdi></p>
        </div>
        <button class="icon" type="button" aria-label=${strings['comforts.done']} @click=${this.#close}>
          ${closeIcon}
        </button>
      </header>
      <form @submit=${(event: Event) => event.preventDefault()}>
        <fieldset>
          <legend>${strings['comforts.textSize']}</legend>
          <div class="row sizes">
            ${sizes.map(
              (size) =>
                html`<label class="choice">
                  ${this.#radio('textSize', size)}<b aria-hidden="true">A</b>
                  <span>${strings[`comforts.textSize.${size}`]}</span>
                </label>`,
            )}
          </div>
        </fieldset>
        ${this.#group('contrast', ['standard', 'more'])} ${this.#group('motion', ['system', 'less'])}
        ${this.#group('enter', ['sends', 'breaks'], ['', strings['comforts.enter.how'](keysThatSend(strings))])}
        ${this.#group('announce', ['final', 'all', 'off'])} ${this.#pause()}
        <label class="single">
          <span>${strings['comforts.sound']}<small>${strings['comforts.soundHow']}</small></span>
          <input
            type="checkbox"
            .checked=${this.#comforts.value?.sound ?? this.#config.value?.sound ?? false}
            @change=${({ currentTarget }: Event) =>
              this.#choose({ sound: (currentTarget as HTMLInputElement).checked })}
          />
        </label>
      </form>
      <footer>
        <button class="plain" type="button" @click=${this.#reset}>${strings['comforts.reset']}</button>
        <button class="primary" type="button" @click=${this.#close}>${strings['comforts.done']}</button>
      </footer>
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }

  /** How long a pause may be. Nothing to choose where it may be as long as it likes, or nothing is kept anyway. */
  #pause() {
    const { persist = 'none', sessionDuration = 0 } = this.#config.value ?? {};
    return persistFor(persist) === 'session'
      ? this.#group('keep', ['session', 'always'], [spanIn(this.#strings.value.locale, sessionDuration)])
      : '';
  }

  #group(group: Exclude<Group, 'textSize'>, options: readonly string[], hows: readonly string[] = []) {
    const strings = this.#strings.value;
    const words = (name: string): string => strings[`comforts.${name}` as Word] as string;
    return html`<fieldset>
      <legend>${words(group)}</legend>
      <div class="row ${options.length > 2 ? 'column' : ''}">
        ${options.map(
          (option, index) =>
            html`<label class="choice">
              ${this.#radio(group, option)}<span
                >${words(`${group}.${option}`)}${hows[index] ? html`<small>${hows[index]}</small>` : ''}</span
              >
            </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #radio(group: Group, option: string) {
    return html`<input
      type="radio"
      name=${group}
      value=${option}
      .checked=${this.#chosen(group) === option}
      @change=${() => this.#pick(group, option)}
    />`;
  }

  #chosen(group: Group): string {
    const comforts = this.#comforts.value ?? {};
    if (group === 'enter') return comforts.enterSends === false ? 'breaks' : 'sends';
    return comforts[group] ?? usual[group];
  }
  /** What is usual is not chosen: it is as the page has it. */
  #pick(group: Group, option: string): void {
    const name = group === 'enter' ? 'enterSends' : group;
    const value = usual[group] === option ? undefined : group === 'enter' ? false : option;
    this.#choose({ [name]: value });
  }
  #choose(change: { readonly [K in keyof Comforts]?: Comforts[K] | undefined }): void {
    this.said = '';
    const next = Object.entries({ ...this.#comforts.value, ...change }).filter(([, value]) => value !== undefined);
    this.#context.value?.set(Object.fromEntries(next));
  }
  #reset(): void {
    // The language has a place of its own, in the menu.
    const { language } = this.#comforts.value ?? {};
    this.#context.value?.set(language ? { language } : {});
    this.said = this.#strings.value['comforts.wasReset'];
  }

  /** The chat below stays open. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }
  #close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

define('chat-comforts', ChatComforts);

declare global {
  interface HTMLElementTagNameMap {
    'chat-comforts': ChatComforts;
  }
}
