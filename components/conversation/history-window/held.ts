/** What would lose something that nobody could give back: a picture that plays, a field with words in it. */
const isBusy: Readonly<Record<string, (element: Element) => boolean>> = {
  audio: (element) => !(element as HTMLMediaElement).paused,
  video: (element) => !(element as HTMLMediaElement).paused,
  input: (element) =>
    (element as HTMLInputElement).value !== (element as HTMLInputElement).defaultValue ||
    (element as HTMLInputElement).checked !== (element as HTMLInputElement).defaultChecked,
  textarea: (element) => (element as HTMLTextAreaElement).value !== (element as HTMLTextAreaElement).defaultValue,
  dialog: (element) => (element as HTMLDialogElement).open,
};
const busy = Object.keys(isBusy).join();

const holdsWork = (root: ParentNode): boolean =>
  [...root.querySelectorAll('*')].some(
    (each) =>
      (each.shadowRoot && holdsWork(each.shadowRoot)) ||
      (each.matches(busy) && !each.matches(':disabled') && isBusy[each.localName]?.(each)),
  );

/** The child of `root`, through all shadow roots, that holds `node`. */
function within(root: ShadowRoot, node: Node | null): Node | undefined {
  for (let at = node; at;) {
    const home: Node = at.getRootNode();
    if (home === root) return at;
    at = home instanceof ShadowRoot ? home.host : null;
  }
  return undefined;
}

/** Both ends of what is selected, as far as a browser tells of selections inside of shadow roots. */
function selected(root: ShadowRoot): readonly (readonly [Node | null, number])[] {
  const own = (root as { getSelection?: () => Selection | null }).getSelection?.() ?? document.getSelection();
  if (!own) return [];
  try {
    const [range] = document.getSelection()?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
    if (range)
      return range.collapsed
        ? []
        : [
            [range.startContainer, range.startOffset],
            [range.endContainer, range.endOffset - 1],
          ];
  } catch {
    // Earlier browsers took the roots in another way, and tell below.
  }
  const { anchorNode, anchorOffset, focusNode, focusOffset } = own;
  if (anchorNode === focusNode && anchorOffset === focusOffset) return [];
  return [
    [anchorNode, anchorOffset],
    [focusNode, focusOffset],
  ];
}

/**
 * Finds the messages that must stay, whether or not they are in view: with the focus, with a part of the selection, or
 * at work.
 */
export function holding(root: ShadowRoot): (element: Element) => boolean {
  const ends = selected(root).flatMap(([node, offset]) => {
    const found = within(root, node);
    return found === node ? (found?.childNodes[Math.max(0, offset)] ?? found ?? []) : (found ?? []);
  });
  const [one, other = one] = ends;
  const isBetween = (element: Element): boolean => {
    if (!one || !other) return false;
    if (element.contains(one) || element.contains(other)) return true;
    const [first, last] =
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? [other, one] : [one, other];
    return (
      !!(first.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) &&
      !!(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
    );
  };
  return (element) =>
    element === root.activeElement ||
    element.hasAttribute('streaming') ||
    isBetween(element) ||
    !!(element.shadowRoot && holdsWork(element.shadowRoot));
}
