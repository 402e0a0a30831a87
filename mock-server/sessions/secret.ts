const BYTES = 32;
/** Fewer different characters than this is a pattern, not a secret. */
const VARIETY = 10;

/** What manuals show, long enough to be copied. */
const shown = [
  'a-string-secret-at-least-256-bits-long',
  'your-super-secret-jwt-token-with-at-least-32-characters-long',
  'this-is-a-secret-key-that-is-at-least-32-characters-long',
];

/** Whether somebody could guess it: shorter than 32 bytes, a pattern, or one that manuals show. */
export const isWeak = (secret: string): boolean =>
  new TextEncoder().encode(secret).length < BYTES ||
  new Set(secret).size < VARIETY ||
  shown.includes(secret.toLowerCase().replace(/[\s_]/g, '-'));

/** The bytes that tokens are signed with; another one for each process unless given. */
export const secretOf = (given: string | undefined): Uint8Array =>
  given === undefined ? crypto.getRandomValues(new Uint8Array(BYTES)) : new TextEncoder().encode(given);
