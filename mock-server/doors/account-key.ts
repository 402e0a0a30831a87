import type { Backend } from '../backend.js';

/** Takes as long wherever the two differ: nobody can find a secret out sign by sign. */
function isSame(given: string, secret: string): boolean {
  const [one, other] = [given, secret].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  let difference = one.length ^ other.length;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at % other.length] ?? 0);
  return difference === 0;
}

/**
 * Whether a key is the account's. A server without one takes any where it is there to be tried, and none where it is
 * there for visitors: whoever has the key reads everything.
 */
export const isAccountKey = (
  { apiKey, control }: Pick<Backend, 'apiKey' | 'control'>,
  key: string | undefined,
): boolean => (apiKey === undefined ? control : key !== undefined && isSame(key, apiKey));
