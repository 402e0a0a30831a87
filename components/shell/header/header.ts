import { css, html, LitElement, nothing } from 'lit';
import { avatarTemplate } from '../../conversation/avatar/avatar.js';
import { avatarStyles } from '../../conversation/avatar/avatar.styles.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatCloseRequest } from '../../foundation/events/requests.js';
import { closeIcon, downIcon, menuIcon } from '../../foundation/icons.js';
import { partNames } from '../../foundation/part-names.js';
import { PHONE } from '../../foundation/phone.js';
import { withoutDeceit } from '../../../src/protocol/deceit.js';
import { base, controls } from '../../foundation/styles/controls.js';

/** A list that nobody has opened yet costs nothing. */
const loadMenu = (): Promise<unknown> => import('../menu/menu.js').catch(() => undefined);

/**
 * Who answers here, and what can be done about the chat itself.
 * @tag chat-header
 * @fires {ChatCloseRequest} chat-close-request - Close the panel.
 * @slot header - Stands in place of the picture and the name.
 * @slot header-actions - Beside the menu.
 * @csspart menu - Opens the list of what else can be done.
 * @csspart heading - The name.
 * @csspart subtitle - The line below it.
 * @csspart close - Closes the panel.
 */
export class ChatHeader extends LitElement {
  static override styles = [
    base,
    controls,
    avatarStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--chat-space-3);
        padding-block: max(14px, var(--chat-safe-start, 0px)) 14px;
        padding-inline: var(--chat-space-4) var(--chat-space-3);
        border-block-end: 1px solid var(--chat-line);
      }
      .who,
      ::slotted([slot='header']) {
        flex: 1;
        min-inline-size: 0;
      }
      h2,
      p {
        text-align: -webkit-match-parent;
        text-align: match-parent;
        margin: 0;
        max-block-size: 2lh;
        overflow: hidden;
        overflow-wrap: anywhere;
      }
      h2 {
        font-size: calc(15px * var(--chat-text-scale, 1));
        font-weight: 620;
        line-height: 1.25;
        letter-spacing: -0.005em;
      }
      p {
        font-size: var(--chat-size-small);
        line-height: 1.3;
        color: var(--chat-muted);
      }
      .tools {
        position: relative;
        display: flex;
        gap: 2px;
      }
      @media print {
        .tools {
          display: none;
        }
      }
    `,
  ];
  static override properties = {
    maximized: { type: Boolean },
    closable: { type: Boolean },
    gated: { attribute: false },
    open: { state: true },
  };

  /** The panel is wide. */
  maximized = false;
  /** There is something to close: not in an inline chat, and not in a closed one. */
  closable = true;
  /** The visitor has not agreed yet: there is nothing to be done about a conversation, and nothing is fetched. */
  gated = false;

  private open = false;

  readonly #phone = matchMedia(PHONE);
  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this);
  readonly #config = new ConfigController(this);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);

  /**
   * The panel stands beside its launcher, and could be larger. Elsewhere the launcher, which says “Close chat”, is out
   * of the way, and our button says it.
   */
  get #floats(): boolean {
    return this.#config.value?.layout !== 'sidebar' && !this.#phone.matches;
  }

  private get button() {
    return this.renderRoot.querySelector('[aria-haspopup]') as HTMLButtonElement;
  }

  /** Who has nothing to close listens to nothing. */
  protected override updated(): void {
    this.#phone.onchange = this.closable && this.isConnected ? () => this.requestUpdate() : null;
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#phone.onchange = null;
  }

  protected override render() {
    const strings = this.#strings.value;
    const config = this.#config.value;
    const floats = this.#floats;
    const state = this.#state.value;
    const heading = config?.heading || strings['panel.name'];
    const person = withoutDeceit(state?.parties.find(({ author }) => author === 'agent')?.name ?? '').trim();
    const subtitle = person ? strings['party.present'](person) : config?.subtitle;
    return html`
      <slot name="header"
        >${avatarTemplate(heading, this.gated ? '' : config?.avatarUrl, `medium ${state?.connection === 'open' ? 'online' : ''}`)}
        <div class="who">
          <h2 part="heading" dir="auto">${heading}</h2>
          ${subtitle ? html`<p part="subtitle" dir="auto">${subtitle}</p>` : nothing}
        </div></slot
      >
      <div class="tools">
        <slot name="header-actions"></slot>
        ${this.#menu()}
        ${
          this.closable
            ? html`<button
                class="icon"
                part="close"
                type="button"
                aria-label=${strings[floats ? 'header.minimize' : 'launcher.close']}
                @click=${() => this.dispatchEvent(new ChatCloseRequest())}
              >
                ${floats ? downIcon : closeIcon}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #menu() {
    if (this.gated) return nothing;
    return html`<button
        class="icon"
        part="menu"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.#strings.value['header.menu']}
        @pointerenter=${loadMenu}
        @click=${this.#toggle}
        @keydown=${this.#onKeydown}
      >
        ${menuIcon}
      </button>
      ${
        this.open
          ? html`<chat-menu
              exportparts=${partNames}
              ?maximized=${this.maximized}
              ?resizable=${this.closable && this.#floats}
              @close=${this.#closeMenu}
              @focusout=${this.#onFocusout}
            ></chat-menu>`
          : nothing
      }`;
  }

  async #toggle(): Promise<void> {
    await loadMenu();
    // A list that did not come is asked for again at the next click.
    this.open = !this.open && customElements.get('chat-menu') !== undefined;
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' && !this.open) void this.#toggle();
    else if (event.key !== 'Escape' || !this.open) return;
    else this.#closeMenu();
    event.preventDefault();
  }

  #closeMenu(): void {
    this.open = false;
    this.button.focus();
  }

  #onFocusout({ relatedTarget, currentTarget }: FocusEvent): void {
    // Who looks at another window comes back to where they were: the focus is still there.
    const focused = relatedTarget ?? this.shadowRoot?.activeElement;
    if (focused !== currentTarget && focused !== this.button) this.open = false;
  }
}

define('chat-header', ChatHeader);

declare global {
  interface HTMLElementTagNameMap {
    'chat-header': ChatHeader;
  }
}
