import type { KeyValueStorage } from '../../src/platform/storage.js';
import type { Shelf } from '../../src/protocol/transport.js';
import type { Chance } from './chance.js';
import type { Page } from './page.js';
import type { Time } from './time.js';

/** How the disk behaves. */
export type DiskMood = 'good' | 'slow' | 'rejects' | 'hangs';

/** What a browser keeps for a profile, over all loads of all its tabs. */
export interface Disk {
  readonly storageFor: (page: Page) => KeyValueStorage;
  /** Tokens are in all tabs at once: a page that loads finds what the one before it had. */
  readonly shelf: Shelf;
  readonly be: (mood: DiskMood) => void;
  readonly wipe: () => void;
  readonly mood: () => DiskMood;
  /** Whether anything that it holds speaks of this id. */
  readonly knows: (id: string) => boolean;
}

export function createDisk(time: Time, chance: Chance): Disk {
  const kept = new Map<string, unknown>();
  const tokens = new Map<string, string | undefined>();
  let mood: DiskMood = 'good';
  let last = 0;
  /** Pages that crashed, and the end of what they asked for was lost. */
  const cut = new Set<Page>();

  /** As a database does it: in the order of asking, and after a crash up to some point of it. */
  function asked<T>(page: Page, deed: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (page.life() === 'dead') return;
      if (mood === 'hangs') return;
      if (mood === 'rejects')
        return void time.after(1, () => page.run(() => reject(new DOMException('Full.', 'QuotaExceededError'))));
      const wait = mood === 'slow' ? chance.between(50, 3_000) : chance.between(0, 4);
      last = Math.max(last, time.elapsed() + wait);
      time.after(last - time.elapsed(), () => {
        if (page.crashed() && !cut.has(page) && chance.maybe(0.3)) cut.add(page);
        if (cut.has(page)) return;
        const result = deed();
        page.run(() => resolve(result));
      });
    });
  }

  return {
    storageFor: (page) => ({
      get: (key) => asked(page, () => structuredClone(kept.get(key))),
      set: (key, value) => {
        const copy: unknown = structuredClone(value);
        return asked(page, () => void kept.set(key, copy));
      },
      remove: (key) => asked(page, () => void kept.delete(key)),
      entries: (prefix) =>
        asked(page, () =>
          [...kept]
            .filter(([key]) => key.startsWith(prefix))
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, value]) => [key, structuredClone(value)] as const),
        ),
    }),
    shelf: { get: (name) => tokens.get(name), put: (name, token) => void tokens.set(name, token) },
    be: (next) => void (mood = next),
    wipe() {
      kept.clear();
      tokens.clear();
    },
    mood: () => mood,
    knows: (id) => [...kept.keys()].some((key) => key.endsWith(`/${id}`)),
  };
}
