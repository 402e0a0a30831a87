import { html, LitElement, nothing } from 'lit';
import { isComposing } from '../../foundation/composing.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatSendRequest, ChatStopRequest } from '../../foundation/events/requests.js';
import { stopIcon, upIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';
import type { Attaching } from '../attachment-tray/attaching.js';
import { styles } from './composer.styles.js';

/** Characters of the invisible twin: more than enough to reach the composer's greatest height. */
const TWIN = 2000;
/** Of a longer text the direction is the page's: browsers take seconds to guess that of each of its lines. */
const GUESSED = 50_000;

/**
 * Where the visitor writes. Never locked: what is said while an answer is under way waits in line.
 * @tag chat-composer
 * @fires {ChatSendRequest} chat-send-request - Say this; when refused the text stays.
 * @fires {ChatStopRequest} chat-stop-request - Enough of this answer.
 * @csspart input - The text box.
 * @csspart completions - What can be chosen for what is being written.
 * @csspart count - How many characters are left.
 * @csspart held - A message that waits a moment, and the button that takes it back.
 * @csspart attach - Chooses files.
 * @csspart send - Sends.
 * @csspart stop - Ends the answer.
 */
export class ChatComposer extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    files: { state: true },
    shown: { state: true },
  };

  private files?: Attaching;
  /** What takes files, fetched where they can be sent. */
  attaching?: Promise<Attaching | undefined> | undefined;
  /** Stands in the box instead of the unsent text, which is kept as it is until this is changed. */
  shown?: string | undefined;
  #comforts?: Promise<unknown> | undefined;
  #eased = false;
  #before?: string;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this);
  readonly #config = new ConfigController(this);
  readonly #busy = new StoreController(this, () => this.#chat.value?.busy);
  readonly #draft = new StoreController(this, () => this.#chat.value?.draft);

  override async focus(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector('textarea')?.focus({ preventScroll: true });
  }

  /** The unsent text. */
  get value(): string {
    return this.shown ?? this.#draft.value ?? '';
  }
  set value(text: string) {
    this.shown = undefined;
    this.#chat.value?.draft.set(text);
  }

  protected override updated(): void {
    if (this.#config.value?.attachments && this.#chat.value?.uploads)
      this.attaching ??= import('../attachment-tray/attaching.js').then(
        ({ Attaching }) => (this.files = new Attaching(this)),
        () => (this.attaching = undefined),
      );
    if (!this.#before && this.value) void this.#ease();
    this.#before = this.value;
  }

  protected override render() {
    const strings = this.#strings.value;
    const text = this.value;
    const written = text.trim() || this.files?.files.length;
    return html`<div class="field">
      ${this.files?.tray()}${this.files?.button()}
      <div class="grow" data-text=${text.slice(0, TWIN)}>
        <textarea
          part="input"
          rows="1"
          dir=${text && text.length < GUESSED ? 'auto' : nothing}
          enterkeyhint="send"
          autocomplete="off"
          aria-label=${strings['composer.name']}
          placeholder=${this.#config.value?.placeholder || strings['composer.name']}
          .value=${text}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        ></textarea>
      </div>
      <slot></slot>
      ${
        this.#busy.value
          ? html`<button
              class="icon send"
              part="stop"
              type="button"
              aria-label=${strings['composer.stop']}
              @click=${this.#stop}
            >
              ${stopIcon}
            </button>`
          : nothing
      }
      ${
        this.#busy.value && !written
          ? nothing
          : html`<button
              class="icon send"
              part="send"
              type="button"
              aria-label=${strings['composer.send']}
              aria-disabled=${written ? 'false' : 'true'}
              @click=${this.#say}
            >
              ${upIcon}
            </button>`
      }
    </div>`;
  }

  /** What makes writing easier comes when the visitor does, and gets the key or the letter that asked for it. */
  #ease(early?: Event): Promise<unknown> {
    return (this.#comforts ??= import('./comforts.js').then(
      async ({ ComposerComforts }) => {
        new ComposerComforts(this, early);
        await this.updateComplete;
        this.#eased = true;
      },
      () => (this.#comforts = undefined),
    ));
  }

  #onInput(event: Event): void {
    if (!this.#before) void this.#ease(event);
    this.value = (event.target as HTMLTextAreaElement).value;
  }

  /** Enter sends; not with Shift, not while a word is being composed. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'ArrowUp') void this.#ease(event);
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    if (!event.repeat) this.#say();
  }

  /** Who clicks twice to send finds this button under the second click, and does not mean it. */
  #stop({ detail }: MouseEvent): void {
    if (detail < 2) this.dispatchEvent(new ChatStopRequest());
  }

  /** What may keep a message back is there before one goes; where its code cannot be fetched, nothing keeps it. */
  #say(): void {
    const { maxLength, undoSend } = this.#config.value ?? {};
    if (this.#eased || !(maxLength || undoSend || this.value.startsWith('/'))) this.#send();
    else void this.#ease().then(() => this.#send());
  }
  #send(): void {
    const text = this.value.trim();
    const files = this.files?.files ?? [];
    if (!text && !files.length) return void this.focus();
    // What the line has no room for is said to be so, and stays.
    const refused = this.#chat.value?.refuses(text);
    if (!this.dispatchEvent(new ChatSendRequest({ text, files })) || refused) return;
    // The unsent text behind a message that was recalled is still unsent.
    if (this.shown) this.shown = undefined;
    else this.value = '';
    this.files?.clear();
    void this.focus();
  }
}

define('chat-composer', ChatComposer);

declare global {
  interface HTMLElementTagNameMap {
    'chat-composer': ChatComposer;
  }
}
