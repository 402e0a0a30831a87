import { html, nothing } from 'lit';
import '../../picture/picture.js';
import { choiceField } from './choice-field.js';

/** A picture from a foreign host has a button of its own: pressing that is not choosing. */
function keepChoice(event: Event): void {
  if (event.composedPath().some((node) => node instanceof HTMLButtonElement)) event.preventDefault();
}

/** One or several of what should be seen before it is chosen. */
export const cardsField = choiceField(
  ({ label, description, image }, id) =>
    html`${image ? html`<chat-picture .picture=${image} @click=${keepChoice}></chat-picture>` : nothing}
      <span id=${id} dir="auto"><b>${label}</b>${description ? html` <small>${description}</small>` : nothing}</span>`,
);
