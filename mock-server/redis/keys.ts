import type { Redis } from './connection.js';
import type { Names } from './names.js';

const AT_ONCE = 500;
/** In a pattern these mean something. */
const literal = (name: string): string => name.replace(/[\\*?[\]]/g, '\\$&');

/** All keys that begin like that. */
export async function keysFrom(redis: Redis, start: string): Promise<readonly string[]> {
  const found = new Set<string>();
  let cursor = '0';
  do {
    const pattern = `${literal(start)}*`;
    const [next, keys] = (await redis.send('SCAN', cursor, 'MATCH', pattern, 'COUNT', AT_ONCE)) as [string, string[]];
    keys.forEach((key) => found.add(key));
    cursor = next;
  } while (cursor !== '0');
  return [...found];
}

/** Removes all that is kept of visitors. What signs tokens stays, and so do signs of life. */
export async function eraseAll(redis: Redis, names: Names): Promise<void> {
  const keys = await keysFrom(redis, names.prefix);
  const kept = keys.filter((key) => key !== names.secret && !key.startsWith(names.alive('')));
  for (let at = 0; at < kept.length; at += AT_ONCE) await redis.send('UNLINK', ...kept.slice(at, at + AT_ONCE));
}
