import { excerpt, type Asked } from './ask.js';
import { claim } from './rule.js';

/** A token that nobody gave: its words are changed, its signature is not. */
export function forged(token: string): string {
  const [head, words, ...rest] = token.split('.');
  if (words === undefined) return `${token.slice(0, -4)}none`;
  const claims = Buffer.from(words, 'base64url').toString();
  const changed = Buffer.from(claims.replace(/"exp":\d+/, '"exp":9999999999')).toString('base64url');
  return [head, changed === words ? `${words}A` : changed, ...rest].join('.');
}

/** Throws unless it was refused with one of these. */
export function claimStatus({ status, text }: Asked, statuses: readonly number[], of: string): void {
  claim(statuses.includes(status), `${of} has the status ${status}, not ${statuses.join(' or ')}: ${excerpt(text)}`);
}

/** Throws where an address carries what only a header may. */
export function claimNoSecret(url: unknown, token: string, of: string): void {
  claim(typeof url !== 'string' || !url.includes(token), `The token stands in “${of}”.`);
}
