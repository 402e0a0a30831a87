import type { Platform } from '../platform.js';

/** A machine whose time, attention and network are a test's business. */
export interface FakePlatform extends Platform {
  /** Milliseconds pass; what falls due runs in its order, and promises settle between. */
  readonly advance: (ms: number) => Promise<void>;
  /** The page is seen again, or the network is back. */
  readonly wake: () => void;
  /** The page is put away. */
  readonly sleep: () => void;
  /** Codes of the lines for the developer. */
  readonly warnings: string[];
  /** Timers and listeners that are still there. */
  readonly waiting: () => number;
}

/** Promises settle, those of a storage included; no time passes. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
};

export function fakePlatform(random = 0.5): FakePlatform {
  const due = new Map<number, { readonly at: number; readonly callback: () => void }>();
  const wakers = new Set<() => void>();
  const sleepers = new Set<() => void>();
  const warnings: string[] = [];
  let time = 1_760_000_000_000;
  let ids = 0;
  const listen = (to: Set<() => void>) => (listener: () => void) => {
    to.add(listener);
    return () => void to.delete(listener);
  };
  return {
    now: () => time,
    elapsed: () => time,
    random: () => random,
    newId: () => `id-${++ids}`,
    warn: (code) => void warnings.push(code),
    warnings,
    after(ms, callback) {
      const id = ++ids;
      due.set(id, { at: time + ms, callback });
      return () => void due.delete(id);
    },
    attention: { hidden: () => false, online: () => true, onWake: listen(wakers), onSleep: listen(sleepers) },
    async advance(ms) {
      const end = time + ms;
      await settle();
      for (;;) {
        const [next] = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        due.delete(next[0]);
        time = Math.max(time, next[1].at);
        next[1].callback();
        await settle();
      }
      time = end;
    },
    wake: () => [...wakers].forEach((listener) => listener()),
    sleep: () => [...sleepers].forEach((listener) => listener()),
    waiting: () => due.size + wakers.size + sleepers.size,
  };
}
