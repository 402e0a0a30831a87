import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';

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
 * Foreign HTML as nodes of an inert document: nothing in it runs or loads. Links and images still carry the addresses
 * their author wrote; `dress` deals with those.
 */
export function sanitise(html: string): DocumentFragment {
  purify ??= createDOMPurify(window);
  return purify.sanitize(html, config);
}
