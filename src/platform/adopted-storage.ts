import type { Platform } from './platform.js';
import { memoryStorage, type KeyValueStorage } from './storage.js';
import { within } from './within.js';

/** Longer than this a page's own storage is not waited for. */
const PATIENCE = 800;
/** Where the keys are listed for a storage that cannot list them itself. */
const INDEX = 'chat-widget:index';

type Call = (...values: readonly unknown[]) => unknown;
type Entry = readonly [key: string, value: unknown];

const isEntry = (value: unknown): value is Entry => Array.isArray(value) && typeof value[0] === 'string';
const byKey = ([a]: Entry, [b]: Entry): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A storage that the page brought, as we use ours: `get`, `set` and `remove`, that may answer at once or later, and
 * `entries` where it has it. What it answers is not believed, only waited for, and not for long. Without `entries` the
 * keys are listed in a record of their own, which two tabs that write at the same moment may spoil.
 */
export function adoptStorage(raw: unknown, platform: Pick<Platform, 'after' | 'warn'>): KeyValueStorage {
  let warned = false;
  function warn(reason: unknown): void {
    if (!warned) platform.warn('not-kept', 'The storage of this page failed: not all of the chat is kept.', reason);
    warned = true;
  }
  /** Bound to its owner, so that a class will do. */
  function method(name: string): Call | undefined {
    const found: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, name) : undefined;
    return typeof found === 'function' ? (found.bind(raw) as Call) : undefined;
  }
  /** What throws at once, rejects or hangs is the same to us. */
  async function ask(call: Call, ...values: readonly unknown[]): Promise<unknown> {
    try {
      return await within(platform.after, PATIENCE, (async () => call(...values))());
    } catch (reason) {
      warn(reason);
      throw reason;
    }
  }

  const [get, set, remove, list] = ['get', 'set', 'remove', 'entries'].map(method);
  if (!get || !set || !remove) {
    platform.warn('bad-config', 'A storage needs the functions get, set and remove: nothing of the chat is kept.');
    return memoryStorage();
  }

  let indexed: Promise<unknown> = Promise.resolve();
  async function keys(): Promise<readonly string[]> {
    const found = await ask(get as Call, INDEX);
    return Array.isArray(found) ? found.filter((key) => typeof key === 'string') : [];
  }
  /** One change after the other, each on top of what other tabs have written. */
  function reindex(change: (keys: readonly string[]) => readonly string[]): Promise<unknown> {
    const next = indexed.then(async () => {
      const before = await keys();
      const after = change(before);
      if (after.length !== before.length) await ask(set as Call, INDEX, after);
    });
    indexed = next.catch(() => undefined);
    return next;
  }
  async function listByIndex(prefix: string): Promise<readonly unknown[]> {
    const wanted = (await keys()).filter((key) => key.startsWith(prefix));
    return Promise.all(wanted.map(async (key) => [key, await ask(get as Call, key)]));
  }

  return {
    get: (key) => ask(get, key),
    async set(key, value) {
      // Listed first: what is listed and missing does no harm, what is kept and not listed would never be found.
      if (!list) await reindex((all) => (all.includes(key) ? all : [...all, key]));
      await ask(set, key, value);
    },
    async remove(key) {
      await ask(remove, key);
      if (!list) await reindex((all) => all.filter((other) => other !== key));
    },
    async entries(prefix) {
      const found = list ? await ask(list, prefix) : await listByIndex(prefix);
      const entries =
        typeof found === 'object' && found !== null && Symbol.iterator in found
          ? [...(found as Iterable<unknown>)]
          : [];
      return entries
        .filter(isEntry)
        .filter(([key, value]) => key.startsWith(prefix) && value !== undefined && value !== null)
        .sort(byKey);
    },
  };
}
