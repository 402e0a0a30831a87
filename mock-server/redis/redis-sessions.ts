import type { Clock } from '../clock.js';
import type { Family } from '../conversations.js';
import { createKept, MOST_KEPT } from '../kept.js';
import { secretOf } from '../sessions/secret.js';
import { type Session, type SessionKeep, type SessionNeeds, sessionsIn, type Sessions } from '../sessions/sessions.js';
import { createTokens, familyOf, type Tokens } from '../sessions/token.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';

const WEEK = 7 * 86_400_000;
/** Bytes of a secret in hexadecimal. */
const SECRET = 32;

/** Sessions that all processes admit, and that end everywhere at once. */
export interface RedisSessions extends Sessions {
  /** Another process said that sessions ended. */
  readonly ended: (ids: readonly string[]) => void;
  /** Looks again whether those last that were admitted here. */
  readonly check: () => Promise<void>;
}

const randomSecret = (): string =>
  [...crypto.getRandomValues(new Uint8Array(SECRET))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The secret that the owner gave, or the one that the first process of all has made. */
function sharedTokens(redis: Redis, names: Names, given: string | undefined, clock: Clock): () => Promise<Tokens> {
  let tokens: Tokens | undefined;
  return async () => {
    if (tokens) return tokens;
    if (given === undefined) await redis.send('SET', names.secret, randomSecret(), 'NX');
    const secret = given ?? String(await redis.send('GET', names.secret));
    return (tokens ??= createTokens(secretOf(secret), clock));
  };
}

/** What sessions in Redis are made for. */
export interface RedisSessionNeeds extends Omit<SessionNeeds, 'most'> {
  readonly redis: Redis;
  readonly names: Names;
}

export function redisSessions({ redis, names, secret, clock, isInUse }: RedisSessionNeeds): RedisSessions {
  /** Those that sockets of this process came in with, among others. */
  const here = createKept<string, Session>(4 * MOST_KEPT, ({ audience, conversation }) =>
    isInUse(familyOf[audience], conversation),
  );
  const end = async (family: Family, conversation: string): Promise<void> => {
    const list = names.sessionsOf(family, conversation);
    const ids = (await redis.send('SMEMBERS', list)) as readonly string[];
    if (ids.length === 0) return;
    await redis.send('DEL', list, ...ids.map(names.session));
    await redis.send('PUBLISH', names.news, JSON.stringify(['ended', ...ids]));
    ids.forEach(here.delete);
  };
  const keep: SessionKeep = {
    async get(id) {
      const text = await redis.send('GET', names.session(id));
      if (typeof text !== 'string') {
        here.delete(id);
        return undefined;
      }
      const session = JSON.parse(text) as Session;
      here.set(id, session);
      return session;
    },
    async put(session) {
      const { id, conversation, expiresAt } = session;
      const list = names.sessionsOf(familyOf[session.audience], conversation);
      const left = Math.max(1, Math.ceil(expiresAt - clock.now()));
      await redis.send('SET', names.session(id), JSON.stringify(session), 'PX', left);
      await redis.send('SADD', list, id);
      await redis.send('PEXPIRE', list, WEEK);
      here.set(id, session);
    },
    has: (id) => here.get(id) !== undefined,
    end,
    clear: here.clear,
  };
  return {
    ...sessionsIn(keep, sharedTokens(redis, names, secret, clock), clock),
    ended: (ids) => ids.forEach(here.delete),
    async check() {
      for (const id of [...here.all().keys()]) if (!(await redis.send('EXISTS', names.session(id)))) here.delete(id);
    },
  };
}
