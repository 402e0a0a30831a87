/** What an element of our own is about: it sets its other attributes itself. */
const subjectOf = (element: Element): string =>
  JSON.stringify([
    element.getAttribute('language'),
    element.hasAttribute('display'),
    (Reflect.get(element, 'picture') as { readonly url: string } | undefined)?.url,
  ]);

/** Same kind of node with the same attributes, or made so. */
function alike(old: Node, next: Node): boolean {
  if (old.nodeName !== next.nodeName) return false;
  if (!(old instanceof Element && next instanceof Element)) return true;
  if (old.localName.includes('-')) return subjectOf(old) === subjectOf(next);
  // What the visitor has opened stays open.
  for (const { name } of [...old.attributes])
    if (name !== 'open' && !next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  return true;
}

/**
 * Makes the children of `parent` from `index` on look like `next`, touching only what differs: a selection, the focus
 * and a scroll position inside survive.
 */
export function morph(parent: Node, index: number, next: Iterable<Node>): void {
  let old: ChildNode | null = parent.childNodes[index] ?? null;
  for (const node of [...next]) {
    if (!old) parent.appendChild(node);
    else if (alike(old, node)) {
      if (old instanceof Element) morph(old, 0, node.childNodes);
      else if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
      old = old.nextSibling;
    } else {
      const after: ChildNode | null = old.nextSibling;
      parent.replaceChild(node, old);
      old = after;
    }
  }
  while (old) {
    const after: ChildNode | null = old.nextSibling;
    old.remove();
    old = after;
  }
}
