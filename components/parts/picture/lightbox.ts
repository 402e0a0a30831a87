import { html, nothing, type TemplateResult } from 'lit';
import { ChatLinkRequest } from '../../foundation/events/requests.js';
import { closeIcon } from '../../foundation/icons.js';

/** What the large picture shows, and how it says it. */
export interface Lightbox {
  readonly url: string;
  readonly alt: string;
  /** The address as a link may carry it; without one there is no link. */
  readonly original: string | undefined;
  readonly strings: {
    readonly locale: string;
    readonly 'picture.name': string;
    readonly 'picture.close': string;
    readonly 'picture.original': string;
  };
}

const dialogOf = ({ currentTarget }: Event): HTMLDialogElement | null =>
  currentTarget instanceof Element ? currentTarget.closest('dialog') : null;

const close = (event: Event): void => dialogOf(event)?.close();

/** Anywhere beside the words and buttons at the top. */
function closeBeside(event: Event): void {
  if (event.target instanceof Element && !event.target.closest('.bar')) close(event);
}

/** Escape is for the picture: the panel behind it stays open. */
function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  close(event);
}

function follow(event: Event, url: string): void {
  if (!event.currentTarget?.dispatchEvent(new ChatLinkRequest(url))) event.preventDefault();
}

/** A picture as large as the window: `showModal()` opens it, and it closes itself. */
export const lightboxTemplate = ({ url, alt, original, strings }: Lightbox, onClose: () => void): TemplateResult =>
  html`<dialog
    aria-label=${alt || strings['picture.name']}
    lang=${alt ? nothing : strings.locale}
    @click=${closeBeside}
    @keydown=${closeOnEscape}
    @close=${onClose}
  >
    <div class="bar">
      <p dir="auto">${alt}</p>
      ${
        original
          ? html`<a
              class="button plain"
              href=${original}
              target="_blank"
              rel="noopener noreferrer nofollow ugc"
              lang=${strings.locale}
              @click=${(event: Event) => follow(event, original)}
              >${strings['picture.original']}</a
            >`
          : nothing
      }
      <button type="button" class="icon" aria-label=${strings['picture.close']} lang=${strings.locale} @click=${close}>
        ${closeIcon}
      </button>
    </div>
    <figure>
      <img src=${url} alt=${alt} decoding="async" referrerpolicy="no-referrer" />
    </figure>
  </dialog>`;
