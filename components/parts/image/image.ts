import { html, nothing } from 'lit';
import { imageEnglish } from '../../../src/i18n/parts/image.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { actionTemplate } from '../action-template.js';
import { PartElement } from '../part-element.js';
import '../picture/picture.js';
import { styles } from './image.styles.js';

/**
 * A picture that can be enlarged, with a caption.
 * @tag chat-image
 * @fires {ChatLinkRequest} chat-link-request - The address behind it is about to open.
 * @csspart link - Where the picture leads.
 */
export class ChatImage extends PartElement<'image'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, imageEnglish);

  protected override draw(image: PartMap['image']) {
    const { caption, link } = image;
    const words = caption ? html`<span dir="auto">${caption}</span>` : nothing;
    const leads = link ? this.#link(link) : nothing;
    return html`<figure>
      <chat-picture .picture=${image} zoomable></chat-picture>
      ${caption || leads !== nothing ? html`<figcaption>${words} ${leads}</figcaption>` : nothing}
    </figure>`;
  }

  #link(raw: string) {
    const url = this.addresses.link(raw);
    if (url === undefined) return nothing;
    const { locale: lang, 'image.open': open } = this.#strings.value;
    const label = open(new URL(url).host);
    return actionTemplate({ type: 'link', label, url }, { class: 'link', part: 'link', lang }, this.addresses);
  }
}

define('chat-image', ChatImage);

declare global {
  interface HTMLElementTagNameMap {
    'chat-image': ChatImage;
  }
}
