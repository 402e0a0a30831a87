import type { MarkedToken, Token, Tokens } from 'marked';
import { knows, match, type Table } from '../../../src/protocol/match.js';
import { safeUrl } from '../safe-url.js';
import { decode } from './entities.js';
import type { Formula } from './formulas.js';

/** What is written down while nodes are made. */
export interface Pen {
  /** HTML as its author wrote it; a comment stands in its place and says which. */
  readonly html: string[];
  /** How many more formulas are drawn; further ones stay source. */
  formulas: number;
}

type Drawn = Node | string;
type Attributes = Readonly<Record<string, string>>;
type Drawable = MarkedToken | Formula;

let inert: Document | undefined;

/** A document without a window: nothing runs or loads in it. */
export const inertDocument = (): Document => (inert ??= document.implementation.createHTMLDocument(''));

function element(tag: string, children: readonly Drawn[] = [], attributes: Attributes = {}): Element {
  const node = inertDocument().createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const all = (tokens: readonly Token[] = [], pen: Pen): Drawn[] =>
  tokens.flatMap((token) => (knows(draw, token.type) ? match(draw, token as Drawable, pen) : token.raw));
const block =
  (tag: string) =>
  ({ tokens }: { readonly tokens: readonly Token[] }, pen: Pen): Drawn[] => [element(tag, all(tokens, pen))];
const raw = (html: string, pen: Pen): Drawn[] => [inertDocument().createComment(String(pen.html.push(html) - 1))];

const cells = (row: readonly Tokens.TableCell[], pen: Pen): Element =>
  element(
    'tr',
    row.map(({ header, align, tokens }) => element(header ? 'th' : 'td', all(tokens, pen), align ? { align } : {})),
  );

/** The address as a URL may be spelled; `undefined` for a scheme that must not get any further. */
function spelled(href: string, literal = false): string | undefined {
  try {
    const address = encodeURI(href).replace(/%25/g, '%');
    const url = literal ? address : decode(address);
    return /^[a-z][a-z\d+.-]*:/i.test(url) && !/^data:image\//i.test(url) && !safeUrl(url) ? undefined : url;
  } catch (reason) {
    // A lone surrogate cannot be part of an address.
    if (reason instanceof URIError) return undefined;
    throw reason;
  }
}
const titled = (title: string | null | undefined): Attributes => (title ? { title: decode(title) } : {});

const draw: Table<Drawable, [pen: Pen], readonly Drawn[]> = {
  space: () => [],
  def: () => [],
  html: ({ text }, pen) => raw(text, pen),
  hr: () => [element('hr')],
  br: () => [element('br')],
  paragraph: block('p'),
  blockquote: block('blockquote'),
  list_item: block('li'),
  strong: block('strong'),
  em: block('em'),
  del: block('del'),
  heading: ({ depth, tokens }, pen) => [element(`h${depth}`, all(tokens, pen))],
  // Between tags of code, words are HTML as their author wrote it.
  text: ({ tokens, text, escaped }, pen) => (tokens ? all(tokens, pen) : escaped ? raw(text, pen) : [decode(text)]),
  math: ({ raw, text, display }, pen) =>
    pen.formulas-- > 0
      ? [element('chat-math', [text], { ...(display ? { display: '' } : {}), dir: 'ltr', exportparts: 'math' })]
      : [raw.trim()],
  escape: ({ text }) => [text],
  codespan: ({ text }) => [element('code', [text])],
  code: ({ text, lang }) => {
    const language = /^\S+/.exec(lang ?? '')?.[0];
    const code = element(
      'code',
      [`${text.replace(/\n$/, '')}\n`],
      language ? { class: `language-${decode(language)}` } : {},
    );
    return [element('pre', [code])];
  },
  list: ({ ordered, start, items }, pen) => [
    element(ordered ? 'ol' : 'ul', all(items, pen), ordered && start !== 1 ? { start: String(start) } : {}),
  ],
  checkbox: ({ checked }) => [element('input', [], { ...(checked ? { checked: '' } : {}), type: 'checkbox' }), ' '],
  table: ({ header, rows }, pen) => [
    element('table', [
      element('thead', [cells(header, pen)]),
      ...(rows.length > 0
        ? [
            element(
              'tbody',
              rows.map((row) => cells(row, pen)),
            ),
          ]
        : []),
    ]),
  ],
  link: ({ href, title, text, tokens, autolink = false }, pen) => {
    const url = spelled(href, autolink);
    return [
      element('a', autolink ? [text] : all(tokens, pen), {
        ...(url === undefined ? {} : { href: url }),
        ...titled(title),
      }),
    ];
  },
  image: ({ href, title, tokens }, pen) => {
    const url = spelled(href);
    const words = element('p', all(tokens, pen));
    for (const inner of words.querySelectorAll('img')) inner.replaceWith(inner.alt);
    const alt = words.textContent;
    return [element('img', [], { ...(url === undefined ? {} : { src: url }), alt, ...titled(title) })];
  },
};

/**
 * Markdown's tokens as nodes, made one by one in an inert document: no HTML is parsed for them. HTML of their author's
 * is left to whoever holds the pen. Throws what `decode` throws.
 */
export function nodesOf(tokens: readonly Token[], pen: Pen): DocumentFragment {
  const fragment = inertDocument().createDocumentFragment();
  fragment.append(...all(tokens, pen));
  return fragment;
}
