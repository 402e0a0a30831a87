import { FILE_LIMIT } from '../files.js';
import { memoryStore, type Resources, type Store } from '../store.js';
import { redisMemory } from './redis-memory.js';

const SECOND = 1000;
const WEEK = 7 * 86_400 * SECOND;
const FILES = 256 * 1024 * 1024;

/** How conversations are kept in Redis. Times in milliseconds, sizes in bytes. */
export interface RedisStoreOptions {
  /** What all keys begin with; `chat-widget:` unless given. Servers with the same one are one server. */
  readonly prefix?: string;
  /** How long a conversation is kept after its last word; a week unless given. */
  readonly keepFor?: number;
  /** About how many steps of a conversation are kept; 1000 unless given. */
  readonly entries?: number;
  /** After so long without a sign of life a process is taken for dead, and others go on with its answers; 5000 unless given. */
  readonly lease?: number;
  /** Of a visitor's file; 10 MB unless given, which is the most. */
  readonly largestFile?: number;
  /** Of all visitors' files together, the oldest of which make room; 256 MB unless given. */
  readonly allFiles?: number;
  /** Widgets and bots: they are not in Redis, so that each process has to be given the same. */
  readonly resources?: Resources;
}

/**
 * Keeps conversations, session tokens, rate limits and visitors' files in Redis (6.2 or newer): all processes with the
 * same `url` and `prefix` act as one server. `redis://` or `rediss://`, with a password where there is one; the address is
 * never reported.
 */
export function redisStore(url: string, options: RedisStoreOptions = {}): Store {
  const { prefix = 'chat-widget:', keepFor = WEEK, entries = 1000, lease = 5 * SECOND, resources = {} } = options;
  const { largestFile = FILE_LIMIT, allFiles = FILES } = options;
  return {
    ...memoryStore(resources),
    memory: (needs) => redisMemory(url, { prefix, keepFor, entries, lease, largestFile, allFiles }, needs),
  };
}
