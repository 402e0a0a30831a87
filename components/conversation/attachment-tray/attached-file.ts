import { html, LitElement, nothing } from 'lit';
import type { ReadonlyStore } from '../../../src/core/store.js';
import type { PendingUpload } from '../../../src/core/uploads.js';
import { uploadsEnglish } from '../../../src/i18n/uploads.en.js';
import { knows } from '../../../src/protocol/match.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { BlobUrls } from '../../parts/attachment/blob-urls.js';
import { cleanName, endingOf, shortName } from '../../parts/attachment/file-name.js';
import { fileSize, percent } from '../../parts/attachment/file-size.js';
import { styles } from './attached-file.styles.js';
import { againIcon, crossIcon } from './tray-icons.js';

const pictures = /^image\/(?:png|jpeg|gif|webp|avif)$/i;

/**
 * One file of the tray: what it is, how far it is, and what can be done about it.
 * @tag chat-attached-file
 * @fires {Event} cancel - Give the upload up.
 * @fires {Event} retry - Upload it again.
 * @fires {Event} remove - Take the file away.
 */
export class ChatAttachedFile extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = { file: { attribute: false }, upload: { attribute: false } };

  file?: File;
  /** How far it is. */
  upload?: ReadonlyStore<PendingUpload>;

  readonly #strings = new StringsController(this, uploadsEnglish);
  readonly #upload = new StoreController(this, () => this.upload);
  readonly #urls = new BlobUrls(this);

  /** To the last button: the one that was pressed in the file before this one. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button:last-of-type')?.focus();
  }

  protected override render() {
    const { file } = this;
    const upload = this.#upload.value;
    if (!file || !upload) return nothing;
    const { state, progress } = upload;
    const name = cleanName(file.name) || this.#strings.value['upload.list'];
    return html`<div class="file ${state}" title=${name}>
      ${this.#look(file)}
      <span class="words">
        <span class="name"><bdi>${shortName(name, 28)}</bdi></span>
        <span class="state"><bdi>${this.#state(upload)}</bdi></span>
        ${
          state === 'uploading'
            ? html`<progress max="1" value=${progress} aria-label=${shortName(name)}></progress>`
            : nothing
        }
      </span>
      ${this.#buttons(state, shortName(name))}
    </div>`;
  }

  #look(file: File) {
    return pictures.test(file.type)
      ? html`<img class="look" alt="" src=${this.#urls.of(file)} decoding="async" />`
      : html`<span class="look badge" aria-hidden="true">${endingOf(file.name).slice(0, 4)}</span>`;
  }

  #state({ state, progress, error, file }: PendingUpload): string {
    const strings = this.#strings.value;
    if (state === 'uploading') return strings['upload.uploading'](percent(progress, strings.locale));
    if (state === 'done') return fileSize(file.size, strings.locale);
    const because = `upload.because.${error?.code}`;
    const word = strings[`upload.${state}`];
    return knows(strings, because) ? `${word}: ${String(strings[because])}` : word;
  }

  #buttons(state: PendingUpload['state'], name: string) {
    const strings = this.#strings.value;
    const again = state === 'failed' || state === 'cancelled';
    const going = state === 'waiting' || state === 'uploading';
    const act = (deed: string) => (): void => void this.dispatchEvent(new Event(deed));
    return html`${
        again
          ? html`<button class="icon" type="button" aria-label=${strings['upload.retry'](name)} @click=${act('retry')}>
              ${againIcon}
            </button>`
          : nothing
      }<button
        class="icon"
        type="button"
        aria-label=${strings[going ? 'upload.cancel' : 'upload.remove'](name)}
        @click=${act(going ? 'cancel' : 'remove')}
      >
        ${crossIcon}
      </button>`;
  }
}

define('chat-attached-file', ChatAttachedFile);

declare global {
  interface HTMLElementTagNameMap {
    'chat-attached-file': ChatAttachedFile;
  }
}
