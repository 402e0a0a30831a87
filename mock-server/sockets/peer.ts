/** How a message travels. */
export interface Manner {
  /** In frames of so many bytes. */
  readonly fragment?: number;
  /** It says that it is binary. */
  readonly binary?: boolean;
}

/** The other end of a socket, in Node or in a page. */
export interface Peer {
  readonly send: (text: string, manner?: Manner) => void;
  readonly close: (code: number, reason: string) => void;
  /** Breaks the connection without a word. */
  readonly reset: () => void;
  /** Stops hearing it, and its closing too; what it answers hears it again. */
  readonly hold?: () => () => void;
}
/** This end of it. */
export interface Seat {
  readonly hear: (text: string) => void;
  readonly leave: () => void;
}
