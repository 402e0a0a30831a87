import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** One family: 24 px box, stroked in the current colour. Decoration only: the button beside it has the name. */
export const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const menuIcon = icon(
  svg`<circle cx="5" cy="12" r="1.2"></circle><circle cx="12" cy="12" r="1.2"></circle><circle cx="19" cy="12" r="1.2"></circle>`,
);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18"></path>`);
export const downIcon = icon(svg`<path d="M6 9l6 6 6-6"></path>`);
export const upIcon = icon(svg`<path d="M12 19V5M5.5 11.5L12 5l6.5 6.5"></path>`);
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="2.5"></rect>`);
/** Points to where reading goes: mirrored where that is from right to left (styles/onwards.ts). */
export const chevronIcon = html`<svg class="forth" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M9.5 6l6 6-6 6"></path>
</svg>`;
