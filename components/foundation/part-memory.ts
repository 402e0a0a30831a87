/**
 * What the visitor has put into parts: drafts of forms, choices, answers. Each part has a key that is unique in the
 * conversation. A memory outlives the elements, which come and go with the window of messages.
 */
export interface PartMemory {
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => void;
  readonly clear: () => void;
}

/** As much as `sessionStorage` is asked for. */
export interface Shelf {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, value: string) => void;
  readonly removeItem: (name: string) => void;
}

/** Characters; a memory that grew larger is not written down. */
const MAX_SIZE = 200_000;

function read(shelf: Shelf, name: string): Map<string, unknown> {
  try {
    const entries = JSON.parse(shelf.getItem(name) ?? '[]') as Iterable<readonly [string, unknown]>;
    return new Map<string, unknown>(entries);
  } catch {
    return new Map<string, unknown>();
  }
}

/** Remembers, and writes down where there is a shelf that works. Values have to be JSON. */
export function createPartMemory(name = '', shelf?: Shelf): PartMemory {
  let entries: Map<string, unknown> | undefined;
  const known = (): Map<string, unknown> => (entries ??= shelf ? read(shelf, name) : new Map<string, unknown>());
  const write = (): void => {
    try {
      const text = JSON.stringify([...known()]);
      if (text.length <= MAX_SIZE) shelf?.setItem(name, text);
    } catch {
      // A full or forbidden storage: what is remembered lives as long as the page.
    }
  };
  return {
    get: (key) => known().get(key),
    set: (key, value) => {
      if (value === undefined) known().delete(key);
      else known().set(key, value);
      write();
    },
    clear: () => {
      entries = new Map<string, unknown>();
      try {
        shelf?.removeItem(name);
      } catch {
        // Forbidden storage holds nothing of ours.
      }
    },
  };
}
