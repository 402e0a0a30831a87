/** The other end of a socket, in Node or in a page. */
export interface Peer {
  readonly send: (text: string) => void;
  readonly close: (code: number, reason: string) => void;
}
/** This end of it. */
export interface Seat {
  readonly hear: (text: string) => void;
  readonly leave: () => void;
}
