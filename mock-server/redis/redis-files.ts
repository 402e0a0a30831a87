import type { KeptFiles, StoredFile } from '../files.js';
import { Problem } from '../problem.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';
import { DROP, WEIGH } from './scripts.js';

/** Bytes that a file takes besides its own: without them there could be any number of small ones. */
const BESIDES = 1024;
const LINE = 0x0a;

/** What there is room for, in bytes, and for how many milliseconds. */
export interface FileRoom {
  readonly largest: number;
  readonly together: number;
  readonly ttl: number;
}

/** A file as one value: a line that says what it is, and its bytes. */
function written({ name, type, bytes }: StoredFile): Uint8Array {
  const head = new TextEncoder().encode(`${JSON.stringify({ name, type })}\n`);
  const value = new Uint8Array(head.length + bytes.length);
  value.set(head);
  value.set(bytes, head.length);
  return value;
}

function read(id: string, value: Uint8Array<ArrayBuffer>): StoredFile {
  const end = value.indexOf(LINE);
  const { name, type } = JSON.parse(new TextDecoder().decode(value.subarray(0, end))) as StoredFile;
  return { id, name, type, bytes: value.subarray(end + 1) };
}

/** Files that all processes see; the oldest make room. */
export function redisFiles(redis: Redis, names: Names, { largest, together, ttl }: FileRoom): KeptFiles {
  const scales = [names.files, names.weights];
  return {
    async put(file) {
      const { id, bytes } = file;
      if (bytes.length > largest)
        throw new Problem(413, 'too-large', `A file may have ${Math.floor(largest / 1024)} KB.`);
      // Weighed and written in one step: of several at once none is written that had to make room before it lay there.
      await redis.run(WEIGH, scales, [names.file(''), id, bytes.length + BESIDES, together, ttl, written(file)]);
    },
    async get(id) {
      const value = await redis.read('GET', names.file(id));
      return value && read(id, value);
    },
    remove: async (id) => void (await redis.run(DROP, scales, [names.file(''), id])),
    clear: () => {},
  };
}
