/** The server that is looked at, and whom the rules say they are. */
export interface Target {
  /** What the widget has as its `url`. */
  readonly url: string;
  /** Origin of the page that the rules pretend to be. */
  readonly origin: string;
  /** Account or workspace key, where a wire has one. */
  readonly key?: string;
  readonly widgetId: string;
  readonly channelId: string;
  readonly botToken: string;
  readonly agentId: string;
}

/** Where one rule is tried. */
export interface Ground {
  readonly target: Target;
  /** Aborted when the rule's time is over. */
  readonly signal: AbortSignal;
}

/** One promise of a wire (PROTOCOL.md), and how it is tried: by itself, in a conversation of its own. */
export interface Rule {
  readonly name: string;
  /** What has to hold, in one sentence. */
  readonly says: string;
  /** Rejects where it does not hold: with a `NotOffered` where the server never promised it. */
  readonly check: (ground: Ground) => Promise<void>;
}

/** The wire leaves this to the server, and the server does without. */
export class NotOffered extends Error {}

/** Throws, with one sentence, for what does not hold. */
export function claim(truth: unknown, otherwise: string): asserts truth {
  if (!truth) throw new Error(otherwise);
}
