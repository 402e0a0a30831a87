/**
 * All tabs of one profile that show the same conversation. One of them leads: it alone talks to the backend. The role
 * moves on when the leader closes, crashes, freezes, is put into the back/forward cache, or is stuck where nobody sees it.
 */
export interface Tabs {
  /** This tab, for as long as it lives. */
  readonly id: string;
  /** Whether this tab leads right now. */
  readonly leads: () => boolean;
  /** Whether another tab is known to be there. Nothing needs to be posted as long as none is. */
  readonly others: () => boolean;
  /** Whether another tab of this id is known to be there; one that is gone without a word may be for a while. */
  readonly knows: (id: string) => boolean;
  /** Calls back when another tab says that it goes; returns its undo. */
  readonly onGone: (listener: () => void) => () => void;
  /** Settles when it is known who leads. */
  readonly decided: Promise<void>;
  /** Tells all other tabs; what cannot be cloned throws. */
  readonly post: (message: unknown) => void;
  /** What another tab posted; returns its undo. */
  readonly onMessage: (listener: (message: unknown, from: string) => void) => () => void;
  /** Called when this tab begins or ceases to lead, and when another tab took the lead; returns its undo. */
  readonly onChange: (listener: () => void) => () => void;
  /**
   * When this tab is of no use as a leader: asked while it leads in the background and a tab in sight looks for it, which
   * then leads instead.
   */
  readonly yieldWhen: (stuck: () => boolean) => void;
  /** This tab takes no part any more; another may lead at once. */
  readonly close: () => void;
}

/** A tab that is alone, or may not know of others: it leads. */
export const soloTabs = (id: string): Tabs => ({
  id,
  leads: () => true,
  others: () => false,
  knows: () => false,
  onGone: () => () => {},
  decided: Promise.resolve(),
  post: () => {},
  onMessage: () => () => {},
  onChange: () => () => {},
  yieldWhen: () => {},
  close: () => {},
});
