import { Lexer, Parser, type Links } from 'marked';
import { inertDocument, plainNodes } from './nodes.js';
import { sanitised } from './sanitiser.js';

/** The parser looks from each opener to the end of the block: beyond this product of the two that takes too long. */
const MAX_SEARCH = 8_000_000;

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
export function renderMarkdown(source: string, links: Links = {}): DocumentFragment {
  if (isTangled(source)) throw new RangeError('Too many openers.');
  const lexer = new Lexer({ gfm: true });
  Object.assign(lexer.tokens.links, links);
  const tokens = lexer.lex(source);
  const blocks = tokens.map(plainNodes);
  if (!blocks.every((nodes) => nodes !== undefined)) return sanitised(Parser.parse(tokens));
  const fragment = inertDocument().createDocumentFragment();
  fragment.append(...blocks.flat());
  return fragment;
}
