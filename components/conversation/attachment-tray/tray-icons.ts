import { html } from 'lit';

/** Of the family in foundation/icons, but fetched only where files can be attached. */
export const paperclipIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M20.5 11.2l-8.4 8.4a5.2 5.2 0 0 1-7.4-7.4l8.7-8.7a3.5 3.5 0 0 1 4.9 4.9l-8.6 8.6a1.7 1.7 0 0 1-2.4-2.4l7.9-7.9"
  ></path>
</svg>`;
export const crossIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 7l10 10M17 7L7 17"></path></svg>`;
export const againIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M20 12a8 8 0 1 1-2.6-5.9M20 4v4.5h-4.5"></path>
</svg>`;
