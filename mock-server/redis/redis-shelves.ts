import type { Shelves } from '../shelf.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';

const AT_ONCE = 500;
/** In a pattern these mean something. */
const literal = (name: string): string => name.replace(/[\\*?[\]]/g, '\\$&');

/** Shelves that all processes see; what nobody puts again for so many milliseconds is forgotten. */
export function redisShelves(redis: Redis, names: Names, ttl: number): Shelves {
  async function keysOf(shelf: string): Promise<readonly string[]> {
    const found = new Set<string>();
    let cursor = '0';
    do {
      const pattern = `${literal(names.shelf(shelf, ''))}*`;
      const [next, keys] = (await redis.send('SCAN', cursor, 'MATCH', pattern, 'COUNT', AT_ONCE)) as [string, string[]];
      keys.forEach((key) => found.add(key));
      cursor = next;
    } while (cursor !== '0');
    return [...found];
  }
  const read = <T>(text: unknown): T | undefined => (typeof text === 'string' ? (JSON.parse(text) as T) : undefined);
  return {
    shelf: <T>(name: string) => ({
      get: async (id: string) => read<T>(await redis.send('GET', names.shelf(name, id))),
      put: async (id: string, thing: T) =>
        void (await redis.send('SET', names.shelf(name, id), JSON.stringify(thing), 'PX', ttl)),
      async all() {
        const keys = await keysOf(name);
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
