import type { Backend } from '../../backend.js';
import type { StoredFile } from '../../files.js';
import { Problem } from '../../problem.js';
import type { Places } from '../uploads/places.js';
import { sniff } from '../uploads/sniff.js';
import { type Announced, type Brought, plainType, readFile } from './brought-file.js';
import { admitted, badRequest, checkRate, type Call, type Deed } from './call.js';

/** A file of one conversation that is to come. */
export interface Expected extends Announced {
  readonly conversation: string;
}

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
  conversation: string,
  { name, type, bytes }: Brought,
  place?: string,
): Promise<StoredFile> {
  checkBytes(bytes, type);
  const stored = await uploads.put({ name: name ?? 'file', bytes, ...(place !== undefined && { place }) });
  const url = new URL(`/uploads/${stored.id}/${encodeURIComponent(stored.name)}`, call.req.url).href;
  const file = { url, name: name ?? stored.name, type: plainType(stored.type), size: bytes.length };
  await talks.bring(conversation, file);
  call.env.entry.body = { ...file, id: stored.id };
  return stored;
}

/** In one step, with the bytes; or in two: the answer to the words says where to put the bytes. */
export const upload =
  (backend: Backend, places: Places<Expected>): Deed =>
  async (call) => {
    const { conversation, widget } = await admitted(backend, call);
    if (!widget.takesFiles) throw new Problem(403, 'no-files', 'This widget takes no files.');
    const file = await readFile(call.req.raw);
    await checkRate(backend, conversation);
    if ('bytes' in file) {
      const { id, name } = await keep(backend, call, conversation, file);
      return call.json({ id, name: file.name ?? name });
    }
    call.env.entry.body = { file };
    const { id, token } = await places.promise({ ...file, conversation });
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
  (backend: Backend, places: Places<Expected>): Deed =>
  async (call) => {
    if (call.req.header('authorization') !== undefined)
      throw badRequest('The address is signed: no “Authorization” belongs here.');
    const bytes = new Uint8Array(await call.req.arrayBuffer());
    const id = call.req.param('id') ?? '';
    const expected = await places.find(id, call.req.query('token') ?? '');
    if (!expected || !(await backend.talks.find(expected.conversation)))
      throw new Problem(403, 'bad-token', 'The place was not promised, or not any more.');
    const type = plainType(call.req.header('content-type'));
    if (type !== expected.type) throw badRequest(`The file was to be ${expected.type}.`);
    if (bytes.length !== expected.size) throw badRequest(`The file was to have ${expected.size} bytes.`);
    // Two at once fill it once.
    if (!(await places.take(id))) throw new Problem(403, 'bad-token', 'The place is filled.');
    try {
      await keep(backend, call, expected.conversation, { name: expected.name, type, bytes }, id);
    } catch (reason) {
      await places.putBack(id, expected, call.req.query('token') ?? '');
      throw reason;
    }
    return new Response(null);
  };

/** Where the file of a filled place is read: a link to it outlives the place. */
export const serveFile =
  ({ uploads }: Backend): Deed =>
  async (call) => {
    const file = await uploads.get(call.req.param('id') ?? '');
    if (!file) throw new Problem(404, 'not-found', 'There is no such file.');
    return call.redirect(`/uploads/${file.id}/${encodeURIComponent(file.name)}`);
  };
