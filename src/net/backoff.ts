import type { Clock } from './clock.js';

const CAP = 30_000;
/** A connection that lived this long was a good one; shorter lives keep counting, so that flapping slows down. */
const PROVEN = 10_000;
const MINUTE = 60_000;
const MOST_A_MINUTE = 20;

/** When to try again. The wait has full jitter: `rand(0, min(30 s, base · 2^n))`. */
export interface Backoff {
  /** An attempt begins. */
  readonly attempt: () => void;
  /** The connection can be used. */
  readonly ready: () => void;
  /** The connection is gone; true when it lasted ten seconds and more, and waits begin anew. */
  readonly lost: () => boolean;
  /** Milliseconds to wait; each time longer. */
  readonly next: () => number;
  /** Milliseconds until one more attempt may begin, whoever wants it: no more than twenty do in a minute. */
  readonly rest: () => number;
}

export function createBackoff({ elapsed, random }: Pick<Clock, 'elapsed' | 'random'>, base = 500): Backoff {
  let failures = 0;
  let readySince: number | undefined;
  let recent: readonly number[] = [];
  const rest = (): number => {
    const oldest = recent.at(-MOST_A_MINUTE);
    return oldest === undefined ? 0 : Math.max(0, oldest + MINUTE - elapsed());
  };
  return {
    attempt: () => (recent = [...recent, elapsed()].slice(-MOST_A_MINUTE)),
    ready: () => (readySince = elapsed()),
    lost() {
      const proven = readySince !== undefined && elapsed() - readySince >= PROVEN;
      if (proven) failures = 0;
      readySince = undefined;
      return proven;
    },
    next: () => Math.max(rest(), random() * Math.min(CAP, base * 2 ** failures++)),
    rest,
  };
}
