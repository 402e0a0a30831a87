import type { Platform } from '../platform/platform.js';
import { ChatError, RejectedError, toChatError, TransportError } from '../protocol/errors.js';
import type { Attachment, UploadState } from '../protocol/message.js';
import type { Transport } from '../protocol/transport.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';

/** A file that is to be sent. */
export interface OutgoingFile {
  readonly file: Blob;
  /** What the visitor calls it; hostile until cleaned. */
  readonly name: string;
}

/** A file and how far it is. */
export interface PendingUpload extends OutgoingFile {
  readonly id: string;
  readonly state: UploadState;
  /** The fraction that has arrived, 0 to 1; it changes by whole percents. */
  readonly progress: number;
  /** Where it is stored, once it is `done`. */
  readonly attachment?: Attachment;
  /** Why it `failed`. */
  readonly error?: ChatError;
}

/** Files on their way to the backend: two at a time, in the order they were picked, none of them twice. */
export interface Uploads {
  /** Begins to upload it. A file that is known already is only looked at, whatever became of it. */
  readonly add: (outgoing: OutgoingFile) => ReadonlyStore<PendingUpload>;
  /** Begins again what failed or was cancelled. */
  readonly retry: (file: Blob) => void;
  /** Gives up what is not done yet. */
  readonly cancel: (file: Blob) => void;
  /**
   * Uploads what is missing of them and waits for it. Rejects with a `ChatError`: `upload-failed` when one of them did
   * not arrive, `aborted` when one was cancelled or the signal said so.
   */
  readonly settle: (files: readonly OutgoingFile[], signal: AbortSignal) => Promise<readonly Attachment[]>;
  /** Gives up everything. */
  readonly clear: () => void;
}

export interface UploadsOptions {
  readonly transport: Pick<Transport, 'upload'>;
  readonly platform: Pick<Platform, 'newId' | 'warn'>;
}

const PARALLEL = 2;

interface Entry {
  readonly store: Store<PendingUpload>;
  /** Of the attempt that counts; an older one is not listened to any more. */
  attempt?: AbortController;
}

const aborted = (): ChatError => new ChatError('aborted', 'The upload was given up.', { outcome: 'not-sent' });

/** One file that did not arrive means that the message was not sent. */
function undelivered(cause: ChatError): ChatError {
  const Failure = cause.retryable ? TransportError : RejectedError;
  return new Failure('upload-failed', `A file of the message was not uploaded (${cause.code}).`, {
    cause,
    outcome: 'not-sent',
  });
}

export function createUploads({ transport, platform }: UploadsOptions): Uploads {
  const known = new WeakMap<Blob, Entry>();
  const running = new Set<Entry>();
  let waiting: readonly Entry[] = [];

  function become(entry: Entry, state: UploadState, more: Partial<PendingUpload> = {}): void {
    const { id, file, name } = entry.store.get();
    entry.store.set({ id, file, name, state, progress: 0, ...more });
  }
  function leave(entry: Entry): void {
    delete entry.attempt;
    running.delete(entry);
    waiting = waiting.filter((other) => other !== entry);
    runNext();
  }

  async function run(entry: Entry): Promise<void> {
    const attempt = (entry.attempt = new AbortController());
    const { id, file, name } = entry.store.get();
    running.add(entry);
    become(entry, 'uploading');
    const progress = (fraction: number): void => {
      const percent = Math.floor(Math.min(Math.max(fraction, 0), 1) * 100) / 100;
      if (attempt === entry.attempt && percent > entry.store.get().progress)
        become(entry, 'uploading', { progress: percent });
    };
    try {
      if (!transport.upload) throw new RejectedError('unsupported', 'This transport takes no files.');
      const attachment = await transport.upload({ id, file, name, signal: attempt.signal, progress });
      if (attempt !== entry.attempt) return;
      become(entry, 'done', { progress: 1, attachment });
    } catch (reason) {
      if (attempt !== entry.attempt) return;
      const error = toChatError(reason);
      platform.warn(error.code, `A file (${file.type || 'no type'}, ${file.size} bytes): ${error.message}`);
      become(entry, 'failed', { error });
    }
    leave(entry);
  }
  function runNext(): void {
    for (const entry of waiting) {
      if (running.size >= PARALLEL) return;
      waiting = waiting.filter((other) => other !== entry);
      void run(entry);
    }
  }
  function begin(entry: Entry): void {
    become(entry, 'waiting');
    waiting = [...waiting, entry];
    runNext();
  }
  function open({ file, name }: OutgoingFile): Entry {
    const found = known.get(file);
    if (found) return found;
    const store = createStore<PendingUpload>({ id: platform.newId(), file, name, state: 'waiting', progress: 0 });
    const entry: Entry = { store };
    known.set(file, entry);
    begin(entry);
    return entry;
  }
  function restart(entry: Entry): void {
    if (['failed', 'cancelled'].includes(entry.store.get().state)) begin(entry);
  }
  function give(entry: Entry): void {
    if (!['waiting', 'uploading'].includes(entry.store.get().state)) return;
    const { attempt } = entry;
    become(entry, 'cancelled');
    leave(entry);
    attempt?.abort();
  }
  const ended = ({ store }: Entry): Promise<PendingUpload> =>
    new Promise((resolve) => {
      const look = (upload: PendingUpload): void => {
        if (upload.state === 'waiting' || upload.state === 'uploading') return;
        undo();
        resolve(upload);
      };
      const undo = store.subscribe(look);
      look(store.get());
    });

  return {
    add: (outgoing) => open(outgoing).store,
    retry: (file) => {
      const entry = known.get(file);
      if (entry) restart(entry);
    },
    cancel: (file) => {
      const entry = known.get(file);
      if (entry) give(entry);
    },
    async settle(files, signal) {
      if (signal.aborted) throw aborted();
      const entries = files.map(open);
      // The last first: a place that becomes free is not to be taken by the next one of them.
      const stop = (): void => [...entries].reverse().forEach(give);
      signal.addEventListener('abort', stop);
      try {
        entries.forEach(restart);
        const uploads = await Promise.all(entries.map(ended));
        const failure = uploads.find(({ error }) => error)?.error;
        if (failure) throw undelivered(failure);
        return uploads.map(({ attachment }) => {
          if (!attachment) throw aborted();
          return attachment;
        });
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    clear() {
      for (const entry of [...waiting, ...running]) give(entry);
    },
  };
}
