/** A value you can read and watch. `subscribe` fires on change only, and never on subscribe. */
export interface ReadonlyStore<T> {
  readonly get: () => T;
  readonly subscribe: (listener: (value: T) => void) => () => void;
}
export interface Store<T> extends ReadonlyStore<T> {
  readonly set: (next: T) => void;
}

/** Change-only and bound, so that it fits `useSyncExternalStore` as it is. */
export function createStore<T>(value: T): Store<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
