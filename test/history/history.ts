import type { Commit, Word } from '../../mock-server/journal.js';

/** What a visitor meant to say. */
export interface Submission {
  /** The id it was given at once, where it is known. */
  readonly id?: string;
  readonly text: string;
  /** Milliseconds since 1970, as all times here. */
  readonly at: number;
}

/** `GET /__mock/journal`. */
export interface Journal {
  readonly commits: readonly Commit[];
  readonly words: readonly Word[];
}

/** One request or frame that arrived, as `GET /__mock/requests` lists it; more fields do no harm. */
export interface Arrival {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly body: unknown;
}

/** `GET /__mock/connections`: what is open now, and most at once since the last reset. */
export interface Connections {
  readonly sockets: number;
  readonly streams: number;
  readonly mostSockets: number;
  readonly mostStreams: number;
}

/** A bubble as the visitor saw it. */
export interface Bubble {
  readonly id: string;
  /** `user`, `bot`, `agent` or `system`. */
  readonly author: string;
  readonly text: string;
  /** `pending`, `delivered` or `failed`. */
  readonly delivery: string;
}

/** All bubbles of one page in one frame, top to bottom. */
export interface Sight {
  readonly at: number;
  /** Which page: every load of every tab has a name of its own. */
  readonly page: string;
  readonly bubbles: readonly Bubble[];
}

/** Where a secret could have been left: a key of the storage, an address, the console, the document. */
export interface Trace {
  /** For the reader of a violation, such as `localStorage chat-widget:…`. */
  readonly where: string;
  readonly text: string;
}

/** One conversation as everybody saw it, from its first word until it has come to rest. */
export interface History {
  /** When it came to rest: nothing fails any more, and there was time enough to recover. */
  readonly at: number;
  /** A repeated id is acted on once: the transport may send again by itself. */
  readonly idempotent: boolean;
  /** Ids of messages that the visitor sent again by hand, once for each time; see the rule D. Unknown unless given. */
  readonly retried?: readonly string[];
  readonly submitted: readonly Submission[];
  readonly journal: Journal;
  /** How often the server had been restarted at rest; the last epoch of the journal unless given. */
  readonly epoch?: number;
  /** The sessions of this conversation; all in the journal unless given. */
  readonly sessions?: readonly string[];
  readonly requests: readonly Arrival[];
  readonly connections: Connections;
  /** Oldest first. The last one of each page in `open` is what is there at rest. */
  readonly sights: readonly Sight[];
  /** The pages that are still open at rest. */
  readonly open: readonly string[];
  /** What must be found nowhere: tokens, keys. */
  readonly secrets: readonly string[];
  readonly traces: readonly Trace[];
  /** When the visitor began anew or had everything erased: what was said before need not be on screen any more. */
  readonly restarts?: readonly number[];
  /** Ids that nobody need see: an answer the visitor stopped, a message they deleted. */
  readonly dismissed?: readonly string[];
  /** Longest time that a message may be PENDING while the server can be reached; 2 minutes and the ack timeout unless given. */
  readonly patience?: number;
  /** Spans in which the server could not be reached: no time counts as waiting in them. */
  readonly away?: readonly { readonly from: number; readonly to: number }[];
}
