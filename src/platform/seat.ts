/** The one place of the tab that leads: tabs stand for it, and one has it. */
export interface Seat {
  /** Waits until the place is free. */
  readonly stand: () => void;
  /** Takes it from a tab that does not answer. */
  readonly seize: () => void;
  /** Gives it up, or no longer waits for it. */
  readonly leave: () => void;
  /** Another tab has come, or says that it leads, or the one that led is gone: matters where tabs elect by talking. */
  readonly newcomer?: (id: string) => void;
  readonly claimed?: (id: string) => void;
  readonly vacant?: () => void;
}

/** What a seat tells the tab that stands for it. */
export interface SeatEvents {
  readonly won: () => void;
  readonly lost: () => void;
}
