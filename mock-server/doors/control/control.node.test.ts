import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createBackend } from '../../backend.js';
import { testServer } from '../../test-server.js';
import { createDoors } from '../doors.js';

const server = await testServer({ latency: 0 });
const { get, post, say, log, fault, reset, url } = server;
const failure = (answer: Promise<unknown>) => assert.rejects(answer, TypeError);
const committed = async () => (await log()).map((entry) => entry.committed);

describe('a server without this door', () => {
  it('keeps nothing that nobody can look at', async () => {
    for (const [control, kept] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const backend = createBackend({ control });
      const hi = { type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId: 's', userId: 'u', requestId: 'r' };
      const answer = await createDoors(backend)(
        new Request('http://localhost/stentor', { method: 'POST', body: JSON.stringify(hi) }),
      );
      assert.equal(answer.status, 200);
      assert.equal(backend.log.entries().length, kept);
      const { commits, words } = backend.journal.entries();
      assert.deepEqual([commits.length, words.length], [kept, kept]);
    }
  });
});

describe('GET /__mock/requests', () => {
  beforeEach(reset);

  it('is a list, oldest first, of what arrived and what came of it', async () => {
    await post('/stentor', { type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId: 's', userId: 'u' });
    await get('/config/nobody?a=b');
    const [first, second, ...rest] = await log();
    assert.equal(rest.length, 0, 'the control door does not count itself');
    assert.ok(first);
    const { at, headers, ...said } = first;
    assert.ok(Math.abs(at - Date.now()) < 60_000);
    assert.equal(headers['content-type'], 'application/json');
    assert.deepEqual(said, {
      transport: 'direct',
      method: 'POST',
      path: '/stentor',
      search: '',
      body: { type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId: 's', userId: 'u' },
      status: 200,
      committed: true,
    });
    assert.deepEqual(
      [second?.transport, second?.method, second?.path, second?.search, second?.status, second?.committed],
      ['config', 'GET', '/config/nobody', '?a=b', 404, false],
    );
  });

  it('redacts credentials, but shows how they were sent', async () => {
    await get('/config/demo', { authorization: 'Bearer s3cret', 'x-session-token': 's3cret', cookie: 'a=s3cret' });
    await get('/config/demo', { authorization: 's3cret' });
    const text = JSON.stringify(await log());
    assert.doesNotMatch(text, /s3cret/);
    assert.equal((await log())[0]?.headers['authorization'], 'Bearer [redacted]');
    assert.equal((await log())[1]?.headers['authorization'], '[redacted]');
  });

  it('has what arrived while its answer is still on the way', async () => {
    const slow = say('slow 1');
    while ((await log()).length === 0);
    assert.deepEqual([(await log())[0]?.status, (await log())[0]?.committed], [0, true]);
    await slow;
    assert.equal((await log())[0]?.status, 200);
  });

  it('leaves preflights out', async () => {
    await fetch(`${url}/stentor`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
    assert.deepEqual(await log(), []);
  });
});

describe('/__mock/faults', () => {
  beforeEach(reset);

  it('gives another status instead of the answer, and the bot hears nothing', async () => {
    await fault({ path: '/stentor', status: 503, headers: { 'retry-after': '7' }, count: 2 });
    const answers = [await say('a'), await say('b'), await say('c')];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [503, 503, 200],
    );
    assert.equal(answers[0]?.headers.get('retry-after'), '7');
    assert.equal(answers[0]?.headers.get('access-control-allow-origin'), '*');
    assert.deepEqual(await committed(), [false, false, true]);
  });

  it('loses the request, or only the answer', async () => {
    await fault({ path: '/stentor', drop: true, count: 1 });
    await failure(say('hi', { requestId: 'once' }));
    await fault({ path: '/stentor', drop: true, when: 'after', count: 1 });
    await failure(say('hi', { requestId: 'once' }));
    await say('hi', { requestId: 'once' });
    assert.deepEqual(
      (await log()).map((entry) => [entry.status, entry.committed]),
      [
        [0, false],
        [0, true],
        [200, false],
      ],
    );
  });

  it('answers with an error after the bot acted', async () => {
    await fault({ path: '/stentor', status: 503, when: 'after', count: 1 });
    assert.equal((await say('hi')).status, 503);
    assert.deepEqual(await committed(), [true]);
  });

  it('puts another body in its place, as text or as JSON', async () => {
    await fault({
      path: '/stentor',
      body: '<html>not json</html>',
      headers: { 'content-type': 'text/html' },
      count: 1,
    });
    const html = await say('hi');
    assert.deepEqual(
      [html.status, html.headers.get('content-type'), await html.text()],
      [200, 'text/html', '<html>not json</html>'],
    );
    await fault({ path: '/stentor', body: { outputSpeech: 7 }, count: 1 });
    assert.deepEqual(await (await say('hi')).json(), { outputSpeech: 7 });
    await fault({ path: '/stentor', body: '', count: 1 });
    assert.equal(await (await say('hi')).text(), '');
  });

  it('cuts the answer short: cleanly, or with the connection', async () => {
    await fault({ path: '/stentor', truncate: 12, count: 1 });
    const short = await say('hi');
    assert.equal(await short.text(), '{"outputSpee');
    await fault({ path: '/stentor', truncate: 12, drop: true, count: 1 });
    const cut = await say('hi');
    assert.equal(cut.status, 200);
    await failure(cut.text());
    assert.deepEqual(await committed(), [true, true]);
  });

  it('delivers a request twice, and the bot acts once', async () => {
    await fault({ path: '/stentor', duplicate: true, count: 1 });
    assert.match(JSON.stringify(await (await say('hi')).json()), /> hi/);
    assert.deepEqual(await committed(), [true]);
  });

  it('waits', async () => {
    await fault({ path: '/config/.*', latency: 80 });
    const started = performance.now();
    await get('/config/demo');
    assert.ok(performance.now() - started >= 75);
  });

  it('hits only its path, as a whole, and its method', async () => {
    await fault({ path: '/stentor', status: 500 });
    await fault({ method: 'get', path: '/(stentor|config)/.*', status: 502 });
    assert.equal((await post('/stentor/studio', {})).status, 400);
    assert.equal((await get('/config/demo')).status, 502);
    assert.equal((await post('/config/demo', {})).status, 404);
    assert.equal((await say('hi')).status, 500);
    assert.equal((await get('/__mock/requests')).status, 200);
  });

  it('adds up, is listed with its hits, and goes away when deleted', async () => {
    await fault({ path: '/stentor', latency: 1 });
    await fault({ path: '/stentor', status: 500, count: 3 });
    assert.equal((await say('hi')).status, 500);
    assert.deepEqual(await (await get('/__mock/faults')).json(), [
      { path: '/stentor', latency: 1, hits: 1 },
      { path: '/stentor', status: 500, count: 3, hits: 1 },
    ]);
    assert.equal((await fetch(`${url}/__mock/faults`, { method: 'DELETE' })).status, 204);
    assert.equal((await say('hi')).status, 200);
  });

  for (const bad of [
    { staus: 500 },
    { status: 99 },
    { count: 0 },
    { latency: -1 },
    { path: '(' },
    { drop: 'yes' },
    { when: 'later' },
    { headers: { a: 1 } },
    { __proto__: null, constructor: 1 },
  ])
    it(`refuses ${JSON.stringify(bad)}`, async () => {
      const answer = await fault(bad);
      assert.equal(answer.status, 400);
      assert.equal((await answer.json()).error.code, 'bad-fault');
    });
});

describe('POST /__mock/push', () => {
  beforeEach(reset);

  it('names the conversations that it reached', async () => {
    await say('hi', { sessionId: 'a' });
    await say('hi', { sessionId: 'b' });
    assert.deepEqual(await (await post('/__mock/push', { text: 'hello' })).json(), { conversations: ['a', 'b'] });
    const one = await post('/__mock/push', { text: 'hello', conversation: 'b' });
    assert.deepEqual(await one.json(), { conversations: ['b'] });
  });

  it('refuses what it cannot say, and to whom it cannot say it', async () => {
    assert.equal((await post('/__mock/push', {})).status, 400);
    assert.equal((await post('/__mock/push', { text: 7 })).status, 400);
    assert.equal((await post('/__mock/push', { parts: [7] })).status, 400);
    assert.equal((await post('/__mock/push', { text: 'x', conversation: 'nobody' })).status, 404);
  });
});

describe('POST /__mock/reset', () => {
  it('forgets what arrived, what was to go wrong, who spoke and how much', async () => {
    await say('hi', { requestId: 'known' });
    await fault({ path: '/stentor', status: 500 });
    assert.equal((await reset()).status, 204);
    assert.deepEqual([await log(), await (await get('/__mock/faults')).json()], [[], []]);
    await say('hi', { requestId: 'known' });
    assert.deepEqual(await committed(), [true]);
  });
});
