import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { seeds } from '../../seeds.js';
import { memoryStore } from '../../store.js';
import { testServer } from '../../test-server.js';

const ours = { id: 'ours', title: 'Ours', origin: ['https://shop.example'] };
const { get, url } = await testServer({
  store: memoryStore({ ...seeds, widgets: [...seeds.widgets, ours, { id: 'a b/ü', title: 'Odd' }] }),
});

describe('GET /config/:key', () => {
  it('gives the settings of a key, to be kept and revalidated', async () => {
    const answer = await get('/config/demo');
    const { id, title, transport, url: backend } = await answer.json();
    assert.deepEqual([id, title, transport, backend], [undefined, 'Northwind', 'direct', '/stentor']);
    assert.match(answer.headers.get('cache-control') ?? '', /^max-age=\d+, stale-while-revalidate=\d+$/);
    assert.match(answer.headers.get('content-type') ?? '', /json/);
  });

  it('says 304, and nothing else, to whoever has it already', async () => {
    const etag = (await get('/config/demo')).headers.get('etag') ?? '';
    assert.match(etag, /^"\w+"$/);
    for (const known of [etag, `"other", ${etag}`, `W/${etag}`]) {
      const answer = await get('/config/demo', { 'if-none-match': known, 'cache-control': 'no-cache' });
      assert.equal(answer.status, 304, known);
      assert.equal(await answer.text(), '');
      assert.equal(answer.headers.get('etag'), etag);
      assert.ok(answer.headers.get('cache-control'));
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    }
    assert.equal((await get('/config/demo', { 'if-none-match': '"other"' })).status, 200);
    assert.notEqual((await get('/config/disabled')).headers.get('etag'), etag);
  });

  it('says when a widget is switched off', async () => {
    assert.equal((await (await get('/config/disabled')).json()).disabled, true);
  });

  it('knows odd keys, and no others', async () => {
    assert.equal((await (await get(`/config/${encodeURIComponent('a b/ü')}`)).json()).title, 'Odd');
    for (const key of ['nobody', '__proto__', 'constructor', 'toString', 'DEMO', '%2e%2e', '..%2fdemo', 'demo%00']) {
      const answer = await get(`/config/${key}`);
      assert.equal(answer.status, 404, key);
      assert.equal(typeof (await answer.json()).error.message, 'string');
    }
  });

  it('keeps a widget with an origin list from everybody else, also from those who name none', async () => {
    assert.equal((await get('/config/ours', { origin: 'https://shop.example' })).status, 200);
    for (const origin of ['https://evil.example', 'null', 'https://shop.example, https://evil.example'])
      assert.equal((await get('/config/ours', { origin })).status, 403, origin);
    const answer = await get('/config/ours');
    assert.equal(answer.status, 403);
    assert.equal((await answer.json()).error.code, 'bad-origin');
  });

  it('refuses several origins', async () => {
    const asked = request(`${url}/config/ours`);
    asked.setHeader('origin', ['https://shop.example', 'https://evil.example']);
    asked.end();
    const [answer]: IncomingMessage[] = await once(asked, 'response');
    answer?.resume();
    assert.equal(answer?.statusCode, 403);
  });
});
