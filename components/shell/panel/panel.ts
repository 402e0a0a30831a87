import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Consent } from '../../../src/core/consent.js';
import type { ContactCollection } from '../../../src/core/contact.js';
import type { ChatComposer } from '../../conversation/composer/composer.js';
import '../../conversation/composer/composer.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import type { ChatConsentRequest, ChatEraseRequest } from '../../foundation/events/part-requests.js';
import type { ChatRestartRequest } from '../../foundation/events/requests.js';
import { isTouched } from '../../foundation/is-touched.js';
import { partNames } from '../../foundation/part-names.js';
import { passOn } from '../../foundation/pass-on.js';
import { base, controls } from '../../foundation/styles/controls.js';
import '../header/header.js';
import { styles } from './panel.styles.js';

/** Asked for again at the next change if it did not come. */
let talk: Promise<unknown> | undefined;
const loadTalk = (): Promise<unknown> =>
  (talk ??= import('../talk.js').catch(() => {
    talk = undefined;
  }));

/** What the visitor is asked about before it is done. */
const questions = {
  'chat-restart-request': 'restart',
  'chat-erase-request': 'erase',
  'chat-consent-request': 'withdraw',
} as const;
type Asked = ChatConsentRequest | ChatEraseRequest | ChatRestartRequest;

/**
 * The chat itself: header, status, conversation, composer.
 * @tag chat-panel
 * @fires {ChatRestartRequest} chat-restart-request - Begin anew, after the visitor confirmed it.
 * @fires {ChatEraseRequest} chat-erase-request - Delete what is kept, after the visitor confirmed it.
 * @fires {ChatConsentRequest} chat-consent-request - Withdraw the consent, after the visitor confirmed it.
 * @slot header - Stands in place of the picture and the name.
 * @slot header-actions - Beside the menu.
 * @slot intro - Stands in place of the greeting.
 * @slot before-composer - Above the composer.
 * @slot footer - Stands in place of the line at the bottom.
 * @csspart header - Who answers here, and the buttons beside it.
 * @csspart composer - Where the visitor writes.
 * @csspart powered-by - The line at the bottom.
 */
export class ChatPanel extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    maximized: { type: Boolean, reflect: true },
    closable: { type: Boolean },
    consent: { attribute: false },
    contact: { attribute: false },
    asking: { state: true },
  };

  /** The panel is wide. */
  maximized = false;
  /** There is something to close: not in an inline chat, and not in a closed one. */
  closable = true;
  /** Where the visitor is asked before anything is kept or sent: the question stands in place of the conversation. */
  consent: Consent | undefined;
  /** Asks who the visitor is, where somebody wants to know. */
  contact: ContactCollection | undefined;
  private asking: Asked | undefined;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this);
  readonly #config = new ConfigController(this);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);
  /** Who has just agreed goes on where they write. */
  #agreed = false;
  readonly #consent = new StoreController(this, () => this.consent?.state);
  readonly #contact = new StoreController(this, () => this.contact?.state);

  /** Puts the cursor where the visitor writes. */
  async focusComposer(): Promise<void> {
    await this.updateComplete;
    const question = this.#gated ? 'chat-consent' : this.#contact.value?.blocking ? 'chat-contact-form' : '';
    if (!question) return this.composer.focus();
    const place = this.shadowRoot?.querySelector<HTMLElement>(question);
    if (place) place.focus();
    else this.#focusPanel();
  }
  /** Where the visitor goes on: the composer, but not where that would pull up a keyboard over the conversation. */
  async takeFocus(): Promise<void> {
    if (!isTouched()) return this.focusComposer();
    await this.updateComplete;
    this.#focusPanel();
  }
  #focusPanel(): void {
    this.tabIndex = -1;
    this.focus({ preventScroll: true });
  }
  /** Shows the newest message. */
  toEnd(): void {
    this.list?.toEnd?.();
  }

  protected override willUpdate(_: PropertyValues): void {
    // What the frame resets is set anew: letters and line breaks of the language.
    this.lang = this.#strings.value.locale;
    this.#agreed = !this.#gated && this.shadowRoot?.activeElement?.localName === 'chat-consent';
    if (this.#state.value?.permission) import('../permission/permission.js').catch(() => undefined);
  }

  /** The visitor can write before there is anything to read. */
  protected override updated(_: PropertyValues): void {
    void loadTalk();
    import('../status-banner/status-banner.js').catch(() => undefined);
    if (this.#chat.value?.call) import('../../conversation/call/call.js').catch(() => undefined);
    if (this.#config.value?.voiceIn) import('../../conversation/dictation/microphone.js').catch(() => undefined);
    if (this.#agreed) void this.takeFocus();
  }

  get #gated(): boolean {
    return this.consent !== undefined && this.#consent.value !== 'given';
  }

  private get composer() {
    // Not drawn yet where the page speaks first.
    return this.shadowRoot?.querySelector('chat-composer') as ChatComposer;
  }

  private get list() {
    return this.shadowRoot?.querySelector('chat-message-list');
  }

  protected override render() {
    return html`
      <div class="main" ?inert=${this.asking !== undefined} @slotchange=${passOn}>
        <chat-header
          part="header"
          exportparts=${partNames}
          ?maximized=${this.maximized}
          .closable=${this.closable}
          .gated=${this.#gated}
          @chat-restart-request=${this.#ask}
          @chat-erase-request=${this.#ask}
          @chat-consent-request=${this.#ask}
          ><slot name="header"></slot><slot name="header-actions"></slot
        ></chat-header>
        ${
          !this.#gated
            ? this.#conversation()
            : this.#consent.value === 'unknown'
              ? nothing
              : html`<chat-consent
                  exportparts=${partNames}
                  ?refused=${this.#consent.value === 'refused'}
                ></chat-consent>`
        }
      </div>
      <chat-announcer exportparts="announcer"></chat-announcer>
      ${this.asking ? this.#confirm(this.asking) : nothing}
    `;
  }

  #conversation() {
    const strings = this.#strings.value;
    const { phase, blocking = false } = this.#contact.value ?? {};
    return html`
      <chat-status-banner exportparts=${partNames}></chat-status-banner>
      <chat-message-list exportparts=${partNames}
        ><chat-welcome exportparts=${partNames}><slot name="intro"></slot></chat-welcome
      ></chat-message-list>
      <div class="foot">
        ${
          this.#state.value?.permission
            ? html`<chat-permission
                exportparts=${partNames}
                .contact=${this.contact}
                @chat-permission-request=${this.takeFocus}
              ></chat-permission>`
            : phase === 'asking'
              ? html`<chat-contact-form exportparts=${partNames} .collection=${this.contact}></chat-contact-form>`
              : nothing
        }
        <slot name="before-composer"></slot>
        <chat-composer part="composer" exportparts=${partNames} ?hidden=${blocking}
          >${this.#chat.value?.call && html`<chat-call hidden exportparts=${partNames}></chat-call>`}${
            this.#config.value?.voiceIn
              ? html`<chat-microphone hidden exportparts=${partNames}></chat-microphone>`
              : nothing
          }</chat-composer
        >
        <slot name="footer"
          >${
            this.#config.value?.poweredBy
              ? html`<p class="powered-by" part="powered-by">${strings['poweredBy']('chat-widget')}</p>`
              : nothing
          }</slot
        >
      </div>
    `;
  }

  #confirm(asked: Asked) {
    return html`<chat-confirm
      exportparts=${partNames}
      about=${questions[asked.type]}
      @confirm=${() => this.#answer(asked)}
      @cancel=${() => this.#answer()}
    ></chat-confirm>`;
  }

  /** The menu's wish goes no further until the visitor has confirmed it. */
  async #ask(event: Asked): Promise<void> {
    event.stopPropagation();
    // Where it does not come, nothing waits for an answer that nobody could give.
    this.asking = (await import('../confirm/confirm.js').catch(() => undefined)) && event;
  }

  async #answer(confirmed?: Asked): Promise<void> {
    this.asking = undefined;
    await this.updateComplete;
    if (confirmed) this.dispatchEvent(confirmed);
    await this.takeFocus();
  }
}

define('chat-panel', ChatPanel);

declare global {
  interface HTMLElementTagNameMap {
    'chat-panel': ChatPanel;
  }
}
