import katex from 'katex';
import { withTokenBudget } from './token-budget.js';

/** UTF-16 units. A page of algebra is shorter. */
const MAX_TEX = 4096;
/** Elements: more than that would hold up the page when they are laid out. */
const MAX_PIECES = 8_000;
/** Elements inside each other: browsers lay them out recursively, and end the page at a thousand or two. */
const MAX_DEPTH = 300;

const isTooDeep = (node: Element, depth = 0): boolean =>
  depth > MAX_DEPTH || [...node.children].some((child) => isTooDeep(child, depth + 1));

/**
 * A formula as nodes: drawn for the eyes, MathML for screen readers. Throws for what KaTeX does not know, and for what
 * would take too long.
 */
export function formulaOf(tex: string, display: boolean): HTMLElement {
  if (tex.length > MAX_TEX) throw new RangeError('length');
  const formula = document.createElement('span');
  const counted = withTokenBudget(tex);
  katex.render(counted.tex, formula, {
    displayMode: display,
    output: 'htmlAndMathml',
    throwOnError: true,
    strict: 'ignore',
    trust: false,
    globalGroup: false,
    // Each formula gets its own: definitions would otherwise reach the next one.
    macros: counted.macros,
    maxSize: 20,
    maxExpand: 1000,
  });
  if (formula.getElementsByTagName('*').length > MAX_PIECES) throw new RangeError('pieces');
  if (isTooDeep(formula)) throw new RangeError('depth');
  // Set as attributes, so a strict content security policy has taken them away; the object model may do it.
  for (const drawing of formula.querySelectorAll<SVGElement>('svg[style]'))
    drawing.style.cssText = drawing.getAttribute('style') ?? '';
  for (const source of formula.querySelectorAll('annotation')) source.textContent = tex;
  return formula;
}
