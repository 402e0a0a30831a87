import type { Shelves } from '../shelf.js';
import type { Redis } from './connection.js';
import { keysFrom } from './keys.js';
import type { Names } from './names.js';

/** Shelves that all processes see; what nobody puts again for so many milliseconds is forgotten. */
export function redisShelves(redis: Redis, names: Names, ttl: number): Shelves {
  const read = <T>(text: unknown): T | undefined => (typeof text === 'string' ? (JSON.parse(text) as T) : undefined);
  return {
    shelf: <T>(name: string) => ({
      get: async (id: string) => read<T>(await redis.send('GET', names.shelf(name, id))),
      put: async (id: string, thing: T) =>
        void (await redis.send('SET', names.shelf(name, id), JSON.stringify(thing), 'PX', ttl)),
      async all() {
        const keys = await keysFrom(redis, names.shelf(name, ''));
        const texts = keys.length > 0 ? ((await redis.send('MGET', ...keys)) as unknown[]) : [];
        const start = names.shelf(name, '').length;
        const things = texts.map((text, index) => [String(keys[index]).slice(start), read<T>(text)] as const);
        return new Map(things.flatMap(([id, thing]) => (thing === undefined ? [] : [[id, thing] as const])));
      },
    }),
    count: async (name) => Number(await redis.send('INCR', names.count(name))),
    clear: () => {},
  };
}
