import type { Clock } from '../clock.js';
import type { Family } from '../conversations.js';

const SECOND = 1000;
/** Characters. Ours have some three hundred. */
const LONGEST = 4096;
/** Seconds that the writer's clock may be ahead of ours. */
const AHEAD = 60;

/** What a token is for: a token for one door opens no other. */
export type Audience = 'chatbotkit' | 'stentor' | 'opencx' | 'hyponema' | 'airy' | 'airy-resume';

/** Whose conversations each of them is about. */
export const familyOf: Readonly<Record<Audience, Family>> = {
  chatbotkit: 'chatbotkit',
  stentor: 'stentor',
  opencx: 'opencx',
  hyponema: 'session',
  airy: 'airy',
  'airy-resume': 'airy',
};

/** What a token says, besides when it was written and until when it counts. */
export interface Claims {
  readonly audience: Audience;
  /** The session's own id. */
  readonly id: string;
  readonly conversation: string;
  /** What else it says, in the words of its door. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Writes and reads session tokens. */
export interface Tokens {
  /** `until`: milliseconds since 1970, to the second. */
  readonly issue: (claims: Claims, until: number) => Promise<string>;
  /** What the token says, or undefined for one that this server did not write for that audience, or that does not count now. */
  readonly verify: (token: string, audience: Audience) => Promise<Claims | undefined>;
}

const load = () => import('jose');
let library: ReturnType<typeof load> | undefined;
/** Fetched with the first token: a page that has none does without. To ask the loader each time costs more than a token. */
const jose = () => (library ??= load());

/** The seconds of a claim; what is not a whole number of them is never in force. */
const seconds = (claim: unknown): number => (Number.isSafeInteger(claim) ? Number(claim) : NaN);

/** JWTs by HMAC with SHA-256 and no other algorithm. */
export function createTokens(secret: Uint8Array, { now }: Clock): Tokens {
  return {
    async issue({ audience, id, conversation, more = {} }, until) {
      const { SignJWT } = await jose();
      return new SignJWT(more)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setAudience(audience)
        .setSubject(conversation)
        .setJti(id)
        .setIssuedAt(Math.floor(now() / SECOND))
        .setExpirationTime(Math.floor(until / SECOND))
        .sign(secret);
    },

    async verify(token, audience) {
      if (token.length > LONGEST) return undefined;
      const { jwtVerify, base64url } = await jose();
      try {
        const read = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          typ: 'JWT',
          audience,
          currentDate: new Date(now()),
        });
        const { alg, typ } = read.protectedHeader;
        const { sub, jti, iat, exp } = read.payload;
        // One spelling: decoders forgive padding, spaces and stray bits, and a header may name a key or say a thing twice.
        const parts = token.split('.');
        const canonical = parts.every((part) => base64url.encode(base64url.decode(part)) === part);
        const [header = ''] = parts;
        const plain = new TextDecoder().decode(base64url.decode(header)) === JSON.stringify({ alg, typ });
        const timely = seconds(iat) <= now() / SECOND + AHEAD && seconds(exp) * SECOND > now();
        if (!canonical || !plain || !timely || typeof sub !== 'string' || typeof jti !== 'string') return undefined;
        return { audience, id: jti, conversation: sub };
      } catch {
        // Whatever is wrong with it, it is no token of ours.
        return undefined;
      }
    },
  };
}
