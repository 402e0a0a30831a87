import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { testServer } from '../test-server.js';

const open = await testServer();
const listed = await testServer({ origin: ['https://shop.example', 'https://*.shop.example'] });
const hello = { type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId: 's', userId: 'u' };

const preflight = (url: string, headers: Record<string, string>) => fetch(url, { method: 'OPTIONS', headers });

/** A request with a `Host` that fetch would not send. */
async function withHost(url: string, host: string): Promise<number | undefined> {
  const asked = request(url, { headers: { host } }).end();
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  answer?.resume();
  return answer?.statusCode;
}

describe('every door', () => {
  it('answers a preflight, for paths that nobody knows too', async () => {
    for (const path of ['/stentor', '/config/demo', '/stentor/ws', '/embed.js', '/__mock/reset', '/no/such/door']) {
      const answer = await preflight(open.url + path, {
        origin: 'https://a.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-custom,connection',
      });
      assert.equal(answer.status, 204, path);
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      assert.equal(answer.headers.get('access-control-allow-headers'), 'authorization, content-type, x-custom');
      assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST/);
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    }
  });

  it('may be read across origins whatever it answers', async () => {
    for (const answer of [
      await open.get('/no/such/door', { origin: 'https://a.example' }),
      await open.post('/stentor', '{', { origin: 'https://a.example' }),
      await open.post('/stentor', 'x'.repeat(300_000), { origin: 'https://a.example' }),
    ])
      assert.equal(answer.headers.get('access-control-allow-origin'), '*', String(answer.status));
  });

  it('refuses pages that the list does not name, and tells them nothing', async () => {
    for (const origin of ['https://evil.example', 'http://shop.example', 'null', 'https://shop.example.evil.org']) {
      const answer = await listed.post('/stentor', hello, { origin });
      assert.equal(answer.status, 403, origin);
      assert.equal((await answer.json()).error.code, 'bad-origin');
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
      assert.equal(answer.headers.get('vary'), 'Origin');
      assert.equal((await preflight(`${listed.url}/stentor`, { origin })).status, 403);
    }
    assert.equal((await listed.log()).filter(({ committed }) => committed).length, 0);
  });

  it('lets in pages that the list names, by name, and callers that are no page', async () => {
    for (const origin of ['https://shop.example', 'https://de.shop.example']) {
      const answer = await listed.post('/stentor', hello, { origin });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('access-control-allow-origin'), origin);
      assert.equal(answer.headers.get('vary'), 'Origin');
    }
    assert.equal((await listed.post('/stentor', hello)).status, 200);
  });

  it('checks the origin of a socket as well', async () => {
    const knock = async (origin: string) => {
      const socket = new WebSocket(`${listed.url.replace('http', 'ws')}/stentor/ws`, { origin });
      const [event] = await Promise.race([
        once(socket, 'open').then(() => ['open']),
        once(socket, 'unexpected-response').then(([, answer]) => [answer.statusCode]),
      ]);
      socket.on('error', () => {});
      socket.terminate();
      return event;
    };
    assert.equal(await knock('https://evil.example'), 403);
    assert.equal(await knock('https://shop.example'), 'open');
  });

  it('answers only to its own names', async () => {
    assert.equal(await withHost(`${open.url}/config/demo`, 'rebound.evil.example'), 403);
    assert.equal(await withHost(`${open.url}/config/demo`, `localhost:${open.port}`), 200);
    assert.equal(await withHost(`${open.url}/config/demo`, `[::1]:${open.port}`), 200);
  });

  it('reads 256 KB and no more, announced or not', async () => {
    const announced = await open.post('/stentor', 'x'.repeat(256 * 1024 + 1));
    assert.equal(announced.status, 413);
    assert.equal((await announced.json()).error.code, 'too-large');
    const body = new Blob(['x'.repeat(300_000)]).stream();
    const streamed = await fetch(`${open.url}/stentor`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    assert.equal(streamed.status, 413);
    const text = 'x'.repeat(250_000);
    assert.equal((await open.post('/stentor', { ...hello, rawQuery: text })).status, 200);
  });

  it('says in JSON that there is no such door, and never how it is built', async () => {
    for (const path of ['/', '/db', '/widgets', '/sessions', '/stentor/', '/constructor', '/%', '/config/%E0%A4%A']) {
      const answer = await open.get(path);
      const text = await answer.text();
      assert.ok(answer.status >= 400 && answer.status < 500, `${path} ${answer.status}`);
      assert.equal(typeof JSON.parse(text).error.code, 'string', path);
      assert.doesNotMatch(text, /\bat .*:\d+/);
    }
    assert.equal((await open.get('/stentor')).status, 404);
    assert.equal((await open.get('/stentor/ws')).status, 426);
  });
});
