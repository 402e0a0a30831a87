import type { RateLimit } from '../rate-limit.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';
import { POUR } from './scripts.js';

const MINUTE = 60_000;

/** The same buckets for all processes, by Redis' own clock. */
export const redisRateLimit = (redis: Redis, names: Names, perMinute: number): RateLimit => ({
  take: async (name) =>
    perMinute === 0
      ? 0
      : Number(
          await redis.run(POUR, [names.bucket(name)], [Math.max(1, Math.floor(perMinute / 2)), perMinute / MINUTE]),
        ),
  clear: () => {},
});
