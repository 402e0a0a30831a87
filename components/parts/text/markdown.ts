import type { Links } from 'marked';
import { lexerFor } from './formula-reader.js';
import { nodesOf } from './nodes.js';
import { sanitiser } from './sanitiser.js';

/** The parser looks from each opener to the end of the block: beyond this product of the two that takes too long. */
const MAX_SEARCH = 24_000_000;

/** How formulas are written, and how many of them are drawn; the rest stays source. */
export interface MathRules {
  /** Single dollars are signs too, not money. */
  readonly dollars: boolean;
  readonly formulas: number;
}

function isTangled(source: string): boolean {
  let openers = 0;
  for (const _ of source.matchAll(/[*_~]+(?=[^\s*_~])/g)) openers++;
  return openers * source.length > MAX_SEARCH;
}

/**
 * Markdown as nodes that belong to an inert document until they are appended: nothing in them runs or loads. Blocks
 * without HTML are made node by node; with HTML, all goes through the sanitiser. Links and images still carry the
 * addresses their author wrote; `dress` deals with those. `links` are the reference definitions known from elsewhere in
 * the message. Throws what the parser throws, a `RangeError` for what would keep it too long, and `SanitiserAwaited`.
 */
export function renderMarkdown(
  source: string,
  links: Links = {},
  { dollars, formulas }: MathRules = { dollars: false, formulas: 0 },
): DocumentFragment {
  if (isTangled(source)) throw new RangeError('Too many openers.');
  const lexer = lexerFor(source, dollars);
  Object.assign(lexer.tokens.links, links);
  const pen = { html: [], formulas };
  const nodes = nodesOf(lexer.lex(source), pen);
  return pen.html.length > 0 ? sanitiser().sanitiseMixed(nodes, pen.html) : nodes;
}
