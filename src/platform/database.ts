import type { Platform } from './platform.js';
import { within } from './within.js';

type Mode = 'readonly' | 'readwrite';

/** What a request asked for. */
export const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new DOMException()));
  });
/** Settles when all of it lies on the device. */
const complete = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new DOMException('', 'AbortError')));
  });

/**
 * A connection to IndexedDB. It is opened at once, while whoever wants it still waits for other things, and gives way to a
 * newer version in another tab.
 */
export interface Database {
  /** What `deed` asked for, when the transaction is complete; `undefined` where there is no database. May reject. */
  readonly transact: <T>(mode: Mode, deed: (table: IDBObjectStore) => Promise<T>) => Promise<T | undefined>;
  /** It could not be opened, or hung: it is not used any more. */
  readonly broken: () => boolean;
  /** Lets go; the next use opens it again. */
  readonly close: () => void;
}
export interface DatabaseOptions {
  readonly platform: Pick<Platform, 'after'>;
  /** The browser's own unless told. */
  readonly indexedDB?: Pick<IDBFactory, 'open'> | undefined;
  /** Called once, when it is broken. */
  readonly onBroken: (reason: unknown) => void;
}

const NAME = 'chat-widget';
const VERSION = 1;
const TABLE = 'kept';
/** Longer than this it is not waited for: with an old version in another tab it might never open. */
const PATIENCE = 800;

export function createDatabase({ platform, indexedDB: factory, onBroken }: DatabaseOptions): Database {
  let broken = false;
  let connection: Promise<IDBDatabase | undefined> | undefined = open().catch(giveUp);

  function giveUp(reason: unknown): undefined {
    if (broken) return;
    broken = true;
    close();
    onBroken(reason);
  }
  function close(): void {
    const closing = connection;
    connection = undefined;
    void closing?.then((database) => database?.close());
  }

  async function open(): Promise<IDBDatabase> {
    const request = (factory ?? indexedDB).open(NAME, VERSION);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(TABLE));
    const opening = answered(request);
    const database = await within(platform.after, PATIENCE, opening).catch((reason: unknown) => {
      // Should it open after all, it must be in nobody's way.
      void opening.then(
        (late) => late.close(),
        () => undefined,
      );
      throw reason;
    });
    // A newer version in another tab waits until this one lets go.
    for (const event of ['versionchange', 'close'] as const) database.addEventListener(event, close);
    return database;
  }
  async function begin(mode: Mode) {
    connection ??= open().catch(giveUp);
    return (await connection)?.transaction(TABLE, mode);
  }

  return {
    async transact(mode, deed) {
      if (broken) return undefined;
      const transaction = await begin(mode)
        .catch(() => {
          // Closed behind our back; if not, it is somebody else's.
          close();
          return begin(mode);
        })
        .catch(giveUp);
      if (!transaction) return undefined;
      const all = Promise.all([deed(transaction.objectStore(TABLE)), complete(transaction)]);
      // A page that is put away in this very moment takes along what is not committed.
      if (mode === 'readwrite') transaction.commit();
      const [answer] = await within(platform.after, PATIENCE, all).catch((reason: unknown) => {
        if (reason instanceof DOMException && reason.name === 'TimeoutError') giveUp(reason);
        throw reason;
      });
      return answer;
    },
    broken: () => broken,
    close,
  };
}
