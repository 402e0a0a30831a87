import { html, nothing, type PropertyValues } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { mediaEnglish } from '../../../src/i18n/parts/media.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { actionTemplate } from '../action-template.js';
import type { MediaAddress } from '../address-policy.js';
import { PartElement } from '../part-element.js';
import { permitted } from '../../foundation/permitted-addresses.js';
import { roomFor } from '../picture/reserve.js';
import { styles } from './media.styles.js';
import { playIcon } from './play-icon.js';
import { tracksOf } from './tracks.js';

type Media = PartMap['audio'] | PartMap['video'];

/**
 * A sound or a film, played by the browser's own player. Nothing of it is fetched before somebody plays it.
 * @tag chat-media
 * @fires {ChatLinkRequest} chat-link-request - The file is about to open.
 * @csspart media - The player, or what stands for it.
 * @csspart link - Opens the file.
 */
export class ChatMedia extends PartElement<'audio' | 'video'> {
  static override styles = [PartElement.styles, styles];
  static override properties = { failed: { state: true } };

  /** The address that could not be played. */
  protected failed = '';

  readonly #strings = new StringsController(this, mediaEnglish);
  readonly #permitted = new StoreController(this, () => permitted);
  readonly #player = createRef<HTMLMediaElement>();

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const room = this.renderRoot.querySelector<HTMLElement>('.room');
    if (!room || !this.data) return;
    const { ratio, width } = roomFor(this.data, 16 / 9);
    room.style.setProperty('--room-ratio', String(ratio));
    room.style.setProperty('--room-width', width === undefined ? 'none' : `${Math.max(width, 240)}px`);
  }

  protected override draw(data: Media) {
    const address = this.addresses.media(data.url);
    const name = data.title?.trim() || this.#strings.value[`media.${data.type}`];
    const words = [data.title, data.caption].filter((line) => line?.trim());
    if (!address) return words.map((line) => html`<p class="words" dir="auto">${line}</p>`);
    return html`<figure>
      ${data.title ? html`<p class="title" dir="auto">${data.title}</p>` : nothing}
      <div class=${data.type === 'video' ? 'room' : 'line'} part="media">${this.#inside(data, address, name)}</div>
      ${data.caption ? html`<figcaption dir="auto">${data.caption}</figcaption>` : nothing}
    </figure>`;
  }

  #inside(data: Media, address: MediaAddress, name: string) {
    const known = address.allowed || this.#permitted.value?.has(address.url) === true;
    if (!known) return this.#question(data, address);
    if (this.failed === address.url || !this.#plays(data)) return this.#failure(address.url, name);
    const { tracks, foreign } = tracksOf(data.tracks, address, this.addresses);
    const lines = tracks.map(
      ({ url, language, label }) => html`<track kind="captions" src=${url} srclang=${language} label=${label} />`,
    );
    const failed = (): void => void (this.failed = address.url);
    const lang = data.title?.trim() ? nothing : this.#strings.value.locale;
    const crossorigin = foreign ? 'anonymous' : nothing;
    return data.type === 'video'
      ? html`<video
          ${ref(this.#player)}
          src=${address.url}
          controls
          preload="none"
          playsinline
          crossorigin=${crossorigin}
          aria-label=${name}
          lang=${lang}
          @error=${failed}
        >
          ${lines}
        </video>`
      : html`<audio
          ${ref(this.#player)}
          src=${address.url}
          controls
          preload="none"
          crossorigin=${crossorigin}
          aria-label=${name}
          lang=${lang}
          @error=${failed}
        >
          ${lines}
        </audio>`;
  }

  /** Whether the browser knows this kind of file at all; where nothing is said, it may try. */
  #plays({ type, mediaType }: Media): boolean {
    return !mediaType || document.createElement(type).canPlayType(mediaType) !== '';
  }

  #question({ type }: Media, { url, host }: MediaAddress) {
    const strings = this.#strings.value;
    const ask = strings[type === 'video' ? 'media.loadVideo' : 'media.loadAudio'](host);
    return html`<button
      type="button"
      class="instead"
      lang=${strings.locale}
      dir="auto"
      @click=${() => {
        permitted.add(url);
        void this.#focusOnPlayer();
      }}
    >
      ${playIcon} <span class="ask">${ask}</span>
    </button>`;
  }

  #failure(url: string, name: string) {
    const strings = this.#strings.value;
    const label = strings['media.open'];
    return html`<div class="instead" lang=${strings.locale}>
      <p>${strings['media.failed']}</p>
      <div class="ways">
        ${
          this.failed
            ? html`<button type="button" class="plain" @click=${this.#retry}>${strings['media.retry']}</button>`
            : nothing
        }
        ${actionTemplate(
          { type: 'link', label, url },
          { class: 'button plain', part: 'link', name: `${label}: ${name}` },
          this.addresses,
        )}
      </div>
    </div>`;
  }

  readonly #retry = (): void => {
    this.failed = '';
    void this.#focusOnPlayer();
  };

  /** What was pressed is gone; the keyboard goes on at the player. */
  async #focusOnPlayer(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.#player.value?.focus({ preventScroll: true });
  }
}

define('chat-media', ChatMedia);

declare global {
  interface HTMLElementTagNameMap {
    'chat-media': ChatMedia;
  }
}
