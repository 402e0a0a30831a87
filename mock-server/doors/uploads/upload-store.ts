import type { ChatCommand } from '../../../src/protocol/commands.js';
import type { Clock } from '../../clock.js';
import type { Files, StoredFile } from '../../files.js';
import { Problem } from '../../problem.js';
import type { Shelves } from '../../shelf.js';
import { createPlaces, type Place, type Places } from './places.js';
import { sniff } from './sniff.js';
import { storedName } from './stored-name.js';

/** Characters of what a client calls an attempt. */
const LONGEST_ID = 200;
/** Files that count as one conversation's, and as sent with one message. */
const MOST_OF_ONE = 500;
const MOST_AT_ONCE = 100;

/** A file as it comes. */
export interface Upload {
  /** As its sender calls it. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The client's own id of it: who tries again brings the same bytes, and gets the same file. */
  readonly attempt?: string | undefined;
  /** The place that was promised to it: the first file there counts. */
  readonly place?: string;
  /** The conversation that it came for, where that is known already. */
  readonly of?: string | undefined;
}

/** A file that is told of before it comes. */
export type Promised = Pick<Upload, 'name' | 'of'>;

/** Files of visitors, wherever they lie: what is taken, once for each attempt, and whose it is. */
export interface UploadStore {
  /** Rejects with a `Problem` for a file that is not taken. */
  readonly put: (upload: Upload) => Promise<StoredFile>;
  readonly get: (id: string) => Promise<StoredFile | undefined>;
  readonly places: Places<Promised>;
  /** Files that a message brings are its conversation's from now on, unless they are another's. */
  readonly claim: (conversation: string, command: ChatCommand) => Promise<void>;
  /** Removes what is the conversation's. */
  readonly forget: (conversation: string) => Promise<void>;
}

/** What files are kept in, and what is known of them besides. */
export interface UploadNeeds {
  readonly files: Files;
  readonly shelves: Shelves;
  readonly clock: Clock;
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

const idIn = ({ url }: { readonly url: string }): string | undefined =>
  /\/uploads\/([\da-f]{8}-[\da-f-]{27})\//.exec(url)?.[1];

export function createUploadStore({ files, shelves, clock }: UploadNeeds): UploadStore {
  const attempts = shelves.shelf<string>('upload attempts');
  const owners = shelves.shelf<string>('upload owners');
  const owned = shelves.lists<string>('uploads of', MOST_OF_ONE);

  async function own(conversation: string, id: string): Promise<void> {
    if ((await owners.get(id)) !== undefined) return;
    // Listed before it is owned: what is listed and another's stays when this conversation goes.
    await owned.add(conversation, id);
    await owners.first(id, conversation);
  }
  /** Its id, and the file where it is there already. */
  async function known({ attempt, place, bytes }: Upload): Promise<readonly [string, StoredFile?]> {
    const random = crypto.randomUUID();
    const id = place ?? (attempt === undefined ? random : await attempts.first(attempt, random));
    const file = id === random ? undefined : await files.get(id);
    // Whoever only guesses at an attempt has not its bytes, and hears nothing of its file.
    if (file && place === undefined && !isSame(file.bytes, bytes)) return [random];
    return file ? [id, file] : [id];
  }

  return {
    async put(upload) {
      const { name, bytes, attempt = '', of } = upload;
      if (attempt.length > LONGEST_ID)
        throw new Problem(400, 'bad-request', `An attempt’s id has at most ${LONGEST_ID} characters.`);
      const kind = sniff(bytes);
      if (!kind) throw new Problem(415, 'unsupported-file', 'Only PNG, JPEG, GIF, WebP, PDF and plain text are taken.');
      const [id, before] = await known(upload);
      const file = before ?? { id, name: storedName(name, kind.extensions), type: kind.type, bytes };
      if (!before) await files.put(file);
      if (of !== undefined) await own(of, id);
      return file;
    },
    get: (id) => files.get(id),
    places: createPlaces(shelves.shelf<Place<Promised>>('upload places'), clock),
    async claim(conversation, command) {
      const { attachments = [] } = command.type === 'send-message' ? command : {};
      const ids = attachments.slice(0, MOST_AT_ONCE).flatMap((file) => idIn(file) ?? []);
      for (const id of new Set(ids)) await own(conversation, id);
    },
    async forget(conversation) {
      const ids = await owned.get(conversation);
      for (const id of new Set(ids)) {
        const owner = await owners.get(id);
        // Others may have crowded out, or outlived, whose it is: what is listed is nobody else's then.
        if (owner !== undefined && owner !== conversation) continue;
        await files.remove(id);
        await owners.remove(id);
      }
      await owned.drop(conversation, ids.length);
    },
  };
}
