import { html, svg } from 'lit';

const up = svg`<path d="M7 11v9H4.5A1.5 1.5 0 0 1 3 18.5v-6A1.5 1.5 0 0 1 4.5 11zM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9h5.2a2 2 0 0 1 2 2.3l-1.1 7a2 2 0 0 1-2 1.7H7"></path>`;

/** Beside `icons.ts`, since only a chat with feedback needs them. */
export const thumbUpIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">${up}</svg>`;
export const thumbDownIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <g transform="rotate(180 12 12)">${up}</g>
</svg>`;
