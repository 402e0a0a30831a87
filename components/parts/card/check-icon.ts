import { html } from 'lit';

/** This was chosen. Decoration only: words say it too. */
export const checkIcon = html`<svg class="check" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M5 12.5l4.5 4.5L19 7.5"></path>
</svg>`;
