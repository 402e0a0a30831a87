import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { menuEnglish } from '../../../src/i18n/menu.en.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatExportRequest, ChatMaximizeRequest } from '../../foundation/events/part-requests.js';
import { ChatRestartRequest, type ChatRequest } from '../../foundation/events/requests.js';
import { exportIcon, maximizeIcon, restartIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';

interface Item {
  readonly label: string;
  readonly icon: TemplateResult;
  readonly request: () => ChatRequest;
}

/**
 * What can be done about the chat besides talking: the list below the header's button.
 * @tag chat-menu
 * @fires {ChatRestartRequest} chat-restart-request - Begin anew; the panel asks first.
 * @fires {ChatExportRequest} chat-export-request - The conversation as a file.
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
        min-inline-size: 220px;
        padding: 5px;
        border: 1px solid var(--chat-line);
        border-radius: var(--chat-radius-card);
        background: var(--chat-raised);
        box-shadow: 0 12px 32px -8px light-dark(rgb(16 24 40 / 0.24), rgb(0 0 0 / 0.7));
      }
      [role='menuitem'] {
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
      [role='menuitem']:is(:hover, :focus-visible) {
        background: var(--chat-sunken);
      }
      [role='menuitem'] svg {
        flex: none;
        color: var(--chat-muted);
      }
    `,
  ];

  static override properties = { maximized: { type: Boolean }, resizable: { type: Boolean } };

  /** The panel is wide now. */
  maximized = false;
  /** The panel has two sizes. */
  resizable = false;

  readonly #strings = new StringsController(this, menuEnglish);
  readonly #config = new ConfigController(this);

  protected override firstUpdated(_: PropertyValues): void {
    this.#entries[0]?.focus();
  }

  protected override render() {
    return html`<div
      role="menu"
      aria-label=${this.#strings.value['header.menu']}
      @keydown=${this.#onKeydown}
      @mousedown=${this.#keepFocus}
    >
      ${this.#items().map(
        ({ label, icon, request }) =>
          html`<button
            role="menuitem"
            part="menu-item"
            type="button"
            tabindex="-1"
            @click=${() => this.#choose(request)}
          >
            ${icon}${label}
          </button>`,
      )}
    </div>`;
  }

  #items(): readonly Item[] {
    const strings = this.#strings.value;
    const config = this.#config.value;
    const maximize: Item = {
      label: strings[this.maximized ? 'menu.restore' : 'menu.maximize'],
      icon: maximizeIcon,
      request: () => new ChatMaximizeRequest(!this.maximized),
    };
    const restart: Item = {
      label: strings['menu.restart'],
      icon: restartIcon,
      request: () => new ChatRestartRequest(),
    };
    const download: Item = {
      label: strings['menu.export'],
      icon: exportIcon,
      request: () => new ChatExportRequest('text'),
    };
    return [
      ...(config?.restartConversation ? [restart] : []),
      ...(config?.exportConversation ? [download] : []),
      ...(config?.maximize && this.resizable ? [maximize] : []),
    ];
  }

  get #entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #onKeydown(event: KeyboardEvent): void {
    const entries = this.#entries;
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 };
    if (event.key === 'Escape') {
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

  #choose(request: () => ChatRequest): void {
    this.#close();
    this.dispatchEvent(request());
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
