import { html, nothing } from 'lit';
import { choiceField } from './choice-field.js';
import { pictureOf } from './picture-of.js';

/** One or several of what should be seen before it is chosen. */
export const cardsField = choiceField(
  ({ label, description, image }, id) =>
    html`${pictureOf(image)}<span id=${id} dir="auto"
        ><b>${label}</b>${description ? html` <small>${description}</small>` : nothing}</span
      >`,
);
