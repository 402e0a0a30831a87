import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { uploadsEnglish } from '../../../src/i18n/uploads.en.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { isTouched } from '../../foundation/is-touched.js';
import { base, controls } from '../../foundation/styles/controls.js';
import './attached-file.js';
import { styles } from './attachment-tray.styles.js';
import { crossIcon } from './tray-icons.js';
import { emptyTray, type FileKeeper, type Picked } from './tray-state.js';

/**
 * What is attached to the next message, above the text box, and the place that files are dropped at.
 * @tag chat-attachment-tray
 */
export class ChatAttachmentTray extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = { attaching: { attribute: false } };

  /** Who knows the files. */
  attaching?: FileKeeper;

  readonly #strings = new StringsController(this, uploadsEnglish);
  readonly #state = new StoreController(this, () => this.attaching?.state);

  protected override render() {
    const { picked, refusals, dropping, said } = this.#state.value ?? emptyTray;
    const strings = this.#strings.value;
    return html`
      ${dropping ? html`<div class="drop" aria-hidden="true"><p>${strings['upload.drop']}</p></div>` : nothing}
      ${
        refusals.length
          ? html`<div class="refusals">
              <ul role="list">
                ${refusals.map((say) => html`<li dir="auto">${say(strings)}</li>`)}
              </ul>
              <button class="icon" type="button" aria-label=${strings['upload.dismiss']} @click=${this.#dismiss}>
                ${crossIcon}
              </button>
            </div>`
          : nothing
      }
      ${
        picked.length
          ? html`<ul class="files" role="list" aria-label=${strings['upload.list']}>
              ${repeat(
                picked,
                ({ file }) => file,
                (each) => html`<li>${this.#file(each)}</li>`,
              )}
            </ul>`
          : nothing
      }
      <p class="visually-hidden" role="status">${said}</p>
    `;
  }

  #file({ file, upload }: Picked) {
    return html`<chat-attached-file
      .file=${file}
      .upload=${upload}
      @cancel=${() => this.attaching?.cancel(file)}
      @retry=${() => this.attaching?.retry(file)}
      @remove=${() => this.#remove(file)}
    ></chat-attached-file>`;
  }

  /** What was pressed is gone; the keyboard goes on at the next file, or at the text. */
  async #remove(file: File): Promise<void> {
    const at = this.#state.value?.picked.findIndex((each) => each.file === file) ?? -1;
    this.attaching?.remove(file);
    await this.updateComplete;
    const left = this.renderRoot.querySelectorAll('chat-attached-file');
    const next = left[Math.min(at, left.length - 1)];
    if (next) next.focus();
    else this.#leave();
  }
  #dismiss(): void {
    this.attaching?.dismiss();
    this.#leave();
  }
  /** Nobody asked for a keyboard on the screen: there the visitor goes on where files come from. */
  #leave(): void {
    const root = this.getRootNode();
    if (!(root instanceof ShadowRoot) || !(root.host instanceof HTMLElement)) return;
    (isTouched() ? root.querySelector<HTMLElement>('[part=attach]') : root.host)?.focus();
  }
}

define('chat-attachment-tray', ChatAttachmentTray);

declare global {
  interface HTMLElementTagNameMap {
    'chat-attachment-tray': ChatAttachmentTray;
  }
}
