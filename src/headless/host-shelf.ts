import type { Shelf } from '../protocol/transport.js';
import type { KeyValueStorage } from '../platform/storage.js';

const names = ['session', 'resume', 'contact'] as const;

/** Tokens of one scope in memory, and in the host's storage where there is one: a shelf that can be looked at at once. */
export async function hostShelf(storage: KeyValueStorage | undefined, scope: string): Promise<HostShelf> {
  const keyOf = (name: string): string => `${scope}/token/${name}`;
  const ignore = (): void => undefined;
  const tokens = new Map<string, string>();
  for (const name of storage ? names : []) {
    const token = await storage?.get(keyOf(name)).catch(ignore);
    if (typeof token === 'string') tokens.set(name, token);
  }
  function put(name: (typeof names)[number], token: string | undefined): void {
    if (token === undefined) tokens.delete(name);
    else tokens.set(name, token);
    void (token === undefined ? storage?.remove(keyOf(name)) : storage?.set(keyOf(name), token))?.catch(ignore);
  }
  return {
    get: (name) => tokens.get(name),
    put,
    clear() {
      for (const name of names) put(name, undefined);
    },
  };
}

export interface HostShelf extends Shelf {
  /** All of them go. */
  readonly clear: () => void;
}
