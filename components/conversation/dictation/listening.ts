import type { ReadonlyStore } from '../../../src/core/store.js';
import type { ListeningEnd } from '../../../src/protocol/voice.js';

/** Where it is. `recorded`: no more fits in or comes, and it is the visitor's to send it. */
export type ListeningPhase = 'idle' | 'asking' | 'listening' | 'recorded';

/** All that can be shown of a visitor who speaks. */
export interface ListeningState {
  readonly phase: ListeningPhase;
  /** With `idle` and `recorded`: what went wrong. */
  readonly end?: ListeningEnd;
  /** With `listening`: soon no more fits in; `for-now`: unless the visitor asks for more time. */
  readonly ending?: 'for-now' | 'for-good';
}

/** What listens to the visitor, one time after the other. Nothing rejects: the state carries it. */
export interface Listening {
  readonly state: ReadonlyStore<ListeningState>;
  /** To be called in the visitor's own gesture: the browser asks for the microphone. */
  readonly start: () => void;
  /** Ends it and keeps what was said. */
  readonly stop: () => void;
  /** Ends it at once; nothing more comes of it. */
  readonly cancel: () => void;
  /** Milliseconds that it has listened. */
  readonly duration: () => number;
}
