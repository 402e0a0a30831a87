const LEAST = 1_000;
const MOST = 300_000;

/**
 * The `Retry-After` header, seconds or a date, in milliseconds from `now`: at least a second, at most five minutes.
 * `undefined` when it is absent or says neither.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(MOST, Math.max(LEAST, wait));
}
