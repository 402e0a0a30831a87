import type { Memory, MemoryNeeds } from './memory.js';

/** A resource as it lies in a collection. */
export interface Row {
  readonly id: string;
  /** Whose it is: an account’s name (`account.ts`). Everybody’s where it is absent. */
  readonly owner?: string;
  readonly [field: string]: unknown;
}

/** What is kept, each a list of its own. */
export const kinds = ['widgets', 'bots', 'blueprints', 'files', 'contacts', 'languages', 'deleted'] as const;
export type Kind = (typeof kinds)[number];

/** Rows to begin with, oldest first; lists that are left out are empty. */
export type Resources = Readonly<Partial<Record<Kind, readonly Row[]>>>;

/** What the doors know of the resources, wherever they are kept. Every call is done when it returns. */
export interface Store {
  /** Oldest first. */
  readonly all: (kind: Kind) => readonly Row[];
  readonly find: (kind: Kind, id: string) => Row | undefined;
  /** Takes the place of the row with that id, or comes last. Throws, and changes nothing, where it cannot be kept. */
  readonly put: (kind: Kind, row: Row) => void;
  /** Whether there was one. Throws as `put` does. */
  readonly remove: (kind: Kind, id: string) => boolean;
  /** Where else than in this process conversations and sessions are kept. */
  readonly memory?: (needs: MemoryNeeds) => Memory;
}

/** A store over lists that are read and kept whole. */
export function storeOver(
  all: (kind: Kind) => readonly Row[],
  keep: (kind: Kind, rows: readonly Row[]) => void,
): Store {
  const find = (kind: Kind, id: string) => all(kind).find((row) => row.id === id);
  return {
    all,
    find,
    put(kind, row) {
      const rows = all(kind);
      keep(kind, find(kind, row.id) ? rows.map((each) => (each.id === row.id ? row : each)) : [...rows, row]);
    },
    remove(kind, id) {
      if (!find(kind, id)) return false;
      const rest = all(kind).filter((row) => row.id !== id);
      keep(kind, rest);
      return true;
    },
  };
}

/** Keeps the resources in memory. */
export function memoryStore(resources: Resources): Store {
  const kept = new Map(kinds.map((kind) => [kind, resources[kind] ?? []]));
  return storeOver(
    (kind) => kept.get(kind) ?? [],
    (kind, rows) => void kept.set(kind, rows),
  );
}
