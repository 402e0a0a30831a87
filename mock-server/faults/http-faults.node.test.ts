import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, it } from 'node:test';
import { systemClock } from '../clock.js';
import { testServer } from '../test-server.js';
import { createFaults } from './faults.js';

const server = await testServer();
const { get, log, say, fault, reset, url } = server;
const heal = () => fetch(`${url}/__mock/faults`, { method: 'DELETE' });
const committed = async () => (await log()).map((entry) => entry.committed);
const body = JSON.stringify({ type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId: 's', userId: 'u', requestId: 'r' });

/** How a request ends: the answer's text, or the error of the connection. */
async function outcome(path = '/stentor'): Promise<string> {
  const asking = request(url + path, { method: 'POST', headers: { 'content-type': 'application/json' } });
  // One that breaks within its answer says so twice.
  asking.on('error', () => {});
  asking.end(body);
  try {
    const [answer] = await once(asking, 'response');
    let text = '';
    for await (const piece of answer) text += String(piece);
    return text;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
const isPending = async (promise: Promise<unknown>) =>
  (await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 60, 'pending'))])) === 'pending';

describe('faults of an answer over HTTP', { timeout: 20_000 }, () => {
  beforeEach(reset);

  it('reset breaks the connection, before or after the bot acted, or within the answer', async () => {
    await fault({ path: '/stentor', reset: true, count: 1 });
    assert.equal(await outcome(), 'ECONNRESET');
    assert.deepEqual(await committed(), [false]);
    await fault({ path: '/stentor', reset: true, when: 'after', count: 1 });
    assert.equal(await outcome(), 'ECONNRESET');
    assert.deepEqual(await committed(), [false, true]);
    await fault({ path: '/stentor', reset: true, truncate: 5, count: 1 });
    assert.equal(await outcome(), 'ECONNRESET');
    assert.match(await outcome(), /outputSpeech/);
  });

  it('reset is a reset, and drop a hanging up', async () => {
    const heard = async (): Promise<string> => {
      const wire = connect(server.port, '127.0.0.1');
      wire.write('GET /config/demo HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
      return once(wire.resume(), 'end').then(
        () => 'end',
        ({ code }: NodeJS.ErrnoException) => String(code),
      );
    };
    await fault({ path: '/config/demo', drop: true, count: 1 });
    assert.equal(await heard(), 'end');
    await fault({ path: '/config/demo', reset: true, count: 1 });
    assert.equal(await heard(), 'ECONNRESET');
  });

  it('stall holds the request back, and nothing closes, until the faults are deleted', async () => {
    await fault({ path: '/stentor', stall: true, count: 1 });
    const held = say('hi');
    while ((await log()).length === 0);
    assert.ok(await isPending(held));
    assert.deepEqual(await committed(), [false]);
    await heal();
    assert.equal((await held).status, 200);
    assert.deepEqual(await committed(), [true]);
  });

  it('stall holds the whole answer back after the bot acted', async () => {
    await fault({ path: '/stentor', stall: true, when: 'after', count: 1 });
    const held = say('hi');
    while (!(await committed())[0]);
    assert.ok(await isPending(held));
    assert.deepEqual(await committed(), [true]);
    await heal();
    assert.equal((await held).status, 200);
  });

  it('stall holds the answer back after so many bytes', async () => {
    await fault({ path: '/stentor', stall: 12, count: 1 });
    const answer = await say('hi');
    assert.ok(answer.body);
    const reader = answer.body.getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value), '{"outputSpee');
    const rest = reader.read();
    assert.ok(await isPending(rest));
    await heal();
    assert.match(new TextDecoder().decode((await rest).value), /^ch"/);
  });

  it('a fault ends by itself after its time, and a stall with it', async () => {
    await fault({ path: '/stentor', stall: true, for: 80 });
    assert.equal((await say('hi')).status, 200);
    assert.deepEqual(await (await get('/__mock/faults')).json(), []);
  });

  it('slow sends a few bytes at a time, whatever character they cut', async () => {
    await fault({ path: '/stentor', slow: { bytes: 3, interval: 1 } });
    const answer = await say('👩‍🔬 ok');
    const pieces: Uint8Array[] = [];
    assert.ok(answer.body);
    for await (const piece of answer.body) pieces.push(piece);
    const whole = Buffer.concat(pieces).toString();
    assert.ok(pieces.length > 10, `${pieces.length} pieces`);
    assert.match(whole, /👩‍🔬 ok/);
  });

  it('corrupt leaves no JSON', async () => {
    await fault({ path: '/stentor', corrupt: true, count: 1 });
    const answer = await say('hi');
    assert.equal(answer.status, 200);
    await assert.rejects(answer.json(), SyntaxError);
  });

  it('headers alone are added to the answer', async () => {
    await fault({ path: '/stentor', headers: { 'retry-after': '3' }, count: 1 });
    const answer = await say('hi');
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [200, '3']);
    assert.match(await answer.text(), /> hi/);
  });

  it('skip lets the first ones pass', async () => {
    await fault({ path: '/stentor', skip: 1, status: 500, count: 1 });
    const statuses = [(await say('a')).status, (await say('b')).status, (await say('c')).status];
    assert.deepEqual(statuses, [200, 500, 200]);
  });

  it('jitter is chance that can be repeated', () => {
    const waits = (seed: number) => {
      const faults = createFaults(systemClock);
      faults.add({ latency: 100, jitter: 50, seed });
      return [1, 2, 3].map(() => faults.strike({ kind: 'request', method: 'GET', path: '/' }).wait);
    };
    const [first, second] = waits(7);
    assert.ok(first !== undefined && first >= 100 && first < 150 && first !== second);
    assert.deepEqual(waits(7), waits(7));
    assert.notDeepEqual(waits(7), waits(8));
  });

  for (const bad of [
    { stall: -1 },
    { slow: { bytes: 0, interval: 1 } },
    { slow: 5 },
    { refuse: 200 },
    { reorder: 1 },
    { fragment: 0 },
    { event: {} },
    { for: 'ever' },
  ])
    it(`refuses ${JSON.stringify(bad)}`, async () => assert.equal((await fault(bad)).status, 400));
});

describe('the whole server', { timeout: 20_000 }, () => {
  beforeEach(reset);

  it('is offline: what is open breaks, nobody comes in, the control door stays', async () => {
    await fault({ path: '/stentor', stall: true });
    const held = outcome();
    while ((await log()).length === 0);
    await fault({ offline: true });
    assert.equal(await held, 'ECONNRESET');
    assert.equal(await outcome(), 'ECONNRESET');
    await assert.rejects(fetch(`${url}/stentor`, { method: 'OPTIONS' }), TypeError);
    assert.equal((await log()).length, 1, 'nobody is there to note what comes');
    await heal();
    assert.match(await outcome(), /outputSpeech/);
  });

  it('is offline for a while', async () => {
    // Long enough for a machine that stalls before it asks.
    await fault({ offline: true, for: 2000 });
    assert.equal(await outcome(), 'ECONNRESET');
    while ((await outcome()) === 'ECONNRESET') await pause(20);
    assert.match(await outcome(), /outputSpeech/);
  });

  it('forgets everything in a restart but what tests look at', async () => {
    await say('hi', { requestId: 'known' });
    await fault({ restart: true });
    assert.deepEqual(await (await get('/__mock/faults')).json(), []);
    await say('hi', { requestId: 'known' });
    assert.deepEqual(await committed(), [true, true]);
    const { commits } = await (await get('/__mock/journal')).json();
    assert.deepEqual(
      commits.map(({ id, place, epoch }: Record<string, unknown>) => [id, place, epoch]),
      [
        ['known', 1, 0],
        ['known', 2, 1],
      ],
    );
    assert.equal((await get('/config/demo')).status, 200);
  });
});

describe('GET /__mock/journal', () => {
  beforeEach(reset);

  it('lists what the bot acted on and what was said, each once', async () => {
    await say('hi', { requestId: 'a' });
    await say('hi', { requestId: 'a' });
    await say('there', { requestId: 'b' });
    await say('empty', { requestId: 'c' });
    await say('fail 500', { requestId: 'd' });
    await server.post('/__mock/push', { text: 'An agent' });
    const { commits, words } = await (await get('/__mock/journal')).json();
    assert.deepEqual(
      commits.map(({ transport, sessionId, id, text, place }: Record<string, unknown>) => [
        transport,
        sessionId,
        id,
        text,
        place,
      ]),
      [
        ['direct', 's', 'a', 'hi', 1],
        ['direct', 's', 'b', 'there', 2],
        ['direct', 's', 'c', 'empty', 3],
      ],
    );
    assert.deepEqual(
      words.map(({ sessionId, text }: Record<string, unknown>) => [sessionId, text]),
      [
        ['s', 'You said:\n\n> hi'],
        ['s', 'You said:\n\n> there'],
        ['s', 'An agent'],
      ],
    );
    assert.deepEqual([words[0].messageId, words[1].messageId], ['a.reply', 'b.reply']);
  });
});
