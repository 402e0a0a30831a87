/** Whether anybody may be looking, when it is worth trying again, and when the page is about to be put away. */
export interface Attention {
  readonly hidden: () => boolean;
  /** What the browser believes of the network: a hint, wrong in both directions. */
  readonly online: () => boolean;
  /** Calls back when the page is seen again, thawed, restored, or the network is back; returns its undo. */
  readonly onWake: (listener: () => void) => () => void;
  /** Calls back when the page is being frozen or put aside, and may never run again; returns its undo. */
  readonly onSleep: (listener: () => void) => () => void;
}

type Names = Readonly<Record<'window' | 'document', readonly string[]>>;
const wakes: Names = { window: ['pageshow', 'online'], document: ['visibilitychange', 'resume'] };
const sleeps: Names = { window: ['pagehide'], document: ['freeze'] };

function listen({ window: onWindow, document: onDocument }: Names, listener: (event: Event) => void): () => void {
  const page = globalThis.document;
  if (!page) return () => {};
  for (const name of onWindow) addEventListener(name, listener);
  for (const name of onDocument) page.addEventListener(name, listener);
  return () => {
    for (const name of onWindow) removeEventListener(name, listener);
    for (const name of onDocument) page.removeEventListener(name, listener);
  };
}

/** The page's own. Without a document nothing is ever hidden, and nothing wakes or sleeps. */
export const pageAttention: Attention = {
  hidden: () => globalThis.document?.hidden ?? false,
  online: () => globalThis.navigator?.onLine ?? true,
  onWake: (listener) =>
    listen(wakes, ({ type }) => {
      if (type !== 'visibilitychange' || !document.hidden) listener();
    }),
  onSleep: (listener) => listen(sleeps, listener),
};
