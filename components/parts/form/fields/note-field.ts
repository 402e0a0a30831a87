import { html, nothing } from 'lit';
import type { FieldKind } from '../field-kind.js';
import { pictureOf } from './picture-of.js';

/** Words and a picture; nothing to put in. */
export const noteField: FieldKind = {
  draw: ({ label, hint, image }) =>
    html`${pictureOf(image)} ${label ? html`<b dir="auto">${label}</b>` : nothing}
    ${hint ? html`<p class="hint" dir="auto">${hint}</p>` : nothing}`,
};
