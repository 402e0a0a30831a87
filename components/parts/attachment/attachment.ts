import { html, nothing } from 'lit';
import { attachmentEnglish } from '../../../src/i18n/parts/attachment.en.js';
import { knows } from '../../../src/protocol/match.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatLinkRequest } from '../../foundation/events/requests.js';
import { partNames } from '../../foundation/part-names.js';
import { PartElement } from '../part-element.js';
import '../picture/picture.js';
import { styles } from './attachment.styles.js';
import { BlobUrls } from './blob-urls.js';
import { cleanName, endingOf, shortName } from './file-name.js';
import { fileSize, percent } from './file-size.js';

type Data = PartMap['attachment'];

/** Pictures that every browser draws and that carry no script. */
const pictures = /^image\/(?:png|jpeg|gif|webp|avif)$/i;
/** Signs of a badge. */
const BADGE = 4;

const badgeOf = ({ name = '', mediaType = '' }: Data): string =>
  (endingOf(name) || (/[/+.]([a-z\d]+)$/i.exec(mediaType)?.[1] ?? '')).slice(0, BADGE);

/**
 * A file: a picture that can be enlarged, or a card that fetches it. The visitor's own shows how far it is.
 * @tag chat-attachment
 * @fires {ChatLinkRequest} chat-link-request - The file is about to be fetched.
 * @csspart attachment - The card of a file.
 * @csspart progress - How much of the visitor's own file has arrived.
 */
export class ChatAttachment extends PartElement<'attachment'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, attachmentEnglish);
  readonly #urls = new BlobUrls(this);

  protected override draw(data: Data) {
    const name = this.#name(data);
    const picture = this.#picture(data);
    if (picture === undefined) return this.#card(data, name);
    const state = this.#state(data);
    return html`<chat-picture
        exportparts=${partNames}
        .picture=${{ url: picture, alt: name }}
        .ratio=${4 / 3}
        ?zoomable=${true}
      ></chat-picture>
      ${state ? html`<p class="state below" lang=${this.#strings.value.locale}>${state}</p>` : nothing}
      ${this.#progress(data, name)}`;
  }

  #name({ name = '' }: Data): string {
    return cleanName(name) || this.#strings.value['attachment.name'];
  }

  /** The visitor's own file is in this page already: nobody needs to be asked for it. */
  #picture({ url, mediaType = '', file }: Data): string | undefined {
    if (file instanceof Blob && pictures.test(file.type)) return this.#urls.of(file);
    return pictures.test(mediaType) && this.addresses.media(url) ? url : undefined;
  }

  #card(data: Data, name: string) {
    const url = data.state && data.state !== 'done' ? undefined : this.addresses.link(data.url);
    const inside = html`<span class="badge" aria-hidden="true">${badgeOf(data)}</span>
      <span class="words">
        <span class="name"><bdi>${shortName(name)}</bdi></span>
        <span class="state" lang=${this.#strings.value.locale}
          ><bdi>${this.#state(data) || fileSize(data.size, this.#strings.value.locale)}</bdi></span
        >
        ${this.#progress(data, name)}
      </span>`;
    if (url === undefined) return html`<div class="card" part="attachment" title=${name}>${inside}</div>`;
    const own = new URL(url).origin === location.origin;
    return html`<a
      class="card"
      part="attachment"
      href=${url}
      download=${own ? name : nothing}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      title=${this.#strings.value['attachment.download'](name)}
      lang=${this.#strings.value.locale}
      @click=${(event: Event) => {
        if (!this.dispatchEvent(new ChatLinkRequest(url))) event.preventDefault();
      }}
      >${inside}</a
    >`;
  }

  /** What is to be said of a file that is not there yet. */
  #state({ state, progress = 0 }: Data): string {
    const strings = this.#strings.value;
    if (state === 'uploading') return strings['attachment.uploading'](percent(progress, strings.locale));
    const word = `attachment.${state}`;
    return state !== 'done' && knows(strings, word) ? String(strings[word]) : '';
  }

  #progress({ state, progress = 0 }: Data, name: string) {
    if (state !== 'uploading') return nothing;
    return html`<progress part="progress" max="1" value=${progress} aria-label=${name}></progress>`;
  }
}

define('chat-attachment', ChatAttachment);

declare global {
  interface HTMLElementTagNameMap {
    'chat-attachment': ChatAttachment;
  }
}
