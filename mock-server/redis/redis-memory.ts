import type { Memory, MemoryNeeds } from '../memory.js';
import { connect } from './connection.js';
import { eraseAll } from './keys.js';
import type { JsonObject } from '../doors/json.js';
import { keepAlive } from './life.js';
import { namesWith } from './names.js';
import { redisConversations } from './redis-conversations.js';
import { redisFiles } from './redis-files.js';
import { redisRateLimit } from './redis-rate-limit.js';
import type { Numbered } from './redis-room.js';
import { redisSessions } from './redis-sessions.js';
import { redisShelves } from './redis-shelves.js';

/** How conversations are kept in Redis. Times in milliseconds. */
export interface RedisKeeping {
  readonly prefix: string;
  readonly keepFor: number;
  readonly entries: number;
  readonly lease: number;
  readonly largestFile: number;
  readonly allFiles: number;
}

/** What one process publishes for the others. */
type News =
  | readonly ['room', key: string, ...Numbered]
  | readonly ['sign', key: string, from: string, sign: JsonObject]
  | readonly ['stop', key: string, turn: string]
  | readonly ['forgotten', key: string]
  | readonly ['ended', ...ids: string[]]
  | readonly ['erased'];

/** The memory of a server that is many processes: each knows what it has to do with, and hears of the rest as it happens. */
export function redisMemory(
  url: string,
  keeping: RedisKeeping,
  { house, secret, rateLimit, arrivals }: MemoryNeeds,
): Memory {
  const { prefix, keepFor, entries, lease, largestFile, allFiles } = keeping;
  const redis = connect(url, house.report);
  const names = namesWith(prefix);
  const me = crypto.randomUUID();
  const conversations = redisConversations({ ...house, redis, names, me, ttl: keepFor, most: entries });
  const { isInUse } = conversations;
  const sessions = redisSessions({ redis, names, secret, clock: house.clock, isInUse });

  const hear: { readonly [T in News[0]]: (news: Extract<News, readonly [T, ...unknown[]]>) => void } = {
    room: ([, key, ...numbered]) => conversations.here(key)?.take(numbered),
    sign: ([, key, from, sign]) => void (from !== me && conversations.here(key)?.sign(sign)),
    stop: ([, key, turn]) => conversations.here(key)?.stop(turn),
    forgotten: ([, key]) => conversations.lose(key),
    ended: ([, ...ids]) => sessions.ended(ids),
    erased: () => {
      for (const { key } of conversations.allHere()) conversations.lose(key);
      sessions.clear();
    },
  };
  redis.hear(names.news, (text) => {
    const news = JSON.parse(text) as News;
    (hear[news[0]] as (news: News) => void)(news);
  });
  redis.onReturn(() => {
    for (const room of conversations.allHere()) void room.catchUp().catch(() => {});
    void sessions.check().catch(() => {});
  });
  const life = keepAlive({ ...{ redis, names, me, lease, report: house.report }, rooms: conversations.allHere });

  return {
    conversations,
    sessions,
    rateLimit: redisRateLimit(redis, names, rateLimit),
    arrivals: redisRateLimit(redis, names, arrivals),
    shelves: redisShelves(redis, names, keepFor),
    files: redisFiles(redis, names, { largest: largestFile, together: allFiles, ttl: keepFor }),
    async erase() {
      await eraseAll(redis, names);
      hear.erased(['erased']);
      await redis.send('PUBLISH', names.news, JSON.stringify(['erased']));
    },
    async close() {
      await life.end();
      await redis.close();
    },
  };
}
