import type { ChatErrorCode } from '../protocol/errors.js';

/** What to do after a connection was closed. */
export type Ending =
  /** Trying again is no use. */
  | { readonly then: 'stop'; readonly reason: ChatErrorCode }
  /** Who we are was refused: once, with a new token. */
  | { readonly then: 'renew' }
  /** Come back: after the usual wait but not before `least` milliseconds, or at once if the connection was a good one. */
  | { readonly then: 'retry'; readonly reason?: ChatErrorCode; readonly least?: number }
  | { readonly then: 'resync' };

/** A server that says it is busy is left alone for so long at least. */
const BUSY = 5_000;

/** 4400 and up repeat HTTP's meanings, 4409 is another client in our place; 4003 is Hyponema's, 3010 Centrifugo's. */
const endings: Readonly<Record<number, Ending>> = {
  1008: { then: 'stop', reason: 'forbidden' },
  // What was under way is to blame, and would be again.
  1009: { then: 'retry', reason: 'too-large' },
  1013: { then: 'retry', reason: 'rate-limited', least: BUSY },
  3010: { then: 'resync' },
  4003: { then: 'stop', reason: 'forbidden' },
  4400: { then: 'stop', reason: 'rejected' },
  4401: { then: 'renew' },
  4403: { then: 'stop', reason: 'forbidden' },
  4404: { then: 'stop', reason: 'not-found' },
  4409: { then: 'stop', reason: 'elsewhere' },
  4429: { then: 'retry', reason: 'rate-limited', least: BUSY },
};

/** The meaning of a close code. One that says nothing, or that nobody knows, is a lost connection. */
export const endingOf = (code: number): Ending => endings[code] ?? { then: 'retry' };
