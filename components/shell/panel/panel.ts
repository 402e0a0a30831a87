import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { ChatComposer } from '../../conversation/composer/composer.js';
import '../../conversation/composer/composer.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatRestartRequest } from '../../foundation/events/requests.js';
import { partNames } from '../../foundation/part-names.js';
import { base, controls } from '../../foundation/styles/controls.js';
import '../header/header.js';
import { styles } from './panel.styles.js';

/** Asked for again at the next change if it did not come. */
let talk: Promise<unknown> | undefined;
const loadTalk = (): Promise<unknown> =>
  (talk ??= import('../talk.js').catch(() => {
    talk = undefined;
  }));

/**
 * The chat itself: header, status, conversation, composer.
 * @tag chat-panel
 * @fires {ChatRestartRequest} chat-restart-request - Begin anew, after the visitor confirmed it.
 * @csspart composer - Where the visitor writes.
 * @csspart powered-by - The line at the bottom.
 */
export class ChatPanel extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    maximized: { type: Boolean, reflect: true },
    closable: { type: Boolean },
    asking: { state: true },
  };

  /** The panel is wide. */
  maximized = false;
  /** There is something to close: not in an inline chat. */
  closable = true;
  private asking = false;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this);
  readonly #config = new ConfigController(this);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);

  /** Puts the cursor where the visitor writes. */
  async focusComposer(): Promise<void> {
    await this.updateComplete;
    await this.composer.focus();
  }
  /** Where the visitor goes on: the composer, but not where that would pull up a keyboard over the conversation. */
  async takeFocus(): Promise<void> {
    if (!matchMedia('(pointer: coarse)').matches) return this.focusComposer();
    await this.updateComplete;
    this.tabIndex = -1;
    this.focus({ preventScroll: true });
  }
  /** The unsent text. */
  get draft(): string {
    return this.composer?.value ?? '';
  }
  set draft(text: string) {
    void this.updateComplete.then(() => (this.composer.value = text));
  }
  /** Shows the newest message. */
  toEnd(): void {
    this.list?.toEnd?.();
  }

  protected override willUpdate(_: PropertyValues): void {
    if (this.#state.value?.permission) import('../permission/permission.js').catch(() => undefined);
  }

  /** The visitor can write before there is anything to read. */
  protected override updated(_: PropertyValues): void {
    void loadTalk();
  }

  private get composer() {
    // Not drawn yet where the page speaks first.
    return this.shadowRoot?.querySelector('chat-composer') as ChatComposer;
  }

  private get list() {
    return this.shadowRoot?.querySelector('chat-message-list');
  }

  protected override render() {
    const strings = this.#strings.value;
    return html`
      <div class="main" ?inert=${this.asking}>
        <chat-header
          part="header"
          exportparts=${partNames}
          ?maximized=${this.maximized}
          .closable=${this.closable}
          @chat-restart-request=${this.#ask}
        ></chat-header>
        <chat-status-banner exportparts=${partNames}></chat-status-banner>
        <chat-message-list exportparts=${partNames}
          ><chat-welcome exportparts=${partNames}></chat-welcome
        ></chat-message-list>
        <div class="foot">
          ${this.#state.value?.permission ? html`<chat-permission></chat-permission>` : nothing}
          <chat-composer part="composer" exportparts=${partNames}></chat-composer>
          ${
            this.#config.value?.poweredBy
              ? html`<p class="powered-by" part="powered-by">${strings['poweredBy']('chat-widget')}</p>`
              : nothing
          }
        </div>
      </div>
      <chat-announcer exportparts="announcer"></chat-announcer>
      ${this.asking ? this.#confirm() : nothing}
    `;
  }

  #confirm() {
    const strings = this.#strings.value;
    return html`<chat-confirm
      exportparts=${partNames}
      question=${strings['restart.question']}
      explanation=${strings['restart.explanation']}
      confirmation=${strings['restart.confirm']}
      @confirm=${() => this.#answer(true)}
      @cancel=${() => this.#answer(false)}
    ></chat-confirm>`;
  }

  /** The menu's wish goes no further until the visitor has confirmed it. */
  async #ask(event: Event): Promise<void> {
    event.stopPropagation();
    await import('../confirm/confirm.js').catch(() => undefined);
    this.asking = true;
  }

  async #answer(confirmed: boolean): Promise<void> {
    this.asking = false;
    await this.updateComplete;
    if (confirmed) this.dispatchEvent(new ChatRestartRequest());
    await this.focusComposer();
  }
}

define('chat-panel', ChatPanel);

declare global {
  interface HTMLElementTagNameMap {
    'chat-panel': ChatPanel;
  }
}
