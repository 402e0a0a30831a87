import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { sniff } from '../uploads/sniff.js';
import type { StoredUpload } from '../uploads/upload-store.js';
import type { Places } from './attachment-places.js';
import { type Brought, plainType, readFile } from './brought-file.js';
import { admitted, badRequest, checkRate, type Call, type Deed } from './call.js';
import type { Talk } from './talks.js';

/** Files that wait for their message. */
const MOST_FILES = 20;

/** Text has many names, and none; a picture or a document is what its bytes say. */
const agrees = (declared: string, found: string): boolean =>
  declared === '' || declared === 'application/octet-stream' || declared === found ||
  (found === 'text/plain' && !/^(?:image|audio|video)\/|pdf$/.test(declared)); // prettier-ignore

function checkBytes(bytes: Uint8Array, declared: string): void {
  const found = sniff(bytes);
  // What is not taken at all is refused by the store, in its own words.
  if (found && !agrees(declared, plainType(found.type)))
    throw new Problem(415, 'wrong-type', `These bytes are ${plainType(found.type)}, not ${declared}.`);
}

/** Stored, and known to the bot with the next message. */
async function keep(
  { uploads, talks }: Backend,
  call: Call,
  { conversation, talk }: { readonly conversation: string; readonly talk: Talk },
  { name, type, bytes }: Brought,
  id?: string,
): Promise<StoredUpload> {
  checkBytes(bytes, type);
  const stored = uploads.put(name ?? 'file', bytes, id, id);
  const url = new URL(`/uploads/${stored.id}/${encodeURIComponent(stored.name)}`, call.req.url).href;
  const file = { url, name: name ?? stored.name, type: plainType(stored.type), size: bytes.length };
  await talks.change(conversation, talk, { files: [...talk.files, file].slice(-MOST_FILES) });
  call.env.entry.body = { ...file, id: stored.id };
  return stored;
}

/** In one step, with the bytes; or in two: the answer to the words says where to put the bytes. */
export const upload =
  (backend: Backend, places: Places): Deed =>
  async (call) => {
    const { conversation, talk, widget } = await admitted(backend, call);
    if (!widget.takesFiles) throw new Problem(403, 'no-files', 'This widget takes no files.');
    const file = await readFile(call.req.raw);
    await checkRate(backend, conversation);
    if ('bytes' in file) {
      const { id, name } = await keep(backend, call, { conversation, talk }, file);
      return call.json({ id, name: file.name ?? name });
    }
    call.env.entry.body = { file };
    const { id, token } = places.promise(conversation, file);
    const { origin, pathname } = new URL(call.req.url);
    const root = pathname.startsWith('/api/') ? '/api/v1' : '/v1';
    return call.json({
      id,
      ...(file.name !== undefined && { name: file.name }),
      uploadRequest: {
        method: 'PUT',
        url: `${origin}${root}/attachment/${id}/content?token=${token}`,
        headers: { 'content-type': file.type },
      },
    });
  };

/** The bytes, put where they were promised a place. The token in the address is all the leave there is, and counts once. */
export const fill =
  (backend: Backend, places: Places): Deed =>
  async (call) => {
    if (call.req.header('authorization') !== undefined)
      throw badRequest('The address is signed: no “Authorization” belongs here.');
    const bytes = new Uint8Array(await call.req.arrayBuffer());
    const place = places.find(call.req.param('id') ?? '', call.req.query('token') ?? '');
    const talk = place && (await backend.talks.find(place.conversation));
    if (!talk) throw new Problem(403, 'bad-token', 'The place was not promised, or not any more.');
    const type = plainType(call.req.header('content-type'));
    if (type !== place.type) throw badRequest(`The file was to be ${place.type}.`);
    if (bytes.length !== place.size) throw badRequest(`The file was to have ${place.size} bytes.`);
    await keep(backend, call, { conversation: place.conversation, talk }, { ...place, bytes }, place.id);
    places.take(place);
    return new Response(null);
  };

/** Where the file of a filled place is read: a link to it outlives the place. */
export const serveFile =
  ({ uploads }: Backend): Deed =>
  (call) => {
    const file = uploads.get(call.req.param('id') ?? '');
    if (!file) throw new Problem(404, 'not-found', 'There is no such file.');
    return call.redirect(`/uploads/${file.id}/${encodeURIComponent(file.name)}`);
  };
