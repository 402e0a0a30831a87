import type { Shelves } from '../shelf.js';
import type { Redis } from './connection.js';
import { keysFrom } from './keys.js';
import type { Names } from './names.js';
import { ADD } from './scripts.js';

/** Shelves that all processes see; what nobody puts again for so many milliseconds is forgotten. */
export function redisShelves(redis: Redis, names: Names, ttl: number): Shelves {
  const read = <T>(text: unknown): T | undefined => (typeof text === 'string' ? (JSON.parse(text) as T) : undefined);
  return {
    shelf<T>(name: string) {
      const get = async (id: string) => read<T>(await redis.send('GET', names.shelf(name, id)));
      const set = (id: string, thing: T, needed: number, ...how: readonly string[]) =>
        redis.send('SET', names.shelf(name, id), JSON.stringify(thing), 'PX', needed, ...how);
      return {
        get,
        put: async (id: string, thing: T, needed = ttl) => void (await set(id, thing, needed)),
        first: async (id: string, thing: T, needed = ttl) =>
          (await set(id, thing, needed, 'NX')) === null ? ((await get(id)) ?? thing) : thing,
        remove: async (id: string) => Number(await redis.send('DEL', names.shelf(name, id))) === 1,
        async all() {
          const keys = await keysFrom(redis, names.shelf(name, ''));
          const texts = keys.length > 0 ? ((await redis.send('MGET', ...keys)) as unknown[]) : [];
          const start = names.shelf(name, '').length;
          const things = texts.map((text, index) => [String(keys[index]).slice(start), read<T>(text)] as const);
          return new Map(things.flatMap(([id, thing]) => (thing === undefined ? [] : [[id, thing] as const])));
        },
      };
    },
    lists: <T>(name: string, most: number) => ({
      add: async (id: string, thing: T) =>
        void (await redis.run(ADD, [names.list(name, id)], [JSON.stringify(thing), most, ttl])),
      async get(id: string) {
        const texts = (await redis.send('LRANGE', names.list(name, id), 0, -1)) as readonly string[];
        return texts.map((text) => JSON.parse(text) as T);
      },
      drop: async (id: string, count: number) => void (await redis.send('LTRIM', names.list(name, id), count, -1)),
    }),
    count: async (name) => Number(await redis.send('INCR', names.count(name))),
    clear: () => {},
  };
}
