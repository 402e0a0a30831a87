import { css, sheetOf } from '../../foundation/element-base.js';
import { fold, placesOf } from './fold.js';

const NAME = 'chat-search';
const rules = css`
  :host([found]) {
    border-radius: var(--chat-radius-control);
    outline: 2px solid var(--chat-accent);
    outline-offset: 4px;
  }
  ::highlight(chat-search) {
    background-color: Mark;
    color: MarkText;
  }
`;
let sheet: CSSStyleSheet | undefined;
const dressed = new WeakSet<ShadowRoot>();

function dress(root: ShadowRoot): void {
  if (dressed.has(root)) return;
  dressed.add(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, (sheet ??= sheetOf(rules))];
}

/** All that is to be read in a message, through its shadow roots. */
function* textsIn(root: ShadowRoot): Generator<Text> {
  dress(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) yield node;
    else if (node instanceof Element && node.shadowRoot) yield* textsIn(node.shadowRoot);
}

/** Shows where in a message the words stand; where a browser cannot paint that, which message it is. */
export function highlight(message: Element, words: string): void {
  clearHighlight(message);
  if (!message.shadowRoot) return;
  dress(message.shadowRoot);
  message.setAttribute('found', '');
  if (!('highlights' in CSS)) return;
  const folded = fold(words.trim());
  const ranges = [...textsIn(message.shadowRoot)].flatMap((text) =>
    placesOf(folded, text.data).map(([from, to]) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return range;
    }),
  );
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** Nothing is shown of it any more. */
export function clearHighlight(message: Element | undefined): void {
  message?.removeAttribute('found');
  if ('highlights' in CSS) CSS.highlights.delete(NAME);
}
