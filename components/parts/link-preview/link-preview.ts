import { html, nothing } from 'lit';
import type { PartMap } from '../../../src/protocol/part.js';
import { define } from '../../foundation/define.js';
import { ChatLinkRequest } from '../../foundation/events/requests.js';
import { PartElement } from '../part-element.js';
import '../picture/picture.js';
import { withoutDeceit } from '../safe-url.js';
import { hostOf } from './host-of.js';
import { styles } from './link-preview.styles.js';

type Preview = PartMap['link-preview'];
/** Characters that are drawn at all. */
const MAX_WORDS = 500;

const clean = (text: string | undefined): string => withoutDeceit(text?.slice(0, MAX_WORDS) ?? '').trim();

/**
 * What is behind a link: title, description, picture, and always the host that it leads to. All of it is one link.
 * @tag chat-link-preview
 * @fires {ChatLinkRequest} chat-link-request - The link is about to open.
 * @csspart link-preview - The card.
 * @csspart picture - The picture at its start.
 */
export class ChatLinkPreview extends PartElement<'link-preview'> {
  static override styles = [PartElement.styles, styles];
  static override properties = {
    waiting: { type: Boolean, reflect: true },
    steady: { type: Boolean, reflect: true },
  };

  /** The words are being asked for: an empty card keeps their place. */
  waiting = false;
  /** Of one height, whatever it says: nothing moves when the words come. */
  steady = false;

  protected override render(): unknown {
    if (this.data || !this.waiting) return super.render();
    return html`<div class="card" part="link-preview" aria-hidden="true">
      <div class="words"><i></i><i></i><i></i></div>
    </div>`;
  }

  protected override draw(preview: Preview) {
    const url = this.addresses.link(preview.url);
    const web = url !== undefined && /^https?:/.test(url);
    const inside = this.#inside(preview, web ? hostOf(url) : '');
    if (!web) return html`<div class="card" part="link-preview">${inside}</div>`;
    return html`<a
      class="card"
      part="link-preview"
      href=${url}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      aria-labelledby="title from"
      aria-describedby=${preview.description ? 'description' : nothing}
      @click=${(event: Event) => {
        if (!this.dispatchEvent(new ChatLinkRequest(url))) event.preventDefault();
      }}
      >${inside}</a
    >`;
  }

  #inside({ title, description, siteName, image }: Preview, host: string) {
    const about = clean(description);
    const site = clean(siteName);
    return html`
      ${this.#picture(image)}
      <div class="words" dir="auto">
        <b id="title">${clean(title)}</b>
        ${about ? html`<div class="about"><p id="description" dir="auto">${about}</p></div>` : nothing}
        <small id="from">
          <bdi class="host" dir="ltr">${host}</bdi>
          ${site && site !== host ? html`<bdi class="site">${site}</bdi>` : nothing}
        </small>
      </div>
    `;
  }

  /** Only one that needs no leave: what asks for leave is a button, and has no place in a link. */
  #picture(image: string | undefined) {
    const address = this.addresses.media(image);
    // What cannot be pressed in a link must not be offered there either, such as another try.
    return address?.allowed
      ? html`<chat-picture inert .picture=${{ url: address.url, alt: '' }}></chat-picture>`
      : nothing;
  }
}

define('chat-link-preview', ChatLinkPreview);

declare global {
  interface HTMLElementTagNameMap {
    'chat-link-preview': ChatLinkPreview;
  }
}
