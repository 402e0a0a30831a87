import type { Platform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import type { Emit } from '../protocol/events.js';
import type { Attachment } from '../protocol/message.js';
import type { Transport } from '../protocol/transport.js';
import type { OutgoingFiles } from './outgoing-files.js';
import type { OutgoingFile, Uploads } from './uploads.js';

/** Which message has which files; what uploads them is fetched with the first. */
export interface HeldFiles {
  readonly uploads: () => Promise<Uploads>;
  /** From now on these files belong to a message, which shows them after those that are stored already. */
  readonly hold: (id: string, files: readonly OutgoingFile[], stored: readonly Attachment[]) => void;
  /** Whether a command has files that are to be stored first. */
  readonly holds: (id: string) => boolean;
  /** The command as it goes out, once its files are stored. Rejects with a `ChatError`. */
  readonly complete: (command: ChatCommand, signal: AbortSignal) => Promise<ChatCommand>;
  /** The message has arrived. */
  readonly arrived: (id: string) => void;
  /** The message is gone; without an id all are. */
  readonly drop: (id?: string) => void;
}

export function createHeldFiles(transport: Transport, platform: Platform, receive: Emit): HeldFiles {
  const held = new Map<string, readonly OutgoingFile[]>();
  let loading: Promise<OutgoingFiles> | undefined;
  const load = (): Promise<OutgoingFiles> =>
    (loading ??= import('./outgoing-files.js')
      .then(({ createOutgoingFiles }) => createOutgoingFiles({ transport, platform, receive }))
      .catch((reason: unknown) => {
        loading = undefined;
        throw reason;
      }));
  const then = (deed: (files: OutgoingFiles) => void): void => void loading?.then(deed, () => undefined);

  return {
    uploads: async () => (await load()).uploads,
    hold(id, files, stored) {
      held.set(id, files);
      load().catch(() => undefined);
      then(({ show }) => held.has(id) && show(id, files, stored));
    },
    holds: (id) => held.has(id),
    async complete(command, signal) {
      const files = held.get(command.id);
      return files && command.type === 'send-message' ? (await load()).complete(command, files, signal) : command;
    },
    arrived(id) {
      if (held.delete(id)) then(({ release }) => release(id));
    },
    drop(id) {
      const files = id === undefined ? undefined : held.get(id);
      if (id === undefined) held.clear();
      else held.delete(id);
      then(({ clear, release }) => (id === undefined ? clear() : files && release(id, files)));
    },
  };
}
