import type { ReadonlyStore } from '../../core/store.js';
import type { Platform } from '../host.js';
import type { HostStorage } from '../host-storage.js';

/** A host that says nothing on the console. */
export const quietHost: Platform = { env: { platform: 'node' }, warn: () => undefined };

/** Waits for a fact about a store. */
export function until<T>({ get, subscribe }: ReadonlyStore<T>, fact: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (value: T): void => {
      if (!fact(value)) return;
      leave();
      resolve(value);
    };
    const leave = subscribe(look);
    look(get());
  });
}

/** Keeps texts in memory, as an app's storage would. */
export function memoryHostStorage(texts = new Map<string, string>()): HostStorage & { texts: Map<string, string> } {
  return {
    texts,
    getItem: async (key) => texts.get(key) ?? null,
    setItem: async (key, value) => void texts.set(key, value),
    removeItem: async (key) => void texts.delete(key),
  };
}
