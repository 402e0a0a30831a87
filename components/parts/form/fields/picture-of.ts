import { html, nothing } from 'lit';
import type { Picture } from '../../../../src/protocol/part.js';

/** A picture from a foreign host has a button of its own: pressing that is not choosing. */
function keepChoice(event: Event): void {
  if (event.composedPath().some((node) => node instanceof HTMLButtonElement)) event.preventDefault();
}

/** A field's picture; what draws it comes with the first one. */
export function pictureOf(image: Picture | undefined): unknown {
  if (!image) return nothing;
  void import('../../picture/picture.js').catch(() => undefined);
  return html`<chat-picture .picture=${image} @click=${keepChoice}></chat-picture>`;
}
