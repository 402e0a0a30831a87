import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { createMockServer } from '../adapters/node.js';
import { isWeak } from '../sessions/secret.js';
import { testServer, testSocket } from '../test-server.js';

/** Time stands still: what a session may say does not grow while a busy machine says it. */
const server = await testServer({ clock: { now: () => 1_760_000_000_000, sleep: async () => {} } });
const { url, port, post, get } = server;

/** What comes back for bytes that fetch would not send. */
const raw = (text: string, at = port): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(at, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => (heard += String(data)));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
const line = (path: string, headers = 'host: localhost', method = 'GET') =>
  raw(`${method} ${path} HTTP/1.1\r\n${headers}\r\nconnection: close\r\n\r\n`);

describe('the database', () => {
  const resources = ['widgets', 'bots', 'sessions', 'messages', 'conversations', 'contacts', 'db', 'profile'];
  const paths = resources.flatMap((name) => [
    `/${name}`,
    `/${name}/1`,
    `/${name}/demo`,
    `/${name}?sessionId=other`,
    `/${name}?_expand=session&_embed=messages`,
    `/${name}?_limit=100&_sort=id`,
    `/${name}.json`,
    `/v1/${name}`,
  ]);

  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    it(`has no door for ${method}`, async () => {
      for (const path of paths) {
        const headers = { 'content-type': 'application/json' };
        const body = method === 'GET' ? {} : { body: JSON.stringify({ id: 'demo', title: 'Taken over' }) };
        const answer = await fetch(url + path, { method, headers, ...body });
        assert.ok([401, 404].includes(answer.status), `${method} ${path} ${answer.status}`);
        assert.doesNotMatch(await answer.text(), /Northwind|bot-1|token":/, path);
      }
      assert.equal((await (await get('/config/demo')).json()).title, 'Northwind');
    });
});

describe('paths that lead elsewhere', () => {
  const ups = ['..', '%2e%2e', '%2E%2E', '.%2e', '..%00', '..%c0%af', '%252e%252e', '..;', '…', '..\\..', '..%5c..'];
  const roots = ['/', '/chunks/', '/chunks/fonts/', '/config/', '/media/', '/uploads/', '/stentor/uploads/', '/v1/'];
  const targets = ['package.json', 'etc/passwd', 'db.json', '.git/config', '.env'];
  for (const root of roots)
    it(`lead nowhere from ${root}`, async () => {
      for (const up of ups)
        for (const target of targets)
          for (const path of [
            `${root}${up}/${target}`,
            `${root}${up}/${up}/${up}/${target}`,
            `${root}x/${up}/${target}`,
          ]) {
            const answer = await line(path);
            assert.match(answer, /^HTTP\/1\.1 4\d\d /, path);
            assert.doesNotMatch(answer, /"version"|root:|\[core\]/, path);
          }
    });

  it('are no way to another server', async () => {
    for (const path of ['http://evil.example/db', '//evil.example/db', 'http://localhost/db', '*', '/%00', '/\\evil'])
      assert.match(await line(path), /^HTTP\/1\.1 4\d\d /, path);
  });
});

describe('what a request may be', () => {
  it('is for one of the server’s own names', async () => {
    const table: readonly (readonly [host: string, status: number])[] = [
      ['localhost', 200],
      ['127.0.0.1:1', 200],
      ['LOCALHOST', 200],
      ['[::1]', 200],
      ['evil.example', 403],
      ['localhost.evil.example', 403],
      ['127.0.0.1.evil.example', 403],
      ['evil.example:80', 403],
      ['0.0.0.0', 403],
      ['169.254.169.254', 403],
    ];
    for (const [host, status] of table)
      assert.match(await line('/config/demo', `host: ${host}`), new RegExp(`^HTTP/1.1 ${status} `), host);
    for (const headers of ['x-host: localhost', 'host: a b', 'host: user@localhost\r\nhost: evil.example'])
      assert.match(await line('/config/demo', headers), /^HTTP\/1\.1 4\d\d /, headers);
    const forwarded = 'host: evil.example\r\nx-forwarded-host: localhost';
    assert.match(await line('/config/demo', forwarded), /^HTTP\/1\.1 403 /);
  });

  it('has its headers within the time', { timeout: 10_000 }, async () => {
    const slow = await createMockServer({ assets: false, headerTimeout: 200 });
    try {
      assert.match(await raw('GET /config/demo HTTP/1.1\r\nhost: localhost\r\nx-late:', slow.port), /^HTTP\/1\.1 408 /);
    } finally {
      await slow.close();
    }
  });

  it('is not nested without end, and the log survives what was', async () => {
    const deep = 100_000;
    for (const path of ['/stentor', '/stentor/session', '/__mock/push', '/v1/integration/widget/demo/session/create']) {
      for (const body of ['['.repeat(deep) + ']'.repeat(deep), `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`]) {
        const answer = await post(path, body);
        assert.equal(answer.status, 400, path);
      }
    }
    assert.equal((await get('/__mock/requests')).status, 200);
  });

  it('is 256 KB at most, in JSON, at every door', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(256 * 1024) });
    for (const path of [
      '/stentor',
      '/stentor/studio',
      '/stentor/session',
      '/stentor/uploads/sign',
      '/v1/integration/widget/demo/session/create',
      '/v1/conversation/x/complete',
      '/no/such/door',
    ])
      assert.equal((await post(path, body)).status, 413, path);
  });
});

describe('how much a session may say', () => {
  /** Says one thing in the session, and tells the status and the seconds to wait. */
  type Say = () => Promise<readonly [status: number, wait: string | null]>;
  const over = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await post(path, body, headers);
    return [answer.status, answer.headers.get('retry-after')] as const;
  };
  const hello = (sessionId: string) => ({ type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId, userId: 'u' });

  const doors: Readonly<Record<string, () => Promise<Say>>> = {
    '/stentor': async () => () => over('/stentor', hello('by post')),
    '/stentor/studio': async () => () => over('/stentor/studio', hello('by studio')),
    '/v1/conversation/:id/complete': async () => {
      const created = await post('/v1/integration/widget/demo/session/create', {});
      const { conversationId, token } = await created.json();
      const headers = { authorization: `Bearer ${token}` };
      return () => over(`/v1/conversation/${conversationId}/complete`, { text: 'hi' }, headers);
    },
  };
  for (const [door, ready] of Object.entries(doors))
    it(`is thirty things at once at ${door}`, async () => {
      const say = await ready();
      const first = await Promise.all(Array.from({ length: 30 }, say));
      assert.deepEqual(new Set(first.map(([status]) => status)), new Set([200]));
      assert.deepEqual(await say(), [429, '1']);
    });

  it('is counted over all doors together', async () => {
    const { sessionId } = hello('both');
    for (let count = 0; count < 30; count += 1) await post('/stentor', hello(sessionId));
    const widget = await testSocket(server, '', 'u', sessionId);
    await widget.join();
    widget.say('one too many', 'late');
    assert.equal((await widget.next()).event, 'failure');
    widget.socket.terminate();
    await once(widget.socket, 'close');
  });
});

describe('a secret', () => {
  for (const weak of [
    '',
    'secret',
    'changeme',
    'x'.repeat(64),
    'abcabcabcabcabcabcabcabcabcabcabcabc',
    '0123456789abcdef0123456789abcde',
    'a-string-secret-at-least-256-bits-long',
    'Your-Super-Secret-JWT-Token-With-At-Least-32-Characters-Long',
    'your_super_secret_jwt_token_with_at_least_32_characters_long',
  ])
    it(`is weak as “${weak}”`, () => assert.ok(isWeak(weak)));
  it('is good when it is long and like no other', () => assert.ok(!isWeak('q7Zp-1vRk9-wT4xNs-82LmHc-Yb06Ed!')));

  it('has to be good where strangers can reach the server', async () => {
    const good = 'q7Zp-1vRk9-wT4xNs-82LmHc-Yb06Ed!';
    const table: readonly (readonly [host: string, secret: string | undefined, outcome: RegExp])[] = [
      ['0.0.0.0', 'changeme', /secret could be guessed/],
      ['192.168.0.1', 'changeme', /secret could be guessed/],
      ['0.0.0.0', good, /^started$/],
      ['0.0.0.0', undefined, /^started$/],
      ['127.0.0.1', 'changeme', /^started$/],
      ['localhost', 'changeme', /^started$/],
    ];
    for (const [host, secret, outcome] of table) {
      const starting = createMockServer({ assets: false, host, ...(secret !== undefined && { secret }) });
      const said = await starting.then(
        async ({ close }) => (await close(), 'started'),
        (error: unknown) => String(error),
      );
      assert.match(said, outcome, host);
    }
  });
});
