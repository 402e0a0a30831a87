import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { pictureEnglish } from '../../../src/i18n/parts/picture.en.js';
import type { Picture } from '../../../src/protocol/part.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { pictureIcon } from './picture-icon.js';
import { partNames } from '../../foundation/part-names.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { addressPolicy, type AddressPolicy, type MediaAddress } from '../address-policy.js';
import { lightboxTemplate } from './lightbox.js';
import { lightboxStyles } from './lightbox.styles.js';
import { permitted } from '../../foundation/permitted-addresses.js';
import { styles } from './picture.styles.js';
import { roomFor } from './reserve.js';

/**
 * Any picture from a message. Its room is there before it is, and it is fetched at once only from hosts that the page
 * named; from others when the visitor says so.
 * @tag chat-picture
 * @fires {ChatLinkRequest} chat-link-request - The original is about to open.
 * @attr asks - It waits for a press: to be fetched, or to be tried again. Set by the element itself.
 * @csspart picture - The picture, or what stands for it.
 * @csspart zoom - The button around a picture that can be enlarged.
 * @cssproperty [--chat-picture-fit=cover] - How the picture fills its room (`object-fit`).
 * @cssproperty [--chat-picture-radius=var(--chat-radius-card)] - Its corners.
 */
export class ChatPicture extends LitElement {
  static override styles = [base, controls, styles, lightboxStyles];
  static override properties = {
    picture: { attribute: false },
    zoomable: { type: Boolean },
    ratio: { attribute: false },
  };

  /** What to show. */
  picture?: Picture;
  /** Can be opened as large as the window. */
  zoomable = false;
  /** Width divided by height, for a picture that does not say its size. */
  ratio = 16 / 9;

  readonly #config = new ConfigController(this);
  readonly #strings = new StringsController(this, pictureEnglish);
  readonly #permitted = new StoreController(this, () => permitted);
  /** The address that did not come. */
  #failed: string | undefined;
  #tries = 0;
  #open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute('exportparts')) this.setAttribute('exportparts', partNames);
  }

  protected override render() {
    const address = this.#addresses.media(this.picture?.url);
    const alt = this.picture?.alt?.trim() ?? '';
    if (!address) return alt ? html`<p class="forbidden" part="picture" dir="auto">${alt}</p>` : nothing;
    return html`<div class="room" part="picture" tabindex="-1">${this.#inside(address, alt)}</div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.toggleAttribute('asks', this.renderRoot.querySelector('.instead') !== null);
    if (!changed.has('picture') && !changed.has('ratio')) return;
    const room = this.renderRoot.querySelector<HTMLElement>('.room');
    if (!room || !this.picture) return;
    const { ratio, width } = roomFor(this.picture, this.ratio);
    room.style.setProperty('--room-ratio', String(ratio));
    room.style.setProperty('--room-width', width === undefined ? 'none' : `${width}px`);
  }

  get #addresses(): AddressPolicy {
    return addressPolicy(this.#config.value);
  }

  #inside({ url, host, allowed }: MediaAddress, alt: string): unknown {
    if (!allowed && !this.#permitted.value?.has(url)) return this.#question(url, host, alt);
    if (this.#failed === url) return this.#failure(alt);
    const image = this.#image(url, alt);
    if (!this.zoomable) return image;
    const strings = this.#strings.value;
    return html`<button
        type="button"
        class="zoom"
        part="zoom"
        aria-haspopup="dialog"
        aria-label=${strings['picture.enlarge'](alt || strings['picture.name'])}
        lang=${alt ? nothing : strings.locale}
        @click=${this.#enlarge}
      >
        ${image}
      </button>
      ${
        this.#open
          ? lightboxTemplate({ url, alt, original: this.#addresses.link(url), strings }, () => {
              this.#open = false;
              this.requestUpdate();
            })
          : nothing
      }`;
  }

  #image(url: string, alt: string) {
    const { width, height } = this.picture ?? {};
    return keyed(
      `${this.#tries} ${url}`,
      html`<img
        src=${url}
        alt=${alt}
        width=${width ?? nothing}
        height=${height ?? nothing}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        @error=${() => {
          this.#failed = url;
          if (this.shadowRoot?.activeElement) void this.#focusOnPicture();
          else this.requestUpdate();
        }}
      />`,
    );
  }

  #question(url: string, host: string, alt: string) {
    const { locale, 'picture.show': show } = this.#strings.value;
    const ask = show(host);
    return html`<button
      type="button"
      class="instead"
      title=${ask}
      @click=${() => {
        permitted.add(url);
        void this.#focusOnPicture();
      }}
    >
      ${pictureIcon} <span class="ask" lang=${locale} dir="auto">${ask}</span>
      ${alt ? html`<span class="alt" dir="auto">${alt}</span>` : nothing}
    </button>`;
  }

  #failure(alt: string) {
    const strings = this.#strings.value;
    return html`<div class="instead">
      ${pictureIcon} ${alt ? html`<p dir="auto">${alt}</p>` : nothing}
      <p lang=${strings.locale}>${strings['picture.failed']}</p>
      <button
        type="button"
        class="again"
        lang=${strings.locale}
        title=${strings['picture.retry']}
        @click=${this.#retry}
      >
        ${strings['picture.retry']}
      </button>
    </div>`;
  }

  readonly #retry = (): void => {
    this.#failed = undefined;
    this.#tries += 1;
    void this.#focusOnPicture();
  };

  /** What was pressed is gone; the keyboard goes on at what took its place. */
  async #focusOnPicture(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const room = this.renderRoot.querySelector<HTMLElement>('.zoom, .again, .room:not(:has(.zoom, .again))');
    room?.focus({ preventScroll: true });
  }

  readonly #enlarge = async (): Promise<void> => {
    this.#open = true;
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector('button')?.focus();
  };
}

define('chat-picture', ChatPicture);

declare global {
  interface HTMLElementTagNameMap {
    'chat-picture': ChatPicture;
  }
}
