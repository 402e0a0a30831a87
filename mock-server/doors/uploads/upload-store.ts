import type { Clock } from '../../clock.js';
import { Problem } from '../../problem.js';
import { sniff } from './sniff.js';
import { storedName } from './stored-name.js';

/** Bytes of all files together; the oldest make room. */
const TOTAL = 100 * 1024 * 1024;
const FILES = 500;
/** Milliseconds that a promised place waits for its file. */
const PATIENCE = 5 * 60_000;

export interface StoredUpload {
  readonly id: string;
  readonly name: string;
  /** MIME type that its bytes have. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Files of visitors, in memory and nowhere else. */
export interface UploadStore {
  /** Stores it, once per attempt id. Throws a `Problem` for a file that is not taken. */
  readonly put: (name: string, bytes: Uint8Array<ArrayBuffer>, attempt?: string, id?: string) => StoredUpload;
  readonly get: (id: string) => StoredUpload | undefined;
  /** A place for a file of that name, and the token that opens it for five minutes; only the first file counts. */
  readonly promise: (name: string) => { readonly id: string; readonly token: string };
  /** The name of the file that the place is for, when the token fits. */
  readonly redeem: (id: string, token: string) => string | undefined;
  readonly clear: () => void;
}

export function createUploadStore({ now }: Clock): UploadStore {
  const files = new Map<string, StoredUpload>();
  const attempts = new Map<string, string>();
  const promises = new Map<string, { readonly name: string; readonly token: string; readonly until: number }>();

  function makeRoom(): void {
    let size = [...files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const [id, { bytes }] of files) {
      if (size <= TOTAL && files.size <= FILES) return;
      files.delete(id);
      for (const [attempt, file] of attempts) if (file === id) attempts.delete(attempt);
      size -= bytes.length;
    }
  }

  return {
    put(raw, bytes, attempt, id = crypto.randomUUID()) {
      const known = attempt === undefined ? undefined : files.get(attempts.get(attempt) ?? '');
      if (known) return known;
      const kind = sniff(bytes);
      if (!kind) throw new Problem(415, 'unsupported-file', 'Only PNG, JPEG, GIF, WebP, PDF and plain text are taken.');
      const file = { id, name: storedName(raw, kind.extensions), type: kind.type, bytes };
      files.set(id, file);
      if (attempt !== undefined) attempts.set(attempt, id);
      makeRoom();
      return file;
    },
    get: (id) => files.get(id),
    promise(name) {
      for (const [id, { until }] of promises) if (until < now() || promises.size > FILES) promises.delete(id);
      const id = crypto.randomUUID();
      const token = crypto.randomUUID();
      promises.set(id, { name, token, until: now() + PATIENCE });
      return { id, token };
    },
    redeem(id, token) {
      const promised = promises.get(id);
      if (!promised || promised.token !== token || promised.until < now()) return undefined;
      return promised.name;
    },
    clear() {
      files.clear();
      attempts.clear();
      promises.clear();
    },
  };
}
