import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';
import { Marked, type Links } from 'marked';

const marked = new Marked({ gfm: true });

/** Small on purpose. Whatever is not here is dropped, its words are kept. */
const config: Config & { readonly RETURN_DOM_FRAGMENT: true } = Object.freeze({
  ALLOWED_TAGS: (
    'a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ' +
    'input ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var'
  ).split(' '),
  ALLOWED_ATTR: 'align alt checked class colspan href reversed rowspan src start title type'.split(' '),
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
});

// Made at the first use: without a document (in Node) there is nothing to make it of.
let purify: DOMPurify | undefined;

/**
 * The one door from foreign words to nodes. The fragment belongs to an inert document until it is appended: nothing in
 * it runs or loads. Links and images still carry the addresses their author wrote; `dress` deals with those.
 */
export function sanitise(html: string): DocumentFragment {
  purify ??= createDOMPurify(window);
  return purify.sanitize(html, config);
}

/** The parser looks from each opener to the end of the block: beyond this product of the two that takes too long. */
const MAX_SEARCH = 8_000_000;

function isTangled(source: string): boolean {
  let openers = 0;
  for (const _ of source.matchAll(/[*_~]+(?=[^\s*_~])/g)) openers++;
  return openers * source.length > MAX_SEARCH;
}

/** Markdown as sanitised nodes. Throws what the parser throws, and a `RangeError` for what would keep it too long. `links` are the reference definitions known from elsewhere in the message. */
export function renderMarkdown(source: string, links: Links = {}): DocumentFragment {
  if (isTangled(source)) throw new RangeError('Too many openers.');
  const lexer = new marked.Lexer();
  Object.assign(lexer.tokens.links, links);
  return sanitise(marked.parser(lexer.lex(source)));
}
