import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type { ConnectionCount } from '../connections.js';
import { testServer, testSocket } from '../test-server.js';

const server = await testServer();
const { get, log, fault, reset, post, url } = server;
const heal = () => fetch(`${url}/__mock/faults`, { method: 'DELETE' });
const count = async () => (await (await get('/__mock/connections')).json()) as ConnectionCount;
const open: WebSocket[] = [];
const knock = () => new WebSocket(`${url.replace('http', 'ws')}/stentor/ws`);

async function joined() {
  const widget = await testSocket(server);
  open.push(widget.socket);
  await widget.join();
  return widget;
}
/** The code that a socket closes with, or what broke it. */
const ending = async ({ socket }: { readonly socket: WebSocket }): Promise<unknown> => {
  socket.on('error', () => {});
  return (await once(socket, 'close'))[0];
};
const settledWithin = async (promise: Promise<unknown>, ms: number) =>
  (await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms, 'pending'))])) !== 'pending';

describe('faults of a socket', { timeout: 20_000 }, () => {
  beforeEach(reset);
  afterEach(async () => {
    await heal();
    await Promise.all(
      open.splice(0).map(async (socket) => {
        if (socket.readyState === WebSocket.CLOSED) return;
        socket.terminate();
        await once(socket, 'close');
      }),
    );
  });

  it('reset breaks it without a word, before the frame arrives or after', async () => {
    const first = await joined();
    await fault({ method: 'WS', direction: 'up', event: 'new message', reset: true, count: 1 });
    first.say('lost', 'r1');
    assert.equal(await ending(first), 1006);
    const second = await joined();
    await fault({ method: 'WS', direction: 'up', event: 'new message', reset: true, when: 'after', count: 1 });
    second.say('kept', 'r2');
    assert.equal(await ending(second), 1006);
    const said = (await log()).filter(({ committed }) => committed).map(({ body }) => JSON.stringify(body));
    assert.deepEqual([said.length, said[0]?.includes('kept')], [1, true]);
  });

  it('stall: nothing goes either way, no close, no answer to a close; later everything goes on', async () => {
    const widget = await joined();
    await fault({ method: 'WS', event: 'new message', direction: 'up', stall: true, count: 1 });
    widget.say('one', 'r1');
    widget.say('two', 'r2');
    await post('/__mock/push', { text: 'An agent' });
    assert.equal(await settledWithin(once(widget.socket, 'message'), 80), false);
    assert.ok(!(await log()).some(({ committed }) => committed));
    const other = await joined();
    assert.deepEqual(await count(), { sockets: 2, streams: 0, mostSockets: 1, mostStreams: 0 });
    other.socket.terminate();
    await heal();
    const frames = await widget.until('stop typing');
    assert.ok(frames.some(({ event }) => event === 'ack'));
    assert.match(JSON.stringify(frames), /An agent/);
  });

  it('a stalled socket does not hear that it is closed', async () => {
    const widget = await joined();
    await fault({ method: 'WS', stall: true });
    widget.say('one', 'r1');
    while ((await (await get('/__mock/faults')).json())[0].hits === 0);
    widget.socket.close(1000);
    const closed = ending(widget);
    assert.equal(await settledWithin(closed, 80), false);
    await heal();
    assert.equal(await closed, 1000);
    while ((await count()).sockets > 0);
  });

  it('reorder turns frames round, and none is lost when fewer come', async () => {
    const widget = await joined();
    await fault({ method: 'WS', direction: 'down', reorder: 3 });
    widget.say('hi', 'r1');
    const events = [await widget.next(), await widget.next(), await widget.next(), await widget.next()];
    assert.deepEqual(
      events.map(({ event }) => event),
      ['new message', 'typing', 'ack', 'stop typing'],
    );
  });

  it('corrupt leaves no JSON, binary says so, fragment comes byte by byte and whole', async () => {
    const widget = await joined();
    const raw = async (): Promise<readonly [string, boolean]> => {
      widget.send('history', { after: 9 });
      const [data, isBinary] = await once(widget.socket, 'message');
      return [String(data), isBinary];
    };
    await fault({ method: 'WS', direction: 'down', corrupt: true, count: 1 });
    const [corrupt] = await raw();
    assert.throws(() => JSON.parse(corrupt), SyntaxError);
    await fault({ method: 'WS', direction: 'down', binary: true, count: 1 });
    assert.equal((await raw())[1], true);
    await fault({ method: 'WS', direction: 'down', fragment: 1, body: { event: '👩‍🔬' }, count: 1 });
    assert.deepEqual(await raw(), ['{"event":"👩‍🔬"}', false]);
  });

  it('a frame is found by its number too', async () => {
    const widget = await joined();
    await fault({ method: 'WS', direction: 'down', event: 3, drop: true });
    widget.say('hi', 'r1');
    const events = (await widget.until('stop typing')).map(({ event }) => event);
    assert.deepEqual(events, ['ack', 'new message', 'stop typing']);
  });

  it('refuse answers the upgrade with a status, or with nothing', async () => {
    await fault({ refuse: 401, count: 1 });
    const refused = knock();
    const [, answer] = await once(refused, 'unexpected-response');
    assert.equal(answer.statusCode, 401);
    refused.on('error', () => {});
    refused.terminate();
    await fault({ path: '/stentor/ws', refuse: 0, count: 1 });
    const [error] = await once(knock(), 'error');
    assert.match(String(error), /hang up|ECONNRESET/);
    assert.equal((await server.say('hi')).status, 200, 'what is no upgrade is not refused');
  });

  it('offline breaks it and lets no other in', async () => {
    const widget = await joined();
    await fault({ offline: true });
    assert.equal(await ending(widget), 1006);
    const [error] = await once(knock(), 'error');
    assert.match(String(error), /hang up|ECONNRESET/);
    await heal();
    await joined();
  });

  it('restart closes it with 1012, and its room is forgotten', async () => {
    const widget = await joined();
    widget.say('hi', 'r1');
    await widget.until('stop typing');
    await fault({ restart: true });
    assert.equal(await ending(widget), 1012);
    const again = await joined();
    again.send('history', { after: 0 });
    assert.equal((await again.until('history')).length, 1);
  });

  it('sockets are counted while they are open, and most at once', async () => {
    const first = await joined();
    const second = await joined();
    first.socket.close();
    second.socket.close();
    while ((await count()).sockets > 0);
    assert.deepEqual(await count(), { sockets: 0, streams: 0, mostSockets: 2, mostStreams: 0 });
    await reset();
    assert.equal((await count()).mostSockets, 0);
  });
});
