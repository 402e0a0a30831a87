import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** One family: 24 px box, stroked in the current colour. Decoration only: the button beside it has the name. */
const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const menuIcon = icon(
  svg`<circle cx="5" cy="12" r="1.2"></circle><circle cx="12" cy="12" r="1.2"></circle><circle cx="19" cy="12" r="1.2"></circle>`,
);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18"></path>`);
export const downIcon = icon(svg`<path d="M6 9l6 6 6-6"></path>`);
export const upIcon = icon(svg`<path d="M12 19V5M5.5 11.5L12 5l6.5 6.5"></path>`);
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="2.5"></rect>`);
export const restartIcon = icon(svg`<path d="M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5"></path>`);
export const exportIcon = icon(svg`<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"></path>`);
export const maximizeIcon = icon(svg`<path d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7"></path>`);
export const chevronIcon = icon(svg`<path d="M9.5 6l6 6-6 6"></path>`);
