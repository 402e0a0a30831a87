import type { Clock } from './clock.js';
import { createKept, MOST_KEPT } from './kept.js';
import { Problem } from './problem.js';

const MINUTE = 60_000;

/** Counts messages per session. */
export interface RateLimit {
  /** Takes one message of the session, or answers how many milliseconds it has to wait; 0 means it may pass. */
  readonly take: (session: string) => Promise<number>;
  readonly clear: () => void;
}

/** A bucket of `perMinute / 2` messages per session that refills at `perMinute`; 0 lets everything pass. */
export function createRateLimit(perMinute: number, { now }: Clock): RateLimit {
  const burst = Math.max(1, Math.floor(perMinute / 2));
  const refill = perMinute / MINUTE;
  const buckets = createKept<string, { readonly tokens: number; readonly at: number }>(2 * MOST_KEPT);
  return {
    take: async (session) => {
      if (perMinute === 0) return 0;
      const at = now();
      const bucket = buckets.get(session) ?? { tokens: burst, at };
      const tokens = Math.min(burst, bucket.tokens + (at - bucket.at) * refill);
      const wait = tokens >= 1 ? 0 : Math.ceil((1 - tokens) / refill);
      buckets.set(session, { tokens: wait === 0 ? tokens - 1 : tokens, at });
      return wait;
    },
    clear: () => buckets.clear(),
  };
}

/** The refusal of a message that has to wait. */
export const tooMany = (wait: number): Problem =>
  new Problem(429, 'rate-limited', `Too many messages in this session: wait ${Math.ceil(wait / 1000)} s.`, {
    'retry-after': String(Math.ceil(wait / 1000)),
  });
