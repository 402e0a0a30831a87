import type { Conversations, Family } from '../conversations.js';
import { createKept, MOST_KEPT } from '../kept.js';
import type { RedisHouse } from './redis-house.js';
import { createRedisRoom, type RedisRoom } from './redis-room.js';

/** Rooms of which this process knows the last words, besides those that somebody is in. */
const HELD = MOST_KEPT / 10;

/** Conversations in Redis, as far as this process has to do with them. */
export interface RedisConversations extends Conversations {
  /** The room, where this process knows it. */
  readonly here: (key: string) => RedisRoom | undefined;
  readonly allHere: () => readonly RedisRoom[];
  readonly lose: (key: string) => void;
}

const splitKey = (key: string): readonly [Family, string] => {
  const at = key.indexOf(':');
  return [key.slice(0, at) as Family, key.slice(at + 1)];
};

export function redisConversations(house: RedisHouse): RedisConversations {
  const { redis, names, ttl } = house;
  // A room that a socket or an answer holds on to is here for as long as it does; the others only while there is space.
  const rooms = new Map<string, WeakRef<RedisRoom>>();
  const held = createKept<string, RedisRoom>(HELD);
  const gone = new FinalizationRegistry<string>((key) => rooms.get(key)?.deref() ?? rooms.delete(key));
  const here = (key: string) => rooms.get(key)?.deref();

  async function load(family: Family, id: string, epoch: string): Promise<RedisRoom> {
    const key = `${family}:${id}`;
    const known = here(key);
    const room = known?.epoch === epoch ? known : createRedisRoom(family, id, epoch, house);
    if (room !== known) {
      rooms.set(key, new WeakRef(room));
      gone.register(room, key);
    }
    held.set(key, room);
    const kept = names.room(key);
    const [state, open] = (await Promise.all([
      redis.send('HMGET', kept.room, 'person', 'asked'),
      redis.send('HGETALL', kept.open),
    ])) as [readonly (string | null)[], unknown];
    const [person, asked] = state;
    room.settle(person ?? undefined, asked ?? undefined, flat(open));
    await room.catchUp();
    return room;
  }
  async function find(family: Family, id: string): Promise<RedisRoom | undefined> {
    const epoch = await redis.send('HGET', names.room(`${family}:${id}`).room, 'epoch');
    return typeof epoch === 'string' ? load(family, id, epoch) : undefined;
  }
  return {
    find,
    async join(family, id) {
      const { room } = names.room(`${family}:${id}`);
      const [, , epoch] = await Promise.all([
        redis.send('HSETNX', room, 'epoch', crypto.randomUUID()),
        redis.send('PEXPIRE', room, ttl),
        redis.send('HGET', room, 'epoch'),
        redis.send('ZADD', names.rooms, 'NX', house.clock.now(), `${family}:${id}`),
      ]);
      return load(family, id, String(epoch));
    },
    async all() {
      const keys = (await redis.send('ZRANGE', names.rooms, 0, -1)) as readonly string[];
      const found = await Promise.all(keys.map((key) => find(...splitKey(key))));
      return found.flatMap((room) => room ?? []);
    },
    async forget({ key }) {
      const { log, room, open, turns } = names.room(key);
      const taken = (await redis.send('SMEMBERS', turns)) as readonly string[];
      const spoken = taken.map((turn) => names.turn(key, turn)).flatMap(({ turn, pieces }) => [turn, pieces]);
      await redis.send('DEL', log, room, open, turns, ...spoken);
      await redis.send('ZREM', names.rooms, key);
      rooms.delete(key);
      held.delete(key);
      await redis.send('PUBLISH', names.news, JSON.stringify(['forgotten', key]));
    },
    isInUse: (family, id) => here(`${family}:${id}`)?.isInUse() ?? false,
    clear: () => {},
    here,
    allHere: () => [...rooms.values()].flatMap((room) => room.deref() ?? []),
    lose(key) {
      rooms.delete(key);
      held.delete(key);
    },
  };
}

/** RESP2 says a hash as a list, RESP3 as a map. */
function flat(hash: unknown): readonly string[] {
  if (Array.isArray(hash)) return hash.map(String);
  if (hash instanceof Map) return [...hash.entries()].flat().map(String);
  return Object.entries(hash ?? {})
    .flat()
    .map(String);
}
