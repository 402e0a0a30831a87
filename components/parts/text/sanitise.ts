import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';
import { defaultPlatform } from '../../../src/platform/platform.js';

/** Small on purpose. Whatever is not here is dropped, its words are kept. */
const config: Config & { readonly RETURN_DOM_FRAGMENT: true } = Object.freeze({
  ALLOWED_TAGS: (
    'a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ' +
    'input ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var'
  ).split(' '),
  ALLOWED_ATTR: 'align alt checked class colspan height href reversed rowspan src start title type width'.split(' '),
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
  const fragment = purify.sanitize(html, config);
  for (const element of fragment.querySelectorAll(':is([width], [height]):not(img)')) {
    element.removeAttribute('width');
    element.removeAttribute('height');
  }
  return fragment;
}

/**
 * Nodes of our own together with their author's HTML, for which numbered comments stand. All becomes one text and goes
 * through the sanitiser; formulas, which it would drop, wait outside. Their places bear a name that no author can know.
 */
export function sanitiseMixed(nodes: DocumentFragment, html: readonly string[]): DocumentFragment {
  const seal = `m${defaultPlatform.newId()}`;
  const formulas = [...nodes.querySelectorAll('chat-math')];
  for (const [index, formula] of formulas.entries()) {
    const place = nodes.ownerDocument.createElement('var');
    place.className = seal;
    place.textContent = String(index);
    formula.replaceWith(place);
  }
  const text = new XMLSerializer()
    .serializeToString(nodes)
    .replace(/<!--(\d+)-->/g, (_, index: string) => html[Number(index)] ?? '');
  const fragment = sanitise(text);
  for (const place of fragment.querySelectorAll(`.${seal}`)) {
    const formula = formulas[Number(place.textContent)];
    if (formula) place.replaceWith(formula);
  }
  return fragment;
}
