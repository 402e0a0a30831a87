import { ChatError } from '../protocol/errors.js';
import type { TransportSeams } from '../protocol/transport.js';
import { clockOf } from './clock.js';
import type { FailedRequest } from './failures.js';
import { onBlocked } from './policy.js';

/** What a request is watched by. */
export interface Watched extends TransportSeams {
  readonly address: URL;
  /** Longest wait for the first byte of the answer, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** The page, which tells what its own policy forbids. */
  readonly page?: EventTarget;
}

/** Waits for an answer, and knows why there is none. */
export interface RequestWatch {
  /** Ends the request: we were told to stop, or nothing came for too long. */
  readonly signal: AbortSignal;
  /** Something came: from now on a minute of silence is allowed. */
  readonly alive: () => void;
  /** Silence is right. */
  readonly rest: () => void;
  /** What is known of a request that failed. */
  readonly known: () => Omit<FailedRequest, 'cause' | 'response' | 'idempotent'>;
  /** The end of it; what was not read of the answer stays open no longer. */
  readonly end: () => void;
}

/** Longest silence between two pieces of an answer. */
const IDLE = 60_000;

/** Begins with the request. Throws `aborted` where that is not wanted any more. */
export function watchRequest(watched: Watched): RequestWatch {
  const { address, timeout, signal, page } = watched;
  const { after, now } = clockOf(watched);
  const controller = new AbortController();
  const abort = () => controller.abort();
  let silence: number | undefined;
  let isBlocked = false;
  let rest = () => {};
  const arm = (longest: number) => {
    rest();
    rest = after(longest, () => {
      silence = longest;
      abort();
    });
  };

  if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
  const unwatch = onBlocked(address, () => (isBlocked = true), page);
  signal.addEventListener('abort', abort);
  arm(timeout);
  const offline = globalThis.navigator?.onLine === false;
  return {
    signal: controller.signal,
    alive: () => arm(IDLE),
    rest: () => rest(),
    known: () => ({ address, offline, stopped: signal.aborted, silence, blocked: () => isBlocked, now: now(), after }),
    end() {
      rest();
      unwatch();
      signal.removeEventListener('abort', abort);
      abort();
    },
  };
}
