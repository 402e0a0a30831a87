import type { ChatCommand } from '../../protocol/commands.js';
import type { Clock } from '../../net/clock.js';
import { TransportError, type ChatError } from '../../protocol/errors.js';

const awaited: ReadonlySet<ChatCommand['type']> = new Set([
  'send-message',
  'select-option',
  'send-postback',
  'submit-form',
  'answer-permission',
]);
/** What somebody is bound to react to; of the rest nothing is expected. */
export const awaitsAnswer = (type: ChatCommand['type']): boolean => awaited.has(type);

/** Somebody reacts: then the router passed on what was said, even if it has no acks. */
export const isAnswer = (event: string): boolean => event === 'new message' || event === 'typing';

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: ChatError) => void;
}

/** Who waits for the word that their command arrived. */
export interface Receipts {
  /** Resolves when `id` is confirmed. Rejects with `timeout`, and calls `onLate`, after `patience` milliseconds. */
  readonly expect: (id: string, patience: number, onLate: () => void) => Promise<void>;
  /** False when nobody waits for it (any more). */
  readonly confirm: (id: string) => boolean;
  /** Nobody is told when nobody waits for it. */
  readonly fail: (id: string, error: ChatError) => void;
  readonly failAll: (error: ChatError) => void;
}

export function createReceipts(clock: Clock): Receipts {
  const open = new Map<string, Waiting>();
  return {
    async expect(id, patience, onLate) {
      let cancel = () => {};
      try {
        await new Promise<void>((resolve, reject) => {
          cancel = clock.after(patience, () => {
            reject(new TransportError('timeout', 'The message was not confirmed in time.', { outcome: 'unknown' }));
            onLate();
          });
          open.set(id, { resolve, reject });
        });
      } finally {
        cancel();
        open.delete(id);
      }
    },
    confirm(id) {
      const waiting = open.get(id);
      waiting?.resolve();
      return waiting !== undefined;
    },
    fail: (id, error) => open.get(id)?.reject(error),
    failAll(error) {
      for (const { reject } of open.values()) reject(error);
    },
  };
}
