import type { SendMessage } from '../protocol/commands.js';
import type { Emit } from '../protocol/events.js';
import type { Attachment } from '../protocol/message.js';
import { createUploads, type OutgoingFile, type PendingUpload, type Uploads, type UploadsOptions } from './uploads.js';

/** The files of messages that are being sent: shown in their messages, and uploaded before the command goes out. */
export interface OutgoingFiles {
  readonly uploads: Uploads;
  /** Begins to upload the files of a message and keeps what it shows of them up to date, beside those it has stored. */
  readonly show: (id: string, files: readonly OutgoingFile[], stored?: readonly Attachment[]) => void;
  /** The command as it goes out: every file stored. Rejects with a `ChatError`. */
  readonly complete: (
    command: SendMessage,
    files: readonly OutgoingFile[],
    signal: AbortSignal,
  ) => Promise<SendMessage>;
  /** The message has arrived, or is gone: `give` gives its uploads up. */
  readonly release: (id: string, give?: readonly OutgoingFile[]) => void;
  readonly clear: () => void;
}

const shown = ({ file, name, state, progress, attachment }: PendingUpload): Attachment => ({
  type: file.type,
  size: file.size,
  ...attachment,
  url: attachment?.url ?? '',
  name,
  file,
  ...(state === 'done' ? {} : { state, progress }),
});

export function createOutgoingFiles(options: UploadsOptions & { readonly receive: Emit }): OutgoingFiles {
  const uploads = createUploads(options);
  const undo = new Map<string, () => void>();

  function release(id: string, give: readonly OutgoingFile[] = []): void {
    undo.get(id)?.();
    undo.delete(id);
    for (const { file } of give) uploads.cancel(file);
  }
  return {
    uploads,
    show(id, files, stored = []) {
      const stores = files.map(uploads.add);
      const tell = (): void =>
        options.receive({
          type: 'message-updated',
          id,
          patch: { attachments: [...stored, ...stores.map((store) => shown(store.get()))] },
        });
      const undos = stores.map((store) => store.subscribe(tell));
      undo.set(id, () => undos.forEach((each) => each()));
      tell();
    },
    complete: async (command, files, signal) => ({
      ...command,
      attachments: [...(command.attachments ?? []), ...(await uploads.settle(files, signal))],
    }),
    release,
    clear() {
      for (const id of [...undo.keys()]) release(id);
      uploads.clear();
    },
  };
}
