import type { House } from '../conversations.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';

/** What all rooms of one process have in common. */
export interface RedisHouse extends House {
  readonly redis: Redis;
  readonly names: Names;
  /** This process, for the others. */
  readonly me: string;
  /** Milliseconds after the last word that a conversation is kept. */
  readonly ttl: number;
  /** Entries of a log. */
  readonly most: number;
}
