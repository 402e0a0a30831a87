import { html } from 'lit';

/** Stands for a player that is not there. Decoration only. */
export const playIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="12" cy="12" r="9"></circle>
  <path d="M10 8.5v7l5.5-3.5z"></path>
</svg>`;
