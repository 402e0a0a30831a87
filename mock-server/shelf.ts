import type { Family } from './conversations.js';
import { createKept, MOST_KEPT } from './kept.js';

/** What doors know of a conversation or a person besides what is said: by id, and as JSON could tell it. */
export interface Shelf<T> {
  readonly get: (id: string) => Promise<T | undefined>;
  /** Takes the place of what has the id. With `needed` it may be forgotten after so many milliseconds. */
  readonly put: (id: string, thing: T, needed?: number) => Promise<void>;
  /** Puts it where nothing has the id, and answers what has it now: of several at once all hear of the same. */
  readonly first: (id: string, thing: T, needed?: number) => Promise<T>;
  /** Whether it was there: of several at once one hears that it was. */
  readonly remove: (id: string) => Promise<boolean>;
  readonly all: () => Promise<ReadonlyMap<string, T>>;
}

/** Lists by id, each in the order in which its things came. */
export interface Lists<T> {
  readonly add: (id: string, thing: T) => Promise<void>;
  readonly get: (id: string) => Promise<readonly T[]>;
  /** Forgets so many, the oldest first. */
  readonly drop: (id: string, count: number) => Promise<void>;
}

/** Every shelf of a server, by name. */
export interface Shelves {
  /** Things whose ids are those of a family's conversations stay for as long as those are in use. */
  readonly shelf: <T>(name: string, family?: Family) => Shelf<T>;
  /** In each list are the newest `most`. */
  readonly lists: <T>(name: string, most: number) => Lists<T>;
  /** Counts from 1, each number once. */
  readonly count: (name: string) => Promise<number>;
  readonly clear: () => void;
}

/** Shelves in this process and nowhere else; of too many things the one is forgotten that was quiet the longest. */
export function memoryShelves(isInUse: (family: Family, id: string) => boolean, most = MOST_KEPT): Shelves {
  const clearing: (() => void)[] = [];
  const counts = new Map<string, number>();
  return {
    shelf<T>(_: string, family?: Family) {
      const kept = createKept<string, T>(most, (__, id) => family !== undefined && isInUse(family, id));
      clearing.push(kept.clear);
      return {
        get: async (id: string) => kept.get(id),
        put: async (id: string, thing: T) => kept.set(id, thing),
        async first(id: string, thing: T) {
          const known = kept.get(id);
          if (known === undefined) kept.set(id, thing);
          return known ?? thing;
        },
        remove: async (id: string) => kept.delete(id),
        all: async () => kept.all(),
      };
    },
    lists<T>(_: string, longest: number) {
      const kept = createKept<string, readonly T[]>(most);
      clearing.push(kept.clear);
      return {
        add: async (id: string, thing: T) => kept.set(id, [...(kept.get(id) ?? []), thing].slice(-longest)),
        get: async (id: string) => kept.get(id) ?? [],
        async drop(id: string, count: number) {
          const rest = (kept.get(id) ?? []).slice(count);
          if (rest.length > 0) kept.set(id, rest);
          else kept.delete(id);
        },
      };
    },
    async count(name) {
      const number = (counts.get(name) ?? 0) + 1;
      counts.set(name, number);
      return number;
    },
    clear: () => clearing.forEach((clear) => clear()),
  };
}
