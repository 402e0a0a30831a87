/** Everything below a node, through open shadow roots, in the order of the tree. */
export function* below(node) {
  if (node.shadowRoot) yield* below(node.shadowRoot);
  for (const child of node.children) {
    yield child;
    yield* below(child);
  }
}

/** The first element below `root` that a selector knows, through open shadow roots. */
export function find(selector, root = document.body) {
  for (const element of below(root)) if (element.matches(selector)) return element;
  return undefined;
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => done()));

/** Looks at each frame until there is something. */
export async function until(look) {
  for (;;) {
    const found = look();
    if (found) return found;
    await nextFrame();
  }
}

const isHost = (element) => element.shadowRoot !== null;

/**
 * The words below a node, through open shadow roots. Where there are none the browser says them at once: looking must
 * cost no chat more than another.
 */
export function textOf(node) {
  if (!node.querySelectorAll) return node.nodeType === Node.TEXT_NODE ? node.data : '';
  const text = node.shadowRoot ? textOf(node.shadowRoot) : '';
  if (![...node.querySelectorAll('*')].some(isHost)) return text + node.textContent;
  return [...node.childNodes].reduce((words, child) => words + textOf(child), text);
}

/** The element that scrolls, at or below `root`. */
export function scrollerBelow(root) {
  for (const element of below(root))
    if (/auto|scroll/.test(getComputedStyle(element).overflowY) && element.localName !== 'textarea') return element;
  return undefined;
}
