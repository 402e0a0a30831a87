import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { isObject, readObject } from '../json.js';
import { FILE_LIMIT } from '../uploads/paths.js';
import { sniff } from '../uploads/sniff.js';
import type { StoredUpload } from '../uploads/upload-store.js';
import type { Announced, Places } from './attachment-places.js';
import { admitted, badRequest, checkRate, type Call, type Deed } from './call.js';
import type { Talk } from './talks.js';

const mediaType = /^[\w.+-]+\/[\w.+-]+$/;
const LONGEST_NAME = 255;
/** Files that wait for their message. */
const MOST_FILES = 20;

const plain = (type = ''): string => type.replace(/;.*/s, '').trim().toLowerCase();

/** Text has many names, and none; a picture or a document is what its bytes say. */
const agrees = (declared: string, found: string): boolean =>
  declared === '' || declared === 'application/octet-stream' || declared === found ||
  (found === 'text/plain' && !/^(?:image|audio|video)\/|pdf$/.test(declared)); // prettier-ignore

function checkBytes(bytes: Uint8Array, declared: string): void {
  const found = sniff(bytes);
  // What is not taken at all is refused by the store, in its own words.
  if (found && !agrees(declared, plain(found.type)))
    throw new Problem(415, 'wrong-type', `These bytes are ${plain(found.type)}, not ${declared}.`);
}

function announcedIn({ name, type, size }: Readonly<Record<string, unknown>>): Announced {
  if (name !== undefined && (typeof name !== 'string' || name.length > LONGEST_NAME))
    throw badRequest(`A file’s “name” is a string of at most ${LONGEST_NAME} characters.`);
  if (typeof type !== 'string' || !mediaType.test(plain(type))) throw badRequest('A file’s “type” is a MIME type.');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1)
    throw badRequest('A file’s “size” is its bytes.');
  if (size > FILE_LIMIT) throw new Problem(413, 'too-large', `A file may have ${FILE_LIMIT / 1024} KB.`);
  return { name, type: plain(type), size };
}

/** Stored, and known to the bot with the next message. */
function keep(
  { uploads }: Backend,
  call: Call,
  talk: Talk,
  { name, type }: Omit<Announced, 'size'>,
  bytes: Uint8Array<ArrayBuffer>,
  id?: string,
): StoredUpload {
  checkBytes(bytes, type);
  const stored = uploads.put(name ?? 'file', bytes, id, id);
  const url = new URL(`/uploads/${stored.id}/${encodeURIComponent(stored.name)}`, call.req.url).href;
  const file = { url, name: name ?? stored.name, type: plain(stored.type), size: bytes.length };
  talk.files = [...talk.files, file].slice(-MOST_FILES);
  call.env.entry.body = { ...file, id: stored.id };
  return stored;
}

type Brought = { readonly name: string | undefined; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** A `data:` address; no other is fetched for anybody. */
function readDataAddress(address: string): Brought {
  const [, type = '', base64, data = ''] = /^data:([^;,]*)(?:;[^;,]*)*?(;base64)?,(.*)$/s.exec(address) ?? [];
  try {
    const text = base64 ? atob(data) : unescapedBytes(data);
    return { name: undefined, type: plain(type), bytes: Uint8Array.from(text, (sign) => sign.charCodeAt(0)) };
  } catch {
    throw badRequest('“file” is no address that holds data.');
  }
}
const unescapedBytes = (text: string): string =>
  String.fromCharCode(...new TextEncoder().encode(decodeURIComponent(text)));

async function readForm(call: Call): Promise<Brought> {
  const { file } = await call.req.parseBody().catch(() => {
    throw badRequest('The body is not a multipart form.');
  });
  if (!(file instanceof File)) throw badRequest('The form has no “file”.');
  return { name: file.name || undefined, type: plain(file.type), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** In one step, with the bytes; or in two: the answer to the words says where to put the bytes. */
export const upload =
  (backend: Backend, places: Places): Deed =>
  async (call) => {
    const { conversation, talk, widget } = await admitted(backend, call);
    if (!widget.takesFiles) throw new Problem(403, 'no-files', 'This widget takes no files.');
    const kind = plain(call.req.header('content-type'));
    const raw = async (): Promise<Brought> => ({ name: undefined, type: kind, bytes: new Uint8Array(await call.req.arrayBuffer()) }); // prettier-ignore
    const one = (brought: Brought): Response => {
      checkRate(backend, conversation);
      const { id, name } = keep(backend, call, talk, brought, brought.bytes);
      return call.json({ id, name: brought.name ?? name });
    };
    if (kind === 'multipart/form-data') return one(await readForm(call));
    if (kind !== 'application/json') return one(await raw());
    const { file } = readObject(await call.req.text());
    if (typeof file === 'string') {
      if (!file.startsWith('data:')) throw badRequest('“file” is no address that holds data.');
      return one(readDataAddress(file));
    }
    if (!isObject(file)) throw badRequest('A place is asked for with a “file”.');
    const announced = announcedIn(file);
    checkRate(backend, conversation);
    call.env.entry.body = { file: announced };
    const { id, token } = places.promise(conversation, announced);
    const { origin, pathname } = new URL(call.req.url);
    const root = pathname.startsWith('/api/') ? '/api/v1' : '/v1';
    return call.json({
      id,
      ...(announced.name !== undefined && { name: announced.name }),
      uploadRequest: {
        method: 'PUT',
        url: `${origin}${root}/attachment/${id}/content?token=${token}`,
        headers: { 'content-type': announced.type },
      },
    });
  };

/** The bytes, put where they were promised a place. The token in the address is all the leave there is, and counts once. */
export const fill =
  (backend: Backend, places: Places): Deed =>
  async (call) => {
    if (call.req.header('authorization') !== undefined)
      throw badRequest('The address is signed: no “Authorization” belongs here.');
    const place = places.find(call.req.param('id') ?? '', call.req.query('token') ?? '');
    const talk = place && backend.talks.find(place.conversation);
    if (!talk) throw new Problem(403, 'bad-token', 'The place was not promised, or not any more.');
    const bytes = new Uint8Array(await call.req.arrayBuffer());
    const type = plain(call.req.header('content-type'));
    if (type !== place.type) throw badRequest(`The file was to be ${place.type}.`);
    if (bytes.length !== place.size) throw badRequest(`The file was to have ${place.size} bytes.`);
    keep(backend, call, talk, place, bytes, place.id);
    places.take(place);
    return new Response(null);
  };
