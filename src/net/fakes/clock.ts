import type { TransportSeams } from '../../protocol/transport.js';

/** Time that passes when a test says so. */
export interface FakeClock extends Required<
  Pick<TransportSeams, 'now' | 'elapsed' | 'random' | 'setTimeout' | 'clearTimeout'>
> {
  /** Milliseconds pass; what falls due runs in its order. */
  readonly advance: (ms: number) => void;
  /** Milliseconds pass for everybody but us; what fell due meanwhile runs all at once, late. */
  readonly freeze: (ms: number) => void;
  /** Somebody sets the clock on the wall. */
  readonly jump: (ms: number) => void;
  /** How many callbacks are waiting. */
  readonly waiting: () => number;
}

export function fakeClock(random = 0.5): FakeClock {
  const due = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let time = 1_000_000;
  let skew = 0;
  let handles = 0;
  const advance = (ms: number): void => {
    const end = time + ms;
    for (;;) {
      const next = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      due.delete(next[0]);
      time = Math.max(time, next[1].at);
      next[1].callback();
    }
    time = end;
  };
  return {
    now: () => time + skew,
    elapsed: () => time,
    random: () => random,
    setTimeout(callback, ms) {
      due.set(++handles, { at: time + ms, callback });
      return handles;
    },
    clearTimeout: (handle: number) => void due.delete(handle),
    advance,
    freeze(ms) {
      time += ms;
      advance(0);
    },
    jump: (ms) => void (skew += ms),
    waiting: () => due.size,
  };
}
