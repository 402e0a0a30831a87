/** The widget, as far as links to its messages go. */
interface Linked extends HTMLElement {
  open(): Promise<void>;
}

/** Which message it is the conversation finds out. */
const link = /^#chat-message=./;
const followed = new WeakSet<HTMLElement>();

/**
 * Opens a chat where the address of the page leads to one of its messages: now, and whenever the visitor comes to such an
 * address. The address and the history stay as they are, and a widget that the page has let go of is not held.
 */
export function openAtLinks(widget: Linked): void {
  if (followed.has(widget)) return;
  followed.add(widget);
  const known = new WeakRef(widget);
  const ears = new AbortController();
  function follow(): void {
    const chat = known.deref();
    if (!chat) ears.abort();
    else if (chat.isConnected && link.test(location.hash)) void chat.open();
  }
  for (const type of ['hashchange', 'popstate']) addEventListener(type, follow, ears);
  follow();
}
