import type { Clock } from './clock.js';
import { createKept, MOST_KEPT } from './kept.js';
import { Problem } from './problem.js';

const MINUTE = 60_000;

interface Bucket {
  readonly tokens: number;
  /** When so many were in it. */
  readonly at: number;
}

/** Counts what comes by whom it comes from: a session's messages, what an address begins. */
export interface RateLimit {
  /** Takes one of that name, or answers how many milliseconds it has to wait; 0 means it may pass. */
  readonly take: (name: string) => Promise<number>;
  readonly clear: () => void;
}

/**
 * A bucket of `perMinute / 2` for each name that refills at `perMinute`; 0 lets everything pass. One that is full again is
 * as good as none: of more than `most` those go, and no other, or whoever comes under many names would empty their own.
 */
export function createRateLimit(perMinute: number, { now }: Clock, most = 2 * MOST_KEPT): RateLimit {
  const burst = Math.max(1, Math.floor(perMinute / 2));
  const refill = perMinute / MINUTE;
  const poured = ({ tokens, at }: Bucket): number => Math.min(burst, tokens + (now() - at) * refill);
  const buckets = createKept<string, Bucket>(most, (bucket) => poured(bucket) < burst);
  return {
    take: async (name) => {
      if (perMinute === 0) return 0;
      const at = now();
      const tokens = poured(buckets.get(name) ?? { tokens: burst, at });
      const wait = tokens >= 1 ? 0 : Math.ceil((1 - tokens) / refill);
      buckets.set(name, { tokens: wait === 0 ? tokens - 1 : tokens, at });
      return wait;
    },
    clear: () => buckets.clear(),
  };
}

/** The refusal of what has to wait. */
export const tooMany = (wait: number, why = 'Too many messages in this session'): Problem =>
  new Problem(429, 'rate-limited', `${why}: wait ${Math.ceil(wait / 1000)} s.`, {
    'retry-after': String(Math.ceil(wait / 1000)),
  });
