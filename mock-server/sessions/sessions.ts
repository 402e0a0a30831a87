import type { Clock } from '../clock.js';
import type { Family } from '../conversations.js';
import { createKept, MOST_KEPT } from '../kept.js';
import { normalOrigin } from '../origin.js';
import { Problem } from '../problem.js';
import { secretOf } from './secret.js';
import { type Audience, createTokens, familyOf, type Tokens } from './token.js';

const SECOND = 1000;
/** Tokens of one conversation: to speak, to come back, renewed ones. */
const TOKENS = 4;

/** One visitor's leave to take part in one conversation, from one page, for a while. */
export interface Session {
  readonly id: string;
  readonly audience: Audience;
  readonly conversation: string;
  /** The widget's key, where the door knows of widgets. */
  readonly widget?: string;
  /** The page's origin; null is a caller that is no page, undefined means that it is for any. */
  readonly origin: string | null | undefined;
  /** What its token says besides, in the words of its door. */
  readonly more?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What a session is opened with. */
export interface Opening extends Omit<Session, 'id' | 'expiresAt'> {
  /** How long it lasts. */
  readonly seconds: number;
}

/** All sessions; of too many the one ends that was quiet the longest. */
export interface Sessions {
  readonly open: (opening: Opening) => Promise<Session & { readonly token: string }>;
  /** The session that a token opens for a page. Throws a `Problem` with status 401, or 403 for another page's token. */
  readonly admit: (audience: Audience, token: string | undefined, origin: string | null) => Promise<Session>;
  /** Whether it was neither ended nor outlived. */
  readonly lasts: (session: Session) => boolean;
  /** Ends every session of that conversation at those doors: no token of it counts any more. */
  readonly end: (family: Family, conversation: string) => Promise<void>;
  readonly clear: () => void;
}

const spelled = (origin: string): string => normalOrigin(origin) ?? origin;

/** The token of an `Authorization` header. */
export const bearer = (authorization: string | undefined): string | undefined =>
  /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];

/** Where sessions lie. */
export interface SessionKeep {
  readonly get: (id: string) => Promise<Session | undefined>;
  readonly put: (session: Session) => Promise<void>;
  /** Whether it is known to be there still: a socket asks that for every word. */
  readonly has: (id: string) => boolean;
  readonly end: (family: Family, conversation: string) => Promise<void>;
  readonly clear: () => void;
}

/** Sessions in this process; of too many the one ends that was quiet the longest. */
function memoryKeep(isInUse: (session: Session) => boolean, most: number): SessionKeep {
  const sessions = createKept<string, Session>(most, isInUse);
  return {
    get: async (id) => sessions.get(id),
    put: async (session) => sessions.set(session.id, session),
    has: (id) => sessions.get(id) !== undefined,
    end: async (family, conversation) => {
      for (const [id, session] of sessions.all())
        if (session.conversation === conversation && familyOf[session.audience] === family) sessions.delete(id);
    },
    clear: sessions.clear,
  };
}

/** Sessions wherever they lie; `tokensOf` is asked for each token, since what signs them may have to be looked up. */
export function sessionsIn(keep: SessionKeep, tokensOf: () => Promise<Tokens>, clock: Clock): Sessions {
  const lasts = ({ id, expiresAt }: Session) => keep.has(id) && expiresAt > clock.now();
  return {
    async open({ seconds, origin, ...about }) {
      // Tokens know whole seconds only.
      const expiresAt = (Math.floor(clock.now() / SECOND) + seconds) * SECOND;
      const session = { ...about, id: crypto.randomUUID(), origin: origin && spelled(origin), expiresAt };
      await keep.put(session);
      return { ...session, token: await (await tokensOf()).issue(session, expiresAt) };
    },
    async admit(audience, token, origin) {
      const claims = token === undefined ? undefined : await (await tokensOf()).verify(token, audience);
      const session = claims && (await keep.get(claims.id));
      if (!session || session.conversation !== claims.conversation || !lasts(session))
        throw new Problem(401, 'unauthorized', 'The session token is missing, wrong or expired.', {
          'www-authenticate': 'Bearer',
        });
      if (session.origin !== undefined && session.origin !== (origin && spelled(origin)))
        throw new Problem(403, 'wrong-origin', 'The session token belongs to a page of another origin.');
      return session;
    },
    lasts,
    end: keep.end,
    clear: keep.clear,
  };
}

/** What sessions of a server that is one process are made for. */
export interface SessionNeeds {
  readonly clock: Clock;
  /** What tokens are signed with; something that nobody knows unless given. */
  readonly secret: string | undefined;
  /** Whether a conversation is in use: as long as it is, its sessions last. */
  readonly isInUse: (family: Family, conversation: string) => boolean;
  /** How many conversations there may be. */
  readonly most?: number;
}

/** Sessions of a server that is one process. */
export function createSessions({ clock, secret, isInUse, most = MOST_KEPT }: SessionNeeds): Sessions {
  const tokens = createTokens(secretOf(secret), clock);
  const serves = ({ audience, conversation }: Session) => isInUse(familyOf[audience], conversation);
  return sessionsIn(memoryKeep(serves, TOKENS * most), async () => tokens, clock);
}
