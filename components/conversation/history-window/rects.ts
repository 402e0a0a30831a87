/** Further than any conversation is long. */
const EVERYWHERE = '99999999px';

/**
 * Tells where elements are once the layout is done: nothing is forced to be laid out, and what is in no layout tells
 * nothing until it is. Returns its undo.
 */
export function rectsOf(
  root: Element,
  elements: Iterable<Element>,
  tell: (rects: ReadonlyMap<Element, DOMRectReadOnly>) => void,
): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter(({ boundingClientRect }) => boundingClientRect.width);
      if (!seen.length) return;
      observer.disconnect();
      tell(new Map(seen.map(({ target, boundingClientRect }) => [target, boundingClientRect])));
    },
    { root, rootMargin: EVERYWHERE },
  );
  for (const element of elements) observer.observe(element);
  return () => observer.disconnect();
}
