/** Where a call is. `idle` both before the first one and after each. */
export type CallPhase = 'idle' | 'asking' | 'connecting' | 'live' | 'ending';

/**
 * Why a call is over, in one word. `denied`, `no-microphone`, `microphone-failed`, `insecure` and `unsupported`: nothing
 * was sent yet. `unauthorized`, `refused` and `busy`: the backend did not want it. `unreachable`: nothing got through.
 * `lost`: it was there and went away. `silent`: connected, and nobody answered.
 */
export type CallEnd =
  | 'hung-up'
  | 'left'
  | 'denied'
  | 'no-microphone'
  | 'microphone-failed'
  | 'insecure'
  | 'unsupported'
  | 'unauthorized'
  | 'refused'
  | 'busy'
  | 'unreachable'
  | 'lost'
  | 'silent';

/**
 * Why nobody listens to the visitor any more, where nobody wanted that. `silent`: nothing was heard. `unreachable`: what
 * recognizes speech is not there. `language`: it does not know this one. `too-long`: no more fits into a recording.
 */
export type ListeningEnd =
  | Extract<CallEnd, 'denied' | 'no-microphone' | 'microphone-failed' | 'silent' | 'unreachable'>
  | 'language'
  | 'failed'
  | 'too-long';

/** Words that are being said right now; they become messages of the conversation when they are complete. */
export interface Caption {
  readonly author: 'user' | 'bot';
  readonly text: string;
}

/** All that can be shown of a call. */
export interface CallState {
  readonly phase: CallPhase;
  /** With `idle`, and with `ending`: why. Absent before the first call. */
  readonly end?: CallEnd;
  readonly muted: boolean;
  /** The other side went away for a moment; the call is being connected again. */
  readonly reconnecting: boolean;
  /** Who is heard. */
  readonly speaking?: 'user' | 'bot';
  readonly caption?: Caption;
  /** The browser plays nothing before the visitor acts again: `resume`. */
  readonly soundBlocked: boolean;
}

/** How loud each side is, 0 to 1. */
export interface CallLevels {
  readonly user: number;
  readonly bot: number;
}

/** A line that the visitor can speak on, one call after another. Nothing rejects: the state carries it. */
export interface Call {
  readonly state: {
    readonly get: () => CallState;
    readonly subscribe: (listener: (state: CallState) => void) => () => void;
  };
  /** Begins a call. To be called in the visitor's own gesture, so that the browser lets it be heard. */
  readonly start: () => Promise<void>;
  readonly mute: (muted: boolean) => void;
  /** Lets a blocked sound be heard; in a gesture. */
  readonly resume: () => void;
  /** Ends it, and lets go of the microphone at once. Safe to call often. */
  readonly end: () => Promise<void>;
  /** How loud it is now. Cheap enough for every frame. */
  readonly levels: () => CallLevels;
  /** Milliseconds that the call has been live. */
  readonly duration: () => number;
}
