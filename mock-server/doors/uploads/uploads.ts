import { Hono, type Context } from 'hono';
import type { Backend } from '../../backend.js';
import type { StoredFile } from '../../files.js';
import { Problem } from '../../problem.js';
import { checkCaller } from '../caller.js';
import type { DoorEnv } from '../door.js';
import { isObject, readObject } from '../json.js';
import { storedName } from './stored-name.js';

/** A file from a visitor is never a page: whatever it contains, no script of it runs and nothing frames it. */
const harmless = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, max-age=3600',
} as const;

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

/** Characters of a name that is promised a place. */
const LONGEST_NAME = 255;

/** Where the file is, as the client reached this server. */
const addressOf = ({ url }: { readonly url: string }, { id, name }: Pick<StoredFile, 'id' | 'name'>): string =>
  new URL(`/uploads/${id}/${encodeURIComponent(name)}`, url).href;

const described = (request: { readonly url: string }, file: StoredFile) => ({
  id: file.id,
  url: addressOf(request, file),
  name: file.name,
  type: file.type.replace(/;.*/, ''),
  size: file.bytes.length,
});

type Call = Context<DoorEnv>;

/** The conversation that a caller speaks for, where a token says so. Throws a `Problem` for whoever may not bring files. */
async function conversationOf(backend: Backend, call: Call): Promise<string | undefined> {
  const session = await checkCaller(backend, (name) => call.req.header(name));
  return session && `stentor:${session.conversation}`;
}

/** Everything in one request. */
const whole =
  (backend: Backend) =>
  async (call: Call): Promise<Response> => {
    const of = await conversationOf(backend, call);
    const form = await call.req.parseBody().catch(() => {
      throw bad('The body is not a multipart form.');
    });
    const { file, id } = form;
    if (!(file instanceof File)) throw bad('The form has no “file”.');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const attempt = typeof id === 'string' && id ? id : undefined;
    const stored = await backend.uploads.put({ name: file.name, bytes, attempt, of });
    const answer = described(call.req, stored);
    call.env.entry.body = { ...answer, attempt: attempt ?? null, declared: { name: file.name, type: file.type } };
    return call.json(answer, 201);
  };

/** First the words: the place that is promised is good for five minutes and one file. */
const sign =
  (backend: Backend) =>
  async (call: Call): Promise<Response> => {
    const of = await conversationOf(backend, call);
    const { file } = readObject(await call.req.text());
    if (!isObject(file)) throw bad('A place is asked for with a “file”.');
    const name = typeof file['name'] === 'string' ? file['name'] : 'file';
    const type = typeof file['type'] === 'string' && file['type'] ? file['type'] : 'application/octet-stream';
    const { id, token } = await backend.uploads.places.promise({ name: name.slice(0, LONGEST_NAME), of });
    const { pathname } = new URL(call.req.url);
    const [ending = 'bin'] = /[a-z\d]{1,8}$/i.exec(name) ?? [];
    const place = new URL(`${pathname.replace(/\/sign$/, '')}/${id}?token=${token}`, call.req.url);
    return call.json(
      {
        id,
        attachment: {
          url: addressOf(call.req, { id, name: storedName(name, [ending]) }),
          name,
          type,
          size: file['size'],
        },
        uploadRequest: { method: 'PUT', url: place.href, headers: { 'content-type': type } },
      },
      201,
    );
  };

/** Then the bytes. The token is the leave: no other authorisation is asked for. */
const fill =
  ({ uploads }: Backend) =>
  async (call: Call): Promise<Response> => {
    const id = call.req.param('id') ?? '';
    const promised = await uploads.places.find(id, call.req.query('token') ?? '');
    if (!promised) throw new Problem(403, 'bad-token', 'The place was not promised, or not any more.');
    const stored = await uploads.put({ ...promised, bytes: new Uint8Array(await call.req.arrayBuffer()), place: id });
    const answer = described(call.req, stored);
    call.env.entry.body = answer;
    return call.json(answer, 201);
  };

const serve =
  ({ uploads }: Backend) =>
  async (call: Call): Promise<Response> => {
    const file = await uploads.get(call.req.param('id') ?? '');
    if (!file) throw new Problem(404, 'not-found', 'There is no such file.');
    const shown = file.type.startsWith('image/') ? 'inline' : 'attachment';
    return new Response(file.bytes, {
      headers: {
        ...harmless,
        'content-type': file.type,
        'content-disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      },
    });
  };

/** Files of visitors, in one step or in two, beside either of stentor's addresses (PROTOCOL.md, “uploads”). */
export function uploads(backend: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  for (const root of ['/uploads', '/stentor/uploads']) {
    app.post(root, whole(backend));
    app.post(`${root}/sign`, sign(backend));
    app.put(`${root}/:id`, fill(backend));
    app.get(`${root}/:id/:name`, serve(backend));
  }
  return app;
}
