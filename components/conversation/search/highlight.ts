import { css, sheetOf } from '../../foundation/element-base.js';
import { fold, placesOf } from './fold.js';

/** Marks these words and no others. */
type Paint = (ranges: readonly Range[]) => void;

const NAME = 'chat-search';
const rules = css`
  :host([found]) {
    border-radius: var(--chat-radius-control);
    outline: 2px solid var(--chat-accent-text);
    outline-offset: 4px;
  }
  ::highlight(chat-search) {
    background-color: light-dark(#ffe08a, #6b5410);
    color: light-dark(#16181d, #fff);
  }
  @media (forced-colors: active) {
    ::highlight(chat-search) {
      background-color: Mark;
      color: MarkText;
    }
  }
`;
/** What stands at a message and is no word of it. */
const BESIDE = '.visually-hidden, .name, .meta, .actions, chat-listen, chat-feedback';
/** Not every browser can. */
const browserPaint: Paint =
  'highlights' in CSS ? (ranges) => void CSS.highlights.set(NAME, new Highlight(...ranges)) : () => undefined;
let sheet: CSSStyleSheet | undefined;
const dressed = new WeakSet<ShadowRoot>();

function dress(root: ShadowRoot): void {
  if (dressed.has(root)) return;
  dressed.add(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, (sheet ??= sheetOf(rules))];
}

/** What stands for an element until it comes is in it still, and not to be seen. */
const isWord = (node: Node): number =>
  node.parentElement?.shadowRoot || (node instanceof Element && node.matches(BESIDE))
    ? NodeFilter.FILTER_REJECT
    : NodeFilter.FILTER_ACCEPT;

/** All that is to be read in a message, one shadow root after the other. */
function* textsIn(root: ShadowRoot): Generator<readonly Text[]> {
  dress(root);
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, isWord);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
    else if (node instanceof Element && node.shadowRoot) yield* textsIn(node.shadowRoot);
  yield texts;
}

/** Where the words stand in texts that follow each other: what is bold in their midst hides nothing. */
function rangesIn(texts: readonly Text[], folded: string): readonly Range[] {
  let length = 0;
  const begins = texts.map(({ data }) => (length += data.length) - data.length);
  return placesOf(folded, texts.map(({ data }) => data).join('')).flatMap(([from, to]) => {
    const first = begins.findLastIndex((begin) => begin <= from);
    const last = begins.findLastIndex((begin) => begin < to);
    const [start, end] = [texts[first], texts[last]];
    if (!start || !end) return [];
    const range = document.createRange();
    range.setStart(start, from - (begins[first] ?? 0));
    range.setEnd(end, to - (begins[last] ?? 0));
    return range;
  });
}

/** Shows where in a message the words stand; where a browser cannot paint that, which message it is. */
export function highlight(message: Element, words: string, paint = browserPaint): void {
  const root = message.shadowRoot;
  if (!root) return;
  dress(root);
  message.setAttribute('found', '');
  const folded = fold(words.trim());
  paint([...textsIn(root)].flatMap((texts) => rangesIn(texts, folded)));
}

/** Nothing is shown of it any more. */
export function clearHighlight(message: Element | undefined, paint = browserPaint): void {
  message?.removeAttribute('found');
  paint([]);
}
