import { html, nothing } from 'lit';
import '../../picture/picture.js';
import type { FieldKind } from '../field-kind.js';

/** Words and a picture; nothing to put in. */
export const noteField: FieldKind = {
  draw: ({ label, hint, image }) =>
    html`${image ? html`<chat-picture .picture=${image}></chat-picture>` : nothing}
    ${label ? html`<b dir="auto">${label}</b>` : nothing}${hint ? html`<p class="hint" dir="auto">${hint}</p>` : nothing}`,
};
