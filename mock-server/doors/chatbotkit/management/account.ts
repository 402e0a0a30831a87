import type { Backend } from '../../../backend.js';
import { Problem } from '../../../problem.js';
import { bearer } from '../../../sessions/sessions.js';
import { isAccountKey } from '../../account-key.js';

const LONGEST = 1024;
const LETTERS = 32;

/** Three parts, as session tokens have and keys have not. */
const tokenish = /^[\w-]+\.[\w-]*\.[\w-]*$/;

/**
 * Whose key it is: a name made from the key that does not tell it. Any key opens an account of its own, unless this server
 * takes one alone, or none. Throws a `Problem` for a wrong key, none, or a session token.
 */
export async function accountOf(
  backend: Pick<Backend, 'apiKey' | 'control'>,
  authorization: string | undefined,
): Promise<string> {
  const key = bearer(authorization);
  if (key !== undefined && tokenish.test(key))
    throw new Problem(403, 'not-for-sessions', 'A session token does not open this route.');
  if (key === undefined || key.length > LONGEST || !isAccountKey(backend, key))
    throw new Problem(401, 'unauthorized', 'This route wants an API key.', { 'www-authenticate': 'Bearer' });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, LETTERS);
}
