import { fromJson, isPlain } from '../config/plain.js';
import { checksum } from '../core/checksum.js';
import type { ChatUser } from './options.js';

/** What changes with each token of one visitor. */
const fleeting = ['iat', 'exp', 'nbf', 'jti'];

/** Whom a token names: another one for the same visitor names the same. One that cannot be read is somebody by itself. */
function holderOf(token: string): string {
  try {
    const claims = fromJson(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    if (isPlain(claims)) return JSON.stringify(Object.entries(claims).filter(([name]) => !fleeting.includes(name)));
  } catch {
    // No JWT.
  }
  return token;
}

/** What a page says of its visitor. */
interface Named {
  readonly user?: ChatUser;
  readonly contactToken?: string | undefined;
}

/** One word for the visitor, empty for a guest: who have different ones are different people, and share nothing. */
export function visitorOf({ user = {}, contactToken }: Named): string {
  const { external_id, email, phone } = user;
  return external_id || email || phone || (contactToken ? `token-${checksum(holderOf(contactToken))}` : '');
}
