/** Pixels that are kept between what has the focus and the edge: about its outline. */
const EDGE = 8;

/** What the visitor has the focus on in the messages. A button that was pressed by hand has it too, and nobody looks for it. */
function focusedIn(root: ShadowRoot): Element | undefined {
  const message = root.activeElement;
  if (message?.localName !== 'chat-message') return undefined;
  let inner = message;
  while (inner.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
  return inner === message || inner.matches(':focus-visible') ? inner : undefined;
}

/**
 * How far the view may go on, in pixels, until what has the focus leaves it: it stays as a whole, or half a view of what
 * is higher. Asked when layout is done.
 */
export function roomIn(root: ShadowRoot, log: Element): number {
  const focused = focusedIn(root);
  if (!focused) return Infinity;
  const view = log.getBoundingClientRect();
  const { top, bottom } = focused.getBoundingClientRect();
  const shown = Math.min(bottom, view.bottom) - Math.max(top, view.top);
  if (shown <= 0) return Infinity;
  return Math.max(0, bottom - view.top - Math.min(shown, view.height / 2) - EDGE);
}
