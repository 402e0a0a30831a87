import type { Platform } from '../platform/platform.js';
import type { KeyValueStorage } from '../platform/storage.js';

/** Writes that may wait a moment, so that what changes often is written seldom. The writes of one key keep their order. */
export interface WriteBehind {
  /**
   * Within a second, very many one after the other, but what was given last with the first of them; the last value wins.
   * What is written already is not written again.
   */
  readonly later: (key: string, value: unknown) => void;
  /** Settles when it is written, or could not be; never rejects. */
  readonly now: (key: string, value: unknown) => Promise<void>;
  /** What waits for these keys is written at once. */
  readonly hurry: (...keys: readonly string[]) => Promise<void>;
  /** Settles when all that waited is written. */
  readonly flush: () => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Whatever begins with `prefix` goes, whoever wrote it, and all that waits; what is written later waits for that. */
  readonly clear: (prefix: string) => Promise<void>;
  /** This is what the storage holds already. */
  readonly know: (key: string, value: unknown) => void;
}
export interface WriteBehindOptions {
  readonly storage: KeyValueStorage;
  readonly platform: Pick<Platform, 'after' | 'attention'>;
}

const DELAY = 1000;
/** Of very many writes so many are begun at a time: whoever types must not wait for all of them. */
const PORTION = 40;
/** Milliseconds between portions. */
const PAUSE = 30;

/** Compared as text: whoever shows what was kept makes equal objects of it, not the same ones. */
function same(a: unknown, b: unknown): boolean {
  try {
    return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b));
  } catch {
    return false;
  }
}

/** Some storages cannot hold a file, or have no room for it: the words are worth more. */
const onlyWords = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

export function createWriteBehind({ storage, platform }: WriteBehindOptions): WriteBehind {
  const waiting = new Map<string, unknown>();
  const written = new Map<string, unknown>();
  const underWay = new Map<string, Promise<void>>();
  let clearing: Promise<void> | undefined;
  let stopWaiting: (() => void) | undefined;

  /** Begins in this very moment where nothing of this key is under way: the page may be gone in the next. */
  function inOrder(key: string, deed: () => Promise<void>): Promise<void> {
    const before = underWay.get(key) ?? clearing;
    const mine = (before ? before.then(deed) : deed()).catch(() => undefined);
    underWay.set(key, mine);
    void mine.then(() => {
      if (underWay.get(key) === mine) underWay.delete(key);
    });
    return mine;
  }

  function now(key: string, value: unknown): Promise<void> {
    waiting.delete(key);
    written.set(key, value);
    return inOrder(key, async () => {
      try {
        await storage.set(key, value).catch(() => storage.set(key, onlyWords(value)));
      } catch {
        // The next change tries again, even if it leads back to this value.
        if (written.get(key) === value) written.delete(key);
      }
    });
  }

  function hurry(...keys: readonly string[]): Promise<void> {
    const all = keys.filter((key) => waiting.has(key)).map((key) => now(key, waiting.get(key)));
    if (!waiting.size) stopWaiting?.();
    return Promise.all(all).then(() => undefined);
  }
  async function flush(): Promise<void> {
    void hurry(...waiting.keys());
    await Promise.all([clearing, ...underWay.values()]);
  }

  function startWaiting(): void {
    if (stopWaiting) return;
    const writeSome = (): void => {
      undo = platform.after(PAUSE, writeSome);
      const keys = [...waiting.keys()];
      // What the visitor writes does not queue behind a long past that has just come.
      void hurry(...new Set([...keys.slice(0, PORTION), ...keys.slice(-1)]));
    };
    let undo = platform.after(DELAY, writeSome);
    const unhear = platform.attention.onSleep(() => void flush());
    stopWaiting = () => {
      stopWaiting = undefined;
      undo();
      unhear();
    };
  }

  return {
    later(key, value) {
      if (!waiting.has(key) && same(written.get(key), value)) return;
      waiting.delete(key);
      waiting.set(key, value);
      startWaiting();
    },
    now,
    hurry,
    flush,
    know: (key, value) => void written.set(key, value),
    remove(key) {
      waiting.delete(key);
      written.delete(key);
      if (!waiting.size) stopWaiting?.();
      return inOrder(key, async () => storage.remove(key));
    },
    clear(prefix) {
      waiting.clear();
      written.clear();
      stopWaiting?.();
      const before = [...(clearing ? [clearing] : []), ...underWay.values()];
      const mine = (async () => {
        await Promise.all(before);
        const entries = await storage.entries(prefix);
        await Promise.allSettled(entries.map(([key]) => storage.remove(key)));
      })()
        .catch(() => undefined)
        .finally(() => {
          if (clearing === mine) clearing = undefined;
        });
      underWay.clear();
      return (clearing = mine);
    },
  };
}
