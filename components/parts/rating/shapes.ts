import { html, svg, type TemplateResult } from 'lit';

const star = svg`<path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.9l-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z"></path>`;
/** From a sad mouth to a glad one. */
const mouths = ['M8 17q4-5 8 0', 'M8 16.5q4-2.5 8 0', 'M8 15.5h8', 'M8 14.5q4 3 8 0', 'M7.5 13.5q4.5 6 9 0'];

/** What stands for so many points. */
export function shapeOf(points: number, look: 'stars' | 'faces'): TemplateResult {
  const face = svg`<circle cx="12" cy="12" r="9"></circle><path d="M9 9.5v.5M15 9.5v.5"></path><path d=${mouths[points - 1] ?? ''}></path>`;
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${look === 'faces' ? face : star}</svg>`;
}
