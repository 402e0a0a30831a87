import { RejectedError } from '../../protocol/errors.js';
import type { Heard } from './codec.js';
import type { Piece } from './encode.js';
import { commandOf } from './encode.js';

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** The visitor's own messages: what is said here comes back, before the answer to its request or after it. */
export interface OwnWords {
  /** It is about to be sent. Resolves when the server shows that it has it; rejects when it could not deliver it. */
  readonly expect: (piece: Piece) => Promise<void>;
  /** It was not taken, and will not come back. */
  readonly drop: (key: string) => void;
  /** The server has it, and calls it that. */
  readonly confirm: (key: string, id: string) => void;
  /** The key of one of ours that came back; `undefined` for one that was said elsewhere. */
  readonly recognise: (heard: Heard) => string | undefined;
  /** Whether the server has it. */
  readonly arrived: (key: string) => boolean;
  readonly clear: () => void;
}

const undelivered = () =>
  new RejectedError('rejected', 'The server could not deliver the message.', { outcome: 'rejected' });

/** `has`: whether an earlier page said it. */
export function createOwnWords(has: (id: string) => boolean): OwnWords {
  const waiting = new Map<string, Waiting>();
  /** The server's ids of what it has. */
  const keys = new Map<string, string>();
  const arrived = new Set<string>();

  function keyOf({ id, key, text }: Heard): string | undefined {
    const known = keys.get(id);
    if (known) return known;
    if (key) return waiting.has(key) || arrived.has(key) || has(commandOf(key)) ? key : undefined;
    // A server that keeps nothing but the words.
    return [...waiting].find(([, each]) => each.text === text)?.[0];
  }
  function confirm(key: string, id: string): void {
    keys.set(id, key);
    arrived.add(key);
  }

  return {
    expect: ({ key, content }) =>
      new Promise((resolve, reject) => {
        waiting.set(key, { text: content.text?.trim() ?? '', resolve, reject });
      }),
    drop: (key) => void waiting.delete(key),
    confirm,
    recognise(heard) {
      const key = keyOf(heard);
      if (key === undefined) return undefined;
      confirm(key, heard.id);
      if (heard.state === 'pending') return key;
      const settled = waiting.get(key);
      waiting.delete(key);
      if (heard.state === 'failed') settled?.reject(undelivered());
      else settled?.resolve();
      return key;
    },
    arrived: (key) => arrived.has(key),
    clear() {
      waiting.clear();
      keys.clear();
      arrived.clear();
    },
  };
}
