import type { Clock } from './clock.js';

const BASE = 500;
const CAP = 30_000;
/** A connection that lived this long was a good one; shorter lives keep counting, so that flapping slows down. */
const PROVEN = 10_000;

/** How long to wait before the next attempt: full jitter, `rand(0, min(30 s, 500 ms · 2^n))`. */
export interface Backoff {
  /** The connection can be used. */
  readonly ready: () => void;
  /** Milliseconds to wait after a loss; the next loss waits longer, unless `ready` lasted ten seconds. */
  readonly next: () => number;
}

export function createBackoff({ now, random }: Pick<Clock, 'now' | 'random'>): Backoff {
  let attempt = 0;
  let readySince: number | undefined;
  return {
    ready: () => (readySince = now()),
    next() {
      if (readySince !== undefined && now() - readySince >= PROVEN) attempt = 0;
      readySince = undefined;
      return random() * Math.min(CAP, BASE * 2 ** attempt++);
    },
  };
}
