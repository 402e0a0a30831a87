import { adoptStorage } from '../platform/adopted-storage.js';
import type { Platform } from '../platform/platform.js';
import type { KeyValueStorage } from '../platform/storage.js';

/** A storage as hosts have it: texts by key. `localStorage` fits, and so do those of React Native. */
export interface HostStorage {
  readonly getItem: (key: string) => Promise<string | null> | string | null;
  readonly setItem: (key: string, value: string) => Promise<void> | void;
  readonly removeItem: (key: string) => Promise<void> | void;
  readonly isAvailable?: () => Promise<boolean> | boolean;
}

/** A text that is no JSON was not written by us. */
function read(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same storage as we use ours: values in place of texts, and a list of what is there. */
export const valuesIn = (host: HostStorage, platform: Pick<Platform, 'after' | 'warn'>): KeyValueStorage =>
  adoptStorage(
    {
      get: async (key: string) => read(await host.getItem(key)),
      set: async (key: string, value: unknown) => host.setItem(key, JSON.stringify(value)),
      remove: async (key: string) => host.removeItem(key),
    },
    platform,
  );
