import type { Backend } from '../backend.js';
import { Problem } from '../problem.js';
import { bearer, type Session } from '../sessions/sessions.js';
import { isAccountKey } from './account-key.js';

/** Throws for a request without the account key that this server takes. */
export function checkKey(backend: Pick<Backend, 'apiKey' | 'control'>, authorization: string | undefined): void {
  if (backend.apiKey !== undefined && !isAccountKey(backend, bearer(authorization)))
    throw new Problem(401, 'unauthorized', 'The account key is missing or wrong.', { 'www-authenticate': 'Bearer' });
}

/** The headers of a call. */
type Header = (name: string) => string | undefined;

/**
 * Lets in who may speak at stentor's doors: by the account key, or where this server wants session tokens by one of
 * those, whose session is answered. Throws a `Problem` for all others.
 */
export async function checkCaller(backend: Backend, header: Header): Promise<Session | undefined> {
  if (!backend.tokens) return void checkKey(backend, header('authorization'));
  return backend.sessions.admit('stentor', bearer(header('authorization')), header('origin') ?? null);
}

/** Throws where a session speaks for another conversation than its own. */
export function checkConversation(session: Session | undefined, conversation: string): void {
  if (session && session.conversation !== conversation)
    throw new Problem(403, 'wrong-conversation', 'The session token belongs to another conversation.');
}
