import { numberOf, recordOf } from '../../net/untrusted.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 86_400 * SECOND;
/** A turn that begins at the last moment would be refused in the middle of its way. */
const MARGIN = 5 * SECOND;

/** The part of a token that says what it is for. Nothing is believed that the backend does not check itself. */
function claimsOf(token: string): unknown {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

const plausible = (ms: number): number | undefined => (ms > 0 && ms <= DAY ? Math.max(0, ms - MARGIN) : undefined);

/** How long a token that has just come is good for, in milliseconds: by the clock of whoever wrote it. */
export function lifetimeOf(token: string, expiresAt: number | undefined, now: number): number | undefined {
  const { iat, exp } = recordOf(claimsOf(token));
  const [from, to] = [numberOf(iat), numberOf(exp)];
  const own = from === undefined || to === undefined ? undefined : plausible((to - from) * SECOND);
  return own ?? remainingOf(expiresAt, now);
}

/**
 * What is left of one that came earlier. The page's clock may be wrong: what cannot be is unknown, and what may be over
 * is not thrown away by it. The backend decides.
 */
export function remainingOf(expiresAt: number | undefined, now: number): number | undefined {
  const left = expiresAt === undefined ? undefined : plausible(expiresAt - now);
  return left !== undefined && left > MINUTE ? left : undefined;
}
