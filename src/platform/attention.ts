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

type Names = readonly (readonly [target: 'window' | 'document', event: string])[];
const wakes: Names = [
  ['window', 'pageshow'],
  ['window', 'online'],
  ['document', 'visibilitychange'],
  ['document', 'resume'],
];
const sleeps: Names = [
  ['window', 'pagehide'],
  ['document', 'freeze'],
];

function listen(names: Names, listener: (event: Event) => void): () => void {
  const ears = new AbortController();
  for (const [target, event] of names) globalThis[target]?.addEventListener(event, listener, ears);
  return () => ears.abort();
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
