/**
 * A place for what outlives the page: keys and values that can be cloned. Pages may bring their own (property
 * `storage`). Every call may reject; whoever keeps something here can do without it.
 */
export interface KeyValueStorage {
  readonly get: (key: string) => Promise<unknown>;
  readonly set: (key: string, value: unknown) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** All whose keys begin with `prefix`, in the order of their keys. */
  readonly entries: (prefix: string) => Promise<readonly (readonly [key: string, value: unknown])[]>;
}

/** Keeps everything until the page is left. */
export function memoryStorage(): KeyValueStorage {
  const kept = new Map<string, unknown>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
    entries: async (prefix) =>
      [...kept].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  };
}
