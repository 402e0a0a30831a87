/** What is known by a key, up to a number: what was asked for longest ago is forgotten first. */
export interface Kept<K, V> {
  /** Asking keeps it. */
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  readonly delete: (key: K) => boolean;
  /** Everything in the order in which it came; looking at it is not asking for it. */
  readonly all: () => ReadonlyMap<K, V>;
  readonly clear: () => void;
}

/** How many conversations, and as much of what belongs to them, a server keeps unless told. */
export const MOST_KEPT = 10_000;

/** Among so many something is looked for that may go, each time that something comes. */
const LOOKS = 100;

/** Keeps at most so many, and besides whatever is in use: that is never forgotten. */
export function createKept<K, V>(most: number, isInUse: (value: V, key: K) => boolean = () => false): Kept<K, V> {
  const kept = new Map<K, V>();
  /** Its keys, asked for longest ago first. */
  const recent = new Set<K>();
  function touch(key: K): void {
    recent.delete(key);
    recent.add(key);
  }
  function forget(key: K): boolean {
    recent.delete(key);
    return kept.delete(key);
  }
  function makeRoom(newest: K): void {
    let looks = Math.min(kept.size, LOOKS);
    for (const key of recent) {
      const value = kept.get(key);
      if (kept.size <= most || looks === 0 || key === newest) return;
      looks -= 1;
      // Whatever is in use goes to the end, so that it is not looked at again each time.
      if (value !== undefined && isInUse(value, key)) touch(key);
      else forget(key);
    }
  }
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) touch(key);
      return value;
    },
    set(key, value) {
      kept.set(key, value);
      touch(key);
      makeRoom(key);
    },
    delete: forget,
    all: () => kept,
    clear() {
      kept.clear();
      recent.clear();
    },
  };
}
