import type { Family } from './conversations.js';
import { createKept, MOST_KEPT } from './kept.js';

/** What doors know of a conversation or a person besides what is said: by id, and as JSON could tell it. */
export interface Shelf<T> {
  readonly get: (id: string) => Promise<T | undefined>;
  /** Takes the place of what has the id. */
  readonly put: (id: string, thing: T) => Promise<void>;
  readonly all: () => Promise<ReadonlyMap<string, T>>;
}

/** Every shelf of a server, by name. */
export interface Shelves {
  /** Things whose ids are those of a family's conversations stay for as long as those are in use. */
  readonly shelf: <T>(name: string, family?: Family) => Shelf<T>;
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
        all: async () => kept.all(),
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
