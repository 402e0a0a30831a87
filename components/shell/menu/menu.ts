import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { menuEnglish } from '../../../src/i18n/menu.en.js';
import { comfortsContext } from '../../foundation/comforts.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import {
  ChatConsentRequest,
  ChatEraseRequest,
  ChatExportRequest,
  ChatLanguageRequest,
  ChatMaximizeRequest,
} from '../../foundation/events/part-requests.js';
import { ChatRestartRequest, type ChatRequest } from '../../foundation/events/requests.js';
import { ChatSearchRequest } from '../../foundation/events/search-request.js';
import { downIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { exportIcon, maximizeIcon, restartIcon } from './menu-icons.js';

/** What did not come is asked for again at the next click. */
const loadComforts = () => import('../comforts/open-comforts.js').catch(() => undefined);

const loadSearch = () => import('../../conversation/search/open-search.js').catch(() => undefined);

interface Item {
  readonly label: string;
  readonly icon: TemplateResult;
  readonly request: () => ChatRequest;
}

/** The language by its own name. */
const autonym = (tag: string): string =>
  new Intl.DisplayNames(tag, { type: 'language' }).of(tag)?.replace(/^./u, (first) => first.toLocaleUpperCase(tag)) ??
  tag;

const formats = ['text', 'markdown', 'html', 'json'] as const;

const eraseIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.2 11v5M13.8 11v5"></path>`}
</svg>`;
const languageIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z"></path>`}
</svg>`;
const tickIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d="M5 12.5l4.5 4.5L19 7"></path>`}</svg>`;
const withdrawIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M12 3.5l7 2.5v5.5c0 4.3-2.9 7.6-7 9-4.1-1.4-7-4.7-7-9V6zM9.5 9.5l5 5M14.5 9.5l-5 5"></path>`}
</svg>`;

const searchIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<circle cx="10.5" cy="10.5" r="6"></circle><path d="M15 15l5 5"></path>`}
</svg>`;
const comfortsIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M4 7.500h9M18.500 7.500H20M4 16.500h1.500M11 16.500h9"></path><circle cx="15.700" cy="7.500" r="2.500"></circle><circle cx="8.200" cy="16.500" r="2.500"></circle>`}
</svg>`;

/** The element whose shadow tree this one stands in. */
const around = (element: Element | undefined): Element | undefined => {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
};

/**
 * What can be done about the chat besides talking: the list below the header's button.
 * @tag chat-menu
 * @fires {ChatRestartRequest} chat-restart-request - Begin anew; the panel asks first.
 * @fires {ChatSearchRequest} chat-search-request - Search the conversation.
 * @fires {ChatExportRequest} chat-export-request - The conversation as a file.
 * @fires {ChatLanguageRequest} chat-language-request - Everything in another language.
 * @fires {ChatConsentRequest} chat-consent-request - Withdraw the consent; the panel asks first.
 * @fires {ChatEraseRequest} chat-erase-request - Delete what is kept; the panel asks first.
 * @fires {ChatMaximizeRequest} chat-maximize-request - A larger or a normal panel.
 * @fires {Event} close - The list is to go; the focus goes back to its button.
 * @csspart menu-item - One thing that can be done.
 */
export class ChatMenu extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      [role='menu'] {
        position: absolute;
        z-index: 3;
        inset-block-start: calc(100% + 4px);
        inset-inline-end: 0;
        min-inline-size: 244px;
        padding: 5px;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        border: 1px solid var(--chat-line);
        border-radius: var(--chat-radius-card);
        background: var(--chat-raised);
        box-shadow: var(--chat-shadow-panel);
      }
      [role^='menuitem'] {
        display: flex;
        align-items: center;
        gap: 10px;
        inline-size: 100%;
        min-block-size: 40px;
        padding: 6px 10px;
        border-radius: var(--chat-radius-control);
        font-size: var(--chat-size-small);
        text-align: start;
      }
      [role^='menuitem']:is(:hover, :focus-visible) {
        background: var(--chat-sunken);
      }
      [role^='menuitem'] svg {
        flex: none;
        color: var(--chat-muted);
      }
      [aria-expanded] svg:last-of-type {
        inline-size: 16px;
        block-size: 16px;
        margin-inline-start: auto;
      }
      [aria-expanded='true'] svg:last-of-type {
        rotate: 0.5turn;
      }
      [role='menuitemradio'] svg {
        inline-size: 16px;
        margin-inline-start: auto;
      }
      [role='group'] [role^='menuitem'] {
        min-block-size: 36px;
        padding-inline-start: 39px;
      }
      [role='separator'] {
        margin: 5px 10px;
        border-block-start: 1px solid var(--chat-line);
      }
      @media (pointer: coarse) {
        [role] [role^='menuitem'] {
          min-block-size: 44px;
        }
      }
      @media (forced-colors: active) {
        [role^='menuitem']:focus-visible {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  static override properties = {
    maximized: { type: Boolean },
    resizable: { type: Boolean },
    unfolded: { state: true },
  };

  /** The panel is wide now. */
  maximized = false;
  /** The panel has two sizes. */
  resizable = false;
  /** Which of the lists inside is to be seen. */
  private unfolded: 'export' | 'language' | undefined;

  readonly #strings = new StringsController(this, menuEnglish);
  readonly #config = new ConfigController(this);
  readonly #choices = new ContextConsumer(this, { context: comfortsContext });

  protected override firstUpdated(_: PropertyValues): void {
    this.#entries[0]?.focus();
  }
  protected override updated(_: PropertyValues): void {
    this.#fit();
  }

  /** What does not fit into the panel can be scrolled to. */
  #fit(): void {
    const panel = around(around(this));
    const menu = this.renderRoot.querySelector<HTMLElement>('[role=menu]');
    if (!panel || !menu) return;
    const room = panel.getBoundingClientRect().bottom - menu.getBoundingClientRect().top;
    menu.style.setProperty('max-block-size', `${Math.max(room - 8, 120)}px`);
    // Keys scroll what can be focused.
    if (menu.scrollHeight > menu.clientHeight) menu.tabIndex = 0;
  }

  protected override render() {
    const strings = this.#strings.value;
    const config = this.#config.value;
    const restart = { label: strings['menu.restart'], icon: restartIcon, request: () => new ChatRestartRequest() };
    const maximize = {
      label: strings[this.maximized ? 'menu.restore' : 'menu.maximize'],
      icon: maximizeIcon,
      request: () => new ChatMaximizeRequest(!this.maximized),
    };
    const withdraw = {
      label: strings['menu.withdraw'],
      icon: withdrawIcon,
      request: () => new ChatConsentRequest(false),
    };
    const erase = { label: strings['menu.erase'], icon: eraseIcon, request: () => new ChatEraseRequest() };
    return html`<div
      role="menu"
      aria-label=${strings['header.menu']}
      @keydown=${this.#onKeydown}
      @mousedown=${this.#keepFocus}
    >
      ${this.#search()} ${config?.restartConversation ? this.#item(restart) : nothing}
      ${config?.exportConversation ? this.#download() : nothing}
      ${config?.maximize && this.resizable ? this.#item(maximize) : nothing} ${this.#comforts()}
      ${config && config.language.length > 1 ? this.#languages(config.language) : nothing}
      <div role="separator"></div>
      ${config?.consent === 'gate' ? this.#item(withdraw) : nothing} ${this.#item(erase)}
    </div>`;
  }

  #item({ label, icon, request }: Omit<Item, 'icon'> & Partial<Pick<Item, 'icon'>>) {
    return html`<button
      role="menuitem"
      part="menu-item"
      type="button"
      tabindex="-1"
      @click=${() => this.#choose(request)}
    >
      ${icon}${label}
    </button>`;
  }

  #search() {
    return html`<button
      role="menuitem"
      part="menu-item"
      type="button"
      tabindex="-1"
      @pointerenter=${loadSearch}
      @click=${this.#openSearch}
    >
      ${searchIcon}${this.#strings.value['menu.search']}
    </button>`;
  }
  /** The list goes, its button stays: that is where the search begins, and where the focus returns to. */
  async #openSearch(): Promise<void> {
    const root = this.getRootNode() as ShadowRoot;
    const search = this.#choose(() => new ChatSearchRequest()) ? await loadSearch() : undefined;
    search?.openSearch(root.host, '', () => root.querySelector<HTMLElement>('[aria-haspopup]')?.focus());
  }

  /** They stand over the panel, around the header that this list hangs from. */
  #comforts() {
    return html`<button
      role="menuitem"
      part="menu-item"
      type="button"
      tabindex="-1"
      @pointerenter=${loadComforts}
      @click=${() => this.#openComforts(around(around(this)))}
    >
      ${comfortsIcon}${this.#strings.value['menu.comforts']}
    </button>`;
  }
  async #openComforts(panel: Element | undefined): Promise<void> {
    this.#close();
    const opening = await loadComforts();
    if (panel instanceof HTMLElement) opening?.openComforts(panel);
  }

  /** Unfolds in its place: a second list beside this one would not fit on a phone. */
  #fold(name: 'export' | 'language', icon: TemplateResult, entries: () => unknown) {
    const label = this.#strings.value[`menu.${name}`];
    const unfolded = this.unfolded === name;
    return html`<button
        role="menuitem"
        part="menu-item"
        type="button"
        tabindex="-1"
        aria-expanded=${unfolded ? 'true' : 'false'}
        @click=${() => (this.unfolded = unfolded ? undefined : name)}
      >
        ${icon}${label}${downIcon}
      </button>
      ${unfolded ? html`<div role="group" aria-label=${label}>${entries()}</div>` : nothing}`;
  }

  #download() {
    const strings = this.#strings.value;
    return this.#fold('export', exportIcon, () =>
      formats.map((format) =>
        this.#item({ label: strings[`menu.export.${format}`], request: () => new ChatExportRequest(format) }),
      ),
    );
  }

  /** Each by its own name, in an order that no choice changes. */
  #languages(tags: readonly string[]) {
    const [current] = tags;
    const named = tags.map((tag) => ({ tag, name: autonym(tag) })).sort((a, b) => a.name.localeCompare(b.name, 'en'));
    return this.#fold('language', languageIcon, () =>
      named.map(
        ({ tag, name }) =>
          html`<button
            role="menuitemradio"
            part="menu-item"
            type="button"
            tabindex="-1"
            lang=${tag}
            aria-checked=${tag === current ? 'true' : 'false'}
            @click=${() => this.#speak(tag)}
          >
            <bdi>${name}</bdi>${tag === current ? tickIcon : nothing}
          </button>`,
      ),
    );
  }

  get #entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  }

  #onKeydown(event: KeyboardEvent): void {
    const entries = this.#entries;
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 };
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      entries.at((moves[event.key] ?? 0) % entries.length)?.focus();
    }
  }

  /** Safari gives a clicked button no focus: without this the menu would close before the click. */
  #keepFocus(event: Event): void {
    event.preventDefault();
  }

  /** Whether nobody refused. */
  #choose(request: () => Event): boolean {
    this.#close();
    return this.dispatchEvent(request());
  }
  /** A choice of the visitor's own, for the next time too. */
  #speak(language: string): void {
    const choices = this.#choices.value;
    if (this.#choose(() => new ChatLanguageRequest(language))) choices?.set({ ...choices.get(), language });
  }

  #close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

define('chat-menu', ChatMenu);

declare global {
  interface HTMLElementTagNameMap {
    'chat-menu': ChatMenu;
  }
}
