import { answered, createDatabase, type DatabaseOptions } from './database.js';
import type { Platform } from './platform.js';
import type { KeyValueStorage } from './storage.js';

/** A storage that knows whether it keeps. */
export interface IndexedStorage extends KeyValueStorage {
  /** Whether everything so far lies on this device. What does not is held until the page is left. */
  readonly kept: () => boolean;
  /** Lets go of the database; the next use opens it again. */
  readonly close: () => void;
}
export interface IndexedStorageOptions {
  readonly platform: Pick<Platform, 'after' | 'warn'>;
  /** The browser's own unless told. */
  readonly indexedDB?: DatabaseOptions['indexedDB'];
}
type Entry = readonly [key: string, value: unknown];

const below = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/**
 * Keeps in IndexedDB. Where there is none, or it cannot be opened within a second, is full or breaks, things are held
 * in the page: reads see them, and the developer is told once. A `set` that could only be held rejects, since a
 * smaller value may find room; without a database nothing rejects.
 */
export function openIndexedStorage({ platform, indexedDB }: IndexedStorageOptions): IndexedStorage {
  /** What could not be written; `undefined` stands for what could not be removed. */
  const held = new Map<string, unknown>();
  let warned = false;
  function warn(reason: unknown): void {
    if (!warned) platform.warn('not-kept', 'Not everything that is said here is kept on this device.', reason);
    warned = true;
  }
  const database = createDatabase({ platform, indexedDB, onBroken: warn });

  async function write(key: string, value: unknown, deed: (table: IDBObjectStore) => IDBRequest): Promise<void> {
    held.set(key, value);
    try {
      await database.transact('readwrite', (table) => answered(deed(table)));
    } catch (reason) {
      warn(reason);
      throw reason;
    }
    if (!database.broken() && held.get(key) === value) held.delete(key);
  }

  /** One value that cannot be read any more must not hide the others. */
  async function readEach(prefix: string): Promise<readonly Entry[]> {
    const keys = await database.transact('readonly', (table) => answered(table.getAllKeys(below(prefix))));
    const entries = (keys ?? []).map(async (key): Promise<readonly Entry[]> => {
      try {
        return [[String(key), await database.transact('readonly', (table) => answered(table.get(key)))]];
      } catch (reason) {
        warn(reason);
        database.transact('readwrite', (table) => answered(table.delete(key))).catch(() => undefined);
        return [];
      }
    });
    return (await Promise.all(entries)).flat();
  }
  async function readAll(prefix: string): Promise<readonly Entry[]> {
    try {
      const found = await database.transact('readonly', (table) =>
        Promise.all([answered(table.getAllKeys(below(prefix))), answered(table.getAll(below(prefix)))]),
      );
      const [keys, values] = found ?? [[], []];
      return keys.map((key, index) => [String(key), values[index]]);
    } catch {
      return readEach(prefix);
    }
  }

  return {
    async get(key) {
      return held.has(key)
        ? held.get(key)
        : database.transact('readonly', (table) => answered<unknown>(table.get(key)));
    },
    set: (key, value) => write(key, value, (table) => table.put(value, key)),
    remove: (key) => write(key, undefined, (table) => table.delete(key)),
    async entries(prefix) {
      const entries = new Map(await readAll(prefix));
      for (const [key, value] of held) if (key.startsWith(prefix)) entries.set(key, value);
      return [...entries].filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    },
    kept: () => !database.broken() && held.size === 0,
    close: database.close,
  };
}
