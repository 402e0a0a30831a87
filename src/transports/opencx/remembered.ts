import { recordOf, textOf } from '../../net/untrusted.js';
import type { RemoteSession, Shelf } from '../../protocol/transport.js';
import type { Told } from './standing.js';

/** What finds a backend's session again after a reload. */
export interface Remembered extends Told {
  /** The backend's id of the session. */
  readonly id: string;
  /** The server's own time of the newest message that was heard. */
  readonly cursor?: string;
}

/** Where it is kept. Of another conversation than the present one nothing is remembered. */
export interface Memory {
  readonly get: () => Remembered | undefined;
  readonly set: (remembered: Remembered | undefined) => void;
}

/** In memory where the page keeps no tokens. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string | undefined>();
  return { get: (name) => kept.get(name), put: (name, token) => void kept.set(name, token) };
}

/**
 * The session's id is a key to what was said, so it lies where tokens lie; the conversation goes on under its own id,
 * which what is waiting to be sent was written down with.
 */
export function createMemory(shelf: Shelf, conversation: () => string, remote?: RemoteSession): Memory {
  function kept(): Remembered | undefined {
    let kept: unknown;
    try {
      kept = JSON.parse(shelf.get('resume') ?? 'null');
    } catch {
      return undefined;
    }
    const { of, ...remembered } = recordOf(kept);
    const id = textOf(remembered['id']);
    return id !== undefined && of === conversation() ? { ...(remembered as Partial<Remembered>), id } : undefined;
  }
  return {
    get() {
      const known = kept();
      if (known) remote?.set(known.id);
      const id = remote?.get();
      return known ?? (id === undefined ? undefined : { id });
    },
    set(remembered) {
      shelf.put('resume', remembered && JSON.stringify({ of: conversation(), ...remembered }));
      remote?.set(remembered?.id);
    },
  };
}
