import { html } from 'lit';

/** Stands for a picture that is not there. Decoration only. */
export const pictureIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="3.5" y="5" width="17" height="14" rx="3"></rect>
  <circle cx="9" cy="10" r="1.4"></circle>
  <path d="M4 17l5-4 3.5 2.5L16 12l4.5 4"></path>
</svg>`;
