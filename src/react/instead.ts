import { isPlain } from '../config/plain.js';

/**
 * Objects add to what was said before, as far down as they go. Props are all that is meant: what one of them has no more
 * is said to be gone.
 */
export function instead(before: unknown, now: unknown): unknown {
  if (!isPlain(before) || !isPlain(now)) return now;
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return Object.fromEntries([...names].map((name) => [name, instead(before[name], now[name])]));
}
