import type { TransportSeams } from '../../protocol/transport.js';

/** Time that passes when a test says so. */
export interface FakeClock extends Required<Pick<TransportSeams, 'now' | 'random' | 'setTimeout' | 'clearTimeout'>> {
  /** Milliseconds pass; what falls due runs in its order. */
  readonly advance: (ms: number) => void;
  /** How many callbacks are waiting. */
  readonly waiting: () => number;
}

export function fakeClock(random = 0.5): FakeClock {
  const due = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let time = 1_000_000;
  let handles = 0;
  return {
    now: () => time,
    random: () => random,
    setTimeout(callback, ms) {
      due.set(++handles, { at: time + ms, callback });
      return handles;
    },
    clearTimeout: (handle: number) => void due.delete(handle),
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const next = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!next) break;
        due.delete(next[0]);
        time = next[1].at;
        next[1].callback();
      }
      time = end;
    },
    waiting: () => due.size,
  };
}
