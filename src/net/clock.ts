import type { TransportSeams } from '../protocol/transport.js';

/** Time and chance as a transport uses them. */
export interface Clock {
  /** Milliseconds since 1970, by a clock that people set. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that only goes forward. */
  readonly elapsed: () => number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** Calls back once, `ms` milliseconds from now; returns its undo. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** The page's own clock, or the one a test brought. */
export function clockOf(seams: TransportSeams): Clock {
  const set = seams.setTimeout ?? ((callback: () => void, ms: number) => setTimeout(callback, ms));
  const clear = (seams.clearTimeout ?? globalThis.clearTimeout.bind(globalThis)) as (handle: unknown) => void;
  return {
    now: seams.now ?? (() => Date.now()),
    elapsed: seams.elapsed ?? (() => performance.now()),
    random: seams.random ?? (() => Math.random()),
    after(ms, callback) {
      const handle = set(callback, ms);
      return () => clear(handle);
    },
  };
}
