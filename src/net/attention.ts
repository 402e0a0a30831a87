/** Whether anybody may be looking, and when it is worth trying again. */
export interface Attention {
  readonly hidden: () => boolean;
  /** Calls back when the page is seen again or the network is back; returns its undo. */
  readonly onWake: (listener: () => void) => () => void;
}

/** The page's own. Without a document nothing is ever hidden, and nothing wakes. */
export const pageAttention: Attention = {
  hidden: () => globalThis.document?.hidden ?? false,
  onWake(listener) {
    const page = globalThis.document;
    if (!page) return () => {};
    const seen = () => {
      if (!page.hidden) listener();
    };
    page.addEventListener('visibilitychange', seen);
    addEventListener('pageshow', seen);
    addEventListener('online', seen);
    return () => {
      page.removeEventListener('visibilitychange', seen);
      removeEventListener('pageshow', seen);
      removeEventListener('online', seen);
    };
  },
};
