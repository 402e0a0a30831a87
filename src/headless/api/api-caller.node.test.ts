import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import {
  ApiCaller,
  AuthenticationError,
  ConnectionError,
  createConfig,
  FileUploadError,
  OpenCXError,
  SessionNotDefinedError,
} from '../../core.js';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}
/** What the server says by method and path; everything else is not there. */
type Script = Readonly<Record<string, readonly [status: number, body: unknown]>>;

let script: Script = {};
let seen: Seen[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('latin1').on('data', (piece: string) => (body += piece));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, path: url, headers, body });
    const [status, answer] = script[`${method} ${url.replace('/backend/widget/v2', '').replace(/\?.*/, '')}`] ?? [
      404,
      {},
    ];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());
const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const api = (more = {}) => new ApiCaller({ config: createConfig({ token: 'tok', apiUrl, ...more }).getConfig() });

const session = { id: 's-1', createdAt: 'then', updatedAt: 'now', isHandedOff: false, isOpened: true };
const item = (publicId: string, sentAt: string) => ({
  publicId,
  sentAt,
  type: 'message',
  content: {},
  sender: { kind: 'ai' },
});

describe('ApiCaller', () => {
  beforeEach(() => {
    script = {};
    seen = [];
  });

  it('says who asks, in the headers of the reference', async () => {
    script = { 'GET /me': [200, { authenticationStatus: { is: true }, contactId: 'c-1', contactName: 'Ann' }] };
    const me = await api({ contactToken: 'ct', user: { email: 'ann@example.com' } }).me();
    assert.equal(me.contactId, 'c-1');
    await api({ user: { phone: '+491' } }).me();
    await api().me();
    assert.deepEqual(
      seen.map(({ headers }) => [headers['x-bot-token'], headers['x-consumer-id'], headers['authorization']]),
      [
        ['tok', 'email:ann@example.com', 'Bearer ct'],
        ['tok', 'phone:+491', undefined],
        ['tok', ':', undefined],
      ],
    );
  });

  it('has the older generation’s calls', async () => {
    script = {
      'GET /prelude': [200, { initialQuestions: ['Rooms?'] }],
      'POST /create-session': [200, session],
      'GET /session/s-1': [200, session],
      'GET /session/history/s-1': [200, [item('p-1', '2026-01-01T00:00:00Z')]],
      'POST /chat/send': [200, { success: true }],
      'POST /chat/vote': [200, { messagePublicId: 'p-1', success: true }],
    };
    const caller = api();
    assert.deepEqual((await caller.widgetPrelude()).initialQuestions, ['Rooms?']);
    assert.equal((await caller.createSession()).id, 's-1');
    assert.equal((await caller.getSession('s-1')).id, 's-1');
    assert.equal((await caller.getSessionHistory('s-1', '2025-12-31T00:00:00Z'))[0]?.publicId, 'p-1');
    const message = { bot_token: 'tok', session_id: 's-1', content: 'hello', uuid: 'u-1' };
    assert.equal((await caller.handleMessage(message)).success, true);
    assert.equal((await caller.vote({ action: 'upvote', sessionId: 's-1', messagePublicId: 'p-1' })).success, true);
    assert.deepEqual(JSON.parse(seen.find(({ path }) => path.endsWith('/chat/send'))?.body ?? ''), message);
    assert.equal(seen[1]?.body, '', 'a session is created without a body');
    assert.match(seen[3]?.path ?? '', /lastMessageTimestamp=2025-12-31T00%3A00%3A00Z/);
  });

  it('finds its way at a server of the newer one', async () => {
    const history = [item('p-1', '2026-01-01T00:00:00Z'), item('p-2', '2026-01-02T00:00:00Z')];
    script = {
      'GET /config': [200, { org: { id: 'o-1', name: 'Northwind' } }],
      'GET /poll/s-1': [200, { session, history }],
      'POST /create-session': [200, session],
    };
    const caller = api();
    assert.equal((await caller.widgetPrelude()).org?.name, 'Northwind');
    assert.equal((await caller.getSession('s-1')).id, 's-1');
    assert.equal((await caller.getSessionHistory('s-1')).length, 2);
    assert.deepEqual(
      (await caller.getSessionHistory('s-1', '2026-01-01T00:00:00Z')).map(({ publicId }) => publicId),
      ['p-2'],
    );
    await caller.createSession({ customData: { plan: 'pro' } });
    assert.deepEqual(JSON.parse(seen.at(-1)?.body ?? ''), { customData: { plan: 'pro' } });
  });

  it('uploads a form with a boundary, and nothing over 5 MB', async () => {
    script = { 'POST /upload': [200, { fileName: 'a.txt', fileUrl: 'https://f.example/a' }] };
    const caller = api();
    const stored = await caller.uploadFile({ file: { id: 'f-1', file: new Blob(['words']), name: 'a.txt' } });
    assert.equal(stored.fileUrl, 'https://f.example/a');
    assert.match(String(seen[0]?.headers['content-type']), /^multipart\/form-data; boundary=/);
    assert.match(seen[0]?.path ?? '', /fileId=f-1&sessionId=$/);
    assert.match(seen[0]?.body ?? '', /name="file"; filename="a.txt"/);
    const large = new Blob([new Uint8Array(5 * 1024 * 1024 + 1)]);
    await assert.rejects(caller.uploadFile({ file: { id: 'f-2', file: large } }), {
      name: 'FileUploadError',
      code: 'too-large',
    });
    assert.equal(seen.length, 1);
  });

  it('rejects with the classes of the reference', async () => {
    script = { 'GET /me': [401, {}], 'GET /prelude': [500, {}], 'POST /upload': [413, {}] };
    const caller = api();
    const refused = await caller.me().catch((reason: unknown) => reason);
    assert(refused instanceof AuthenticationError && refused.name === 'AuthenticationError' && refused.status === 401);
    await assert.rejects(
      caller.widgetPrelude(),
      (error) => error instanceof OpenCXError && error.name === 'TransportError',
    );
    await assert.rejects(caller.getSession('gone'), SessionNotDefinedError);
    await assert.rejects(caller.uploadFile({ file: { id: 'f', file: new Blob() } }), FileUploadError);
    const lost = await api({ apiUrl: 'http://127.0.0.1:9' })
      .me()
      .catch((reason: unknown) => reason);
    assert(lost instanceof ConnectionError && lost.name === 'ConnectionError');
  });

  it('stops when it is told to, and names no token', async () => {
    const message = { bot_token: 'tok', session_id: 's-1', content: 'hello' };
    const stopped = await api({ contactToken: 'very-secret' })
      .handleMessage(message, AbortSignal.abort())
      .catch((reason: unknown) => reason);
    assert(stopped instanceof OpenCXError && stopped.code === 'aborted');
    assert(!String(stopped.stack).includes('very-secret'));
  });
});
