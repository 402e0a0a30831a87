import { html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { findingEnglish } from '../../../src/i18n/finding.en.js';
import { isComposing } from '../../foundation/composing.js';
import { ChatController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { closeIcon, downIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import { clearHighlight, highlight } from './highlight.js';
import { Hits } from './hits.js';
import { daysOf, excerptOf, firstOn } from './matches.js';
import { styles } from './search.styles.js';

const upIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d="M6 15l6-6 6 6"></path>`}</svg>`;

/**
 * Finds words in the conversation, near or far, and leads to a day of it.
 * @tag chat-search
 * @csspart search - The bar.
 */
export class ChatSearch extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    words: { attribute: false },
    at: { state: true },
    ids: { state: true },
    days: { state: true },
    excerpt: { state: true },
  };

  /** What is looked for. */
  words = '';
  /** Whose messages they are. */
  list?: ChatMessageList;
  /** Who is to have the focus when the search is over. */
  back?: () => void;
  private ids: readonly string[] = [];
  /** Which of them the visitor is at; less than zero: at none. */
  private at = -1;
  /** Those before the one that the visitor was at, and that is gone: they tell where it was. */
  #before: readonly string[] = [];
  private days: ReturnType<typeof daysOf>;
  /** What is said where the search has led to, for those who do not see it marked. */
  private excerpt = '';
  #shown: Element | undefined;
  /** What is led to is fetched: only the last one that was wanted is shown. */
  #wanted: string | undefined;

  readonly #hits = new Hits((looked) => this.#keep(looked));
  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, findingEnglish);

  override focus(): void {
    void this.updateComplete.then(() => {
      const input = this.renderRoot.querySelector<HTMLInputElement>('[type=search]');
      // Not every browser puts the focus where something is selected.
      input?.focus();
      input?.select();
    });
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hits.rest();
    clearHighlight(this.#shown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const isNews = this.#hits.follow(this.#chat.value, this.#strings.value);
    if (changed.has('words')) this.#look();
    else if (isNews) this.#keep(new Set());
  }

  protected override render() {
    const strings = this.#strings.value;
    const total = this.ids.length;
    const { days } = this;
    const isAsked = this.words.trim() !== '';
    return html`<div
      class="bar"
      part="search"
      role="search"
      aria-label=${strings['search.name']}
      @keydown=${this.#onKeydown}
    >
      <input
        type="search"
        aria-label=${strings['search.name']}
        placeholder=${strings['search.name']}
        autocomplete="off"
        enterkeyhint="search"
        dir="auto"
        .value=${this.words}
        @input=${this.#onInput}
      />
      <span class="count" role="status"
        ><bdi
          >${!isAsked ? '' : total ? strings['search.count']({ at: this.at + 1, total }) : strings['search.none']}</bdi
        ></span
      >
      <span class="visually-hidden" aria-live="polite" aria-atomic="true" dir="auto">${this.excerpt}</span>
      ${this.#button('search.previous', upIcon, () => this.#go(-1), !total)}
      ${this.#button('search.next', downIcon, () => this.#go(1), !total)}
      ${this.#button('search.close', closeIcon, () => this.close())}
      ${
        days
          ? html`<label class="day" @focusin=${this.#findDays}
              >${strings['search.date']}<input type="date" min=${days[0]} max=${days[1]} @change=${this.#onDay}
            /></label>`
          : nothing
      }
    </div>`;
  }

  #button(name: 'search.previous' | 'search.next' | 'search.close', icon: unknown, act: () => void, isOff = false) {
    return html`<button
      class="icon"
      type="button"
      aria-label=${this.#strings.value[name]}
      aria-disabled=${isOff ? 'true' : 'false'}
      @click=${act}
    >
      ${icon}
    </button>`;
  }

  /** The search is over. */
  close(): void {
    this.remove();
    this.back?.();
  }

  #onInput({ currentTarget }: Event): void {
    this.words = (currentTarget as HTMLInputElement).value;
  }
  #onKeydown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    } else if (event.key === 'Enter' && (event.target as Element).matches('[type=search]')) {
      event.preventDefault();
      this.#go(event.shiftKey ? 1 : -1);
    }
  }

  /** The newest one first: it is the nearest. */
  #look(): void {
    this.#findDays();
    this.#hits.look(this.words);
    this.ids = this.#hits.ids;
    this.#before = [];
    this.at = this.ids.length - 1;
    void this.#lead();
  }
  /** What is said meanwhile is counted; the visitor stays at what they have found. */
  #keep(looked: ReadonlySet<string>): void {
    const at = this.ids[this.at];
    const before = this.ids.slice(0, Math.max(0, this.at));
    this.ids = this.#hits.ids;
    this.at = at === undefined ? -1 : this.ids.indexOf(at);
    if (at !== undefined && this.at < 0) this.#before = before;
    if (this.at < 0) this.#tell(undefined);
    const shown = this.#shown?.getAttribute('message-id') ?? '';
    if (!this.#shown || !looked.has(shown)) return;
    if (this.ids.includes(shown)) highlight(this.#shown, this.words);
    else clearHighlight(this.#shown);
    this.#tell(this.ids.includes(shown) ? shown : undefined);
  }
  #findDays(): void {
    this.days = daysOf(this.#chat.value?.messages() ?? []);
  }
  #go(by: number): void {
    const { length } = this.ids;
    if (!length) return;
    const between = this.ids.findLastIndex((id) => this.#before.includes(id));
    const from = this.at >= 0 ? this.at : by < 0 ? between + 1 : between;
    this.at = (from + by + length) % length;
    void this.#lead();
  }
  async #lead(): Promise<void> {
    const id = this.ids[this.at];
    if (id !== undefined) return this.#reveal(id);
    this.#wanted = undefined;
    this.#tell(undefined);
    clearHighlight(this.#shown);
  }
  async #reveal(id: string): Promise<void> {
    const { list } = this;
    this.#wanted = id;
    const isThere = await list?.reveal(id).catch(() => false);
    if (!isThere || !this.isConnected || this.#wanted !== id) return;
    clearHighlight(this.#shown);
    this.#shown = list?.renderRoot.querySelector(`[message-id="${CSS.escape(id)}"]`) ?? undefined;
    if (this.#shown) highlight(this.#shown, this.words);
    this.#tell(id);
  }
  #tell(id: string | undefined): void {
    const message = id === undefined ? undefined : this.#chat.value?.read(id);
    this.excerpt = message ? excerptOf(message, this.words, this.#strings.value) : '';
  }
  #onDay({ currentTarget }: Event): void {
    const { value, validity } = currentTarget as HTMLInputElement;
    const id = value && validity.valid ? firstOn(this.#chat.value?.messages() ?? [], value) : undefined;
    if (id !== undefined) void this.#reveal(id);
  }
}

define('chat-search', ChatSearch);

declare global {
  interface HTMLElementTagNameMap {
    'chat-search': ChatSearch;
  }
}
