import type { MarkedToken, Token, Tokens } from 'marked';
import { knows, match, type Table } from '../../../src/protocol/match.js';
import { safeUrl } from '../safe-url.js';
import { decode } from './entities.js';

/** Thrown where only an HTML parser can go on. */
class NotPlain extends Error {}

type Drawn = Node | string;
type Attributes = Readonly<Record<string, string>>;

let inert: Document | undefined;

/** A document without a window: nothing runs or loads in it. */
export const inertDocument = (): Document => (inert ??= document.implementation.createHTMLDocument(''));

function element(tag: string, children: readonly Drawn[] = [], attributes: Attributes = {}): Element {
  const node = inertDocument().createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
function notPlain(): never {
  throw new NotPlain();
}

const all = (tokens: readonly Token[] = []): Drawn[] =>
  tokens.flatMap((token) => (knows(draw, token.type) ? match(draw, token as MarkedToken) : notPlain()));
const words = (text: string): string => decode(text) ?? notPlain();
const block =
  (tag: string) =>
  ({ tokens }: { readonly tokens: readonly Token[] }): Drawn[] => [element(tag, all(tokens))];

const cells = (row: readonly Tokens.TableCell[]): Element =>
  element(
    'tr',
    row.map(({ header, align, tokens }) => element(header ? 'th' : 'td', all(tokens), align ? { align } : {})),
  );

/** The address as a URL may be spelled; `undefined` for a scheme that must not get any further. */
function spelled(href: string, literal = false): string | undefined {
  try {
    const address = encodeURI(href).replace(/%25/g, '%');
    const url = literal ? address : words(address);
    return /^[a-z][a-z\d+.-]*:/i.test(url) && !/^data:image\//i.test(url) && !safeUrl(url) ? undefined : url;
  } catch (reason) {
    // A lone surrogate cannot be part of an address.
    if (reason instanceof URIError) return undefined;
    throw reason;
  }
}
const titled = (title: string | null | undefined): Attributes => (title ? { title: words(title) } : {});

const draw: Table<MarkedToken, [], readonly Drawn[]> = {
  space: () => [],
  def: () => [],
  html: notPlain,
  hr: () => [element('hr')],
  br: () => [element('br')],
  paragraph: block('p'),
  blockquote: block('blockquote'),
  list_item: block('li'),
  strong: block('strong'),
  em: block('em'),
  del: block('del'),
  heading: ({ depth, tokens }) => [element(`h${depth}`, all(tokens))],
  text: ({ tokens, text }) => (tokens ? all(tokens) : [words(text)]),
  escape: ({ text }) => [text],
  codespan: ({ text }) => [element('code', [text])],
  code: ({ text, lang }) => {
    const language = /^\S+/.exec(lang ?? '')?.[0];
    const code = element('code', [`${text}\n`], language ? { class: `language-${words(language)}` } : {});
    return [element('pre', [code])];
  },
  list: ({ ordered, start, items }) => [
    element(ordered ? 'ol' : 'ul', all(items), ordered && start !== 1 ? { start: String(start) } : {}),
  ],
  checkbox: ({ checked }) => [element('input', [], { ...(checked ? { checked: '' } : {}), type: 'checkbox' }), ' '],
  table: ({ header, rows }) => [
    element('table', [
      element('thead', [cells(header)]),
      ...(rows.length > 0 ? [element('tbody', rows.map(cells))] : []),
    ]),
  ],
  link: ({ href, title, text, tokens, autolink = false }) => {
    const url = spelled(href, autolink);
    return [
      element('a', autolink ? [text] : all(tokens), { ...(url === undefined ? {} : { href: url }), ...titled(title) }),
    ];
  },
  image: ({ href, title, tokens }) => {
    const url = spelled(href);
    const alt = element('p', all(tokens)).textContent;
    return [element('img', [], { ...(url === undefined ? {} : { src: url }), alt, ...titled(title) })];
  },
};

/**
 * One block of markdown as nodes, made one by one in an inert document: no HTML is parsed for them. `undefined` when
 * the block has HTML of its author's, or a character reference that needs an HTML parser.
 */
export function plainNodes(token: Token): readonly Node[] | undefined {
  try {
    return [...element('div', all([token])).childNodes];
  } catch (reason) {
    if (reason instanceof NotPlain) return undefined;
    throw reason;
  }
}
