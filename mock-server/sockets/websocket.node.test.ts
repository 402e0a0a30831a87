import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { testServer, testSocket } from '../test-server.js';

const server = await testServer();
const { post, log, fault, reset } = server;
const open: WebSocket[] = [];

async function seat(query?: string, userId?: string, sessionId?: string) {
  const widget = await testSocket(server, query, userId, sessionId);
  open.push(widget.socket);
  return widget;
}
async function joined(query?: string, userId?: string, sessionId?: string) {
  const widget = await seat(query, userId, sessionId);
  await widget.join();
  return widget;
}
const frames = async () => (await log()).filter(({ method }) => method === 'WS');

describe('WebSocket /stentor/ws', { timeout: 20_000 }, () => {
  beforeEach(reset);
  afterEach(async () => {
    await Promise.all(
      open.splice(0).map(async (socket) => {
        if (socket.readyState === WebSocket.CLOSED) return;
        socket.terminate();
        await once(socket, 'close');
      }),
    );
  });

  it('tells who joins that there is a session, and what it can do', async () => {
    const update = await (await seat('?userId=u&isAdmin=false')).join();
    assert.equal(update.event, 'connection update');
    assert.equal(update.sender?.deviceId, 'Router');
    const { epoch, ...told } = update.data as { readonly epoch: string };
    assert.match(epoch, /^[\da-f-]{36}$/);
    const features = ['ack', 'history', 'ping', 'erasure'];
    assert.deepEqual(told, { sessionCreated: true, features, first: 1, seq: 0 });
    const upgrade = (await log())[0];
    assert.deepEqual(
      [upgrade?.transport, upgrade?.method, upgrade?.path, upgrade?.search, upgrade?.status],
      ['websocket', 'GET', '/stentor/ws', '?userId=u&isAdmin=false', 101],
    );
  });

  it('acknowledges, types, answers with an id and a number, and stops typing', async () => {
    const widget = await joined();
    widget.say('good morning', 'r1');
    const said = await widget.until('stop typing');
    assert.deepEqual(
      said.map(({ event }) => event),
      ['ack', 'typing', 'new message', 'stop typing'],
    );
    assert.deepEqual(said[0]?.data, { requestId: 'r1' });
    const answer = said[2];
    assert.equal(answer?.sender?.deviceId, 'Bot');
    assert.equal(answer?.seq, 1);
    assert.ok(answer?.id);
    assert.match(JSON.stringify(answer?.data), /good morning/);
  });

  it('acts once per request id, and acknowledges each time', async () => {
    const widget = await joined();
    widget.say('hi', 'same');
    await widget.until('stop typing');
    widget.say('hi', 'same');
    assert.equal((await widget.next()).event, 'ack');
    widget.send('history', { after: 0 });
    const since = await widget.until('history');
    assert.deepEqual(
      since.map(({ event, seq, data }) => (event === 'history' ? data : seq)),
      [1, { after: 1, first: 1 }],
    );
    assert.deepEqual(
      (await frames()).filter(({ body }) => JSON.stringify(body).includes('same')).map(({ committed }) => committed),
      [true, false],
    );
  });

  it('knows an id that came over HTTP before', async () => {
    await server.say('hi', { requestId: 'twice' });
    const widget = await joined();
    widget.say('hi', 'twice');
    assert.equal((await widget.next()).event, 'ack');
    assert.equal((await frames()).at(-1)?.committed, false);
  });

  it('gives whoever was away what was said, and not their own words', async () => {
    const first = await joined('', 'ann');
    const second = await joined('', 'bob');
    assert.equal((await first.next()).event, 'user joined');
    first.say('one', 'r1');
    await first.until('stop typing');
    second.socket.terminate();
    await first.until('user left');
    first.say('two', 'r2');
    await first.until('stop typing');
    await post('/__mock/push', { text: 'an agent' });
    const back = await joined('', 'bob');
    back.send('history', { after: 1 });
    const missed = await back.until('history');
    assert.deepEqual(
      missed.map(({ event, sender, seq }) => [event, sender?.userId, seq]),
      [
        ['new message', 'ann', undefined],
        ['new message', 'bot-1', 2],
        ['new message', 'agent-1', 3],
        ['history', 'router', undefined],
      ],
    );
    first.send('history', { after: 3 });
    assert.deepEqual((await first.until('history')).at(-1)?.data, { after: 3, first: 1 });
  });

  it('tells who asks how far the conversation is', async () => {
    const widget = await joined();
    widget.send('ping');
    assert.deepEqual((await widget.next()).data, { seq: 0 });
    widget.say('hi', 'r1');
    await widget.until('stop typing');
    widget.send('ping');
    const pong = await widget.next();
    assert.deepEqual([pong.event, pong.data], ['pong', { seq: 1 }]);
  });

  it('says what it has forgotten: the first number it still has, and another epoch after a reset', async () => {
    const small = await testServer({ history: 2 });
    const widget = await testSocket(small);
    open.push(widget.socket);
    const { epoch } = (await widget.join()).data as { readonly epoch: string };
    for (const id of ['r1', 'r2', 'r3']) {
      widget.say('hi', id);
      await widget.until('stop typing');
    }
    widget.send('history', { after: 0 });
    const kept = await widget.until('history');
    assert.deepEqual(
      kept.map(({ event, seq, data }) => (event === 'history' ? data : seq)),
      [3, { after: 3, first: 3 }],
    );
    const again = (await widget.join()).data as { readonly epoch: string };
    assert.deepEqual(again, { ...again, epoch, first: 3, seq: 3 });
    await small.reset();
    widget.send('ping');
    const [update, pong] = [await widget.next(), await widget.next()];
    assert.deepEqual([update.event, pong.event, pong.data], ['connection update', 'pong', { seq: 0 }]);
    assert.notEqual((update.data as { readonly epoch: string }).epoch, epoch);
  });

  it('forgets a conversation when it is asked to, and the files in it', async () => {
    const widget = await joined();
    const form = new FormData();
    form.append('file', new File(['words'], 'a.txt'));
    const stored = await fetch(`${server.url}/uploads`, { method: 'POST', body: form });
    const { url: file } = (await stored.json()) as { readonly url: string };
    const attachments = [{ url: file }];
    widget.send('new message', { type: 'INTENT_REQUEST', rawQuery: 'hi', userId: 'u', requestId: 'r1', attachments });
    await widget.until('stop typing');
    assert.equal((await fetch(file)).status, 200);
    widget.send('new message', {
      type: 'CHANNEL_ACTION_REQUEST',
      action: 'ERASE_DATA',
      userId: 'u',
      requestId: 'r2',
    });
    assert.equal((await widget.next()).event, 'ack');
    widget.send('history', { after: 0 });
    const since = await widget.until('history');
    assert.deepEqual(
      since.map(({ event }) => event),
      ['connection update', 'history'],
    );
    assert.deepEqual(since.at(-1)?.data, { after: 0, first: 1 });
    assert.equal((await fetch(file)).status, 404);
  });

  it('shows a visitor’s words to the others in the room, and to nobody else', async () => {
    const ann = await joined('', 'ann');
    const bob = await joined('', 'bob');
    const stranger = await joined('', 'eve', 'another');
    const arrival = await ann.next();
    assert.deepEqual([arrival.event, arrival.sender?.userId], ['user joined', 'bob']);
    ann.send('new message', {
      type: 'INTENT_REQUEST',
      rawQuery: 'hello',
      userId: 'ann',
      requestId: 'r1',
      accessToken: 'private',
    });
    const relayed = await bob.next();
    assert.deepEqual([relayed.event, relayed.sender?.userId, relayed.id], ['new message', 'ann', 'r1']);
    assert.match(JSON.stringify(relayed.data), /"rawQuery":"hello"/);
    assert.doesNotMatch(JSON.stringify(relayed.data), /private/);
    assert.equal((await bob.until('stop typing')).length, 3);
    assert.ok(!(await ann.until('stop typing')).some(({ sender }) => sender?.deviceId === 'Widget'));
    ann.socket.close();
    const farewell = await bob.next();
    assert.deepEqual([farewell.event, farewell.sender?.userId], ['user left', 'ann']);
    stranger.send('history', { after: 0 });
    assert.equal((await stranger.next()).event, 'history');
  });

  it('lets a person take the session and give it back', async () => {
    const visitor = await joined('', 'ann');
    const agent = await joined('?isAdmin=true', 'joe');
    await visitor.next();
    const joe = { isAdmin: true, displayName: 'Joe' };
    agent.send('barge in', undefined, joe);
    agent.say('Joe here', 'a1', joe);
    assert.equal((await agent.next()).event, 'ack');
    assert.equal((await visitor.next()).event, 'barge in');
    const heard = await visitor.next();
    assert.deepEqual([heard.sender?.displayName, heard.sender?.isAdmin], ['Joe', true]);
    visitor.say('hello Joe', 'v1');
    assert.equal((await visitor.next()).event, 'ack');
    assert.equal((await agent.next()).event, 'new message');
    agent.send('barge out', undefined, joe);
    assert.equal((await visitor.next()).event, 'barge out');
    visitor.say('hello bot', 'v2');
    assert.deepEqual(
      (await visitor.until('stop typing')).map(({ event }) => event),
      ['ack', 'typing', 'new message', 'stop typing'],
    );
  });

  it('carries an agent’s push, words and parts', async () => {
    const widget = await joined();
    await post('/__mock/push', { text: 'A person here', conversation: 's' });
    const words = await widget.next();
    assert.deepEqual([words.sender?.deviceId, words.sender?.isAdmin, words.seq], ['Widget', true, 1]);
    assert.match(JSON.stringify(words.data), /A person here/);
    await post('/__mock/push', { parts: [{ type: 'carousel', items: [{ title: 'Red' }] }] });
    const parts = await widget.next();
    assert.deepEqual([parts.sender?.displayName, parts.seq], ['Agent', 2]);
    assert.match(JSON.stringify(parts.data), /"CAROUSEL"/);
  });

  it('is the plain router’s wire without its extension', async () => {
    const widget = await seat('?features=none');
    assert.deepEqual((await widget.join()).data, { sessionCreated: true });
    widget.send('history', { after: 0 });
    for (const round of [1, 2]) {
      widget.say('hi', 'same');
      const said = await widget.until('stop typing');
      assert.deepEqual(
        said.map(({ event }) => event),
        ['typing', 'new message', 'stop typing'],
        `round ${round}`,
      );
      assert.ok(said.every((frame) => !('id' in frame) && !('seq' in frame)));
    }
  });

  it('says that the bot failed, and does not acknowledge', async () => {
    const widget = await joined();
    widget.say('fail 503', 'r1');
    const failed = await widget.next();
    assert.equal(failed.event, 'failure');
    assert.deepEqual(failed.data, {
      type: 'BOT',
      tries: 1,
      delay: 1000,
      error: 'The bot was asked to break with status 503.',
    });
    assert.deepEqual([(await frames()).at(-1)?.status, (await frames()).at(-1)?.committed], [503, false]);
  });

  it('notes broken frames and stays open', async () => {
    const widget = await joined();
    for (const text of ['', '{', '[]', 'null', '{"event":"toString","sessionId":"s","sender":{"userId":"u"}}'])
      widget.socket.send(text);
    widget.socket.send(Buffer.from([1, 2, 3]));
    widget.socket.send(JSON.stringify({ event: 'new message', sessionId: 's' }));
    widget.send('new message', { type: 'INTENT_REQUEST' });
    widget.send('new message');
    widget.say('still there?', 'r1');
    assert.equal((await widget.next()).event, 'ack');
    const statuses = (await frames()).map(({ status }) => status);
    assert.deepEqual(statuses, [200, ...Array.from({ length: 9 }, () => 400), 200]);
  });

  it('closes on frames of more than 64 KB, and on more than twenty a second', async () => {
    const large = await joined();
    large.say('x'.repeat(70_000), 'r1');
    const [tooBig] = await once(large.socket, 'close');
    assert.equal(tooBig, 1009);
    const hasty = await joined();
    for (let n = 0; n < 25; n += 1) hasty.send('history', { after: 0 });
    const [tooFast] = await once(hasty.socket, 'close');
    assert.equal(tooFast, 1008);
  });

  it('refuses more sockets than it may have', async () => {
    const small = await testServer({ sockets: 3 });
    const knock = () => new WebSocket(`${small.url.replace('http', 'ws')}/stentor/ws`);
    const sockets = Array.from({ length: 3 }, knock);
    open.push(...sockets);
    await Promise.all(sockets.map((socket) => once(socket, 'open')));
    const last = knock();
    const [, answer] = await once(last, 'unexpected-response');
    assert.equal(answer.statusCode, 503);
    last.on('error', () => {});
    last.terminate();
  });

  it('loses, doubles, cuts, replaces and delays frames when a fault says so', async () => {
    const widget = await joined();
    await fault({ path: '/stentor/ws', method: 'WS', direction: 'down', event: 'ack', drop: true, count: 1 });
    await fault({ path: '/stentor/ws', method: 'WS', direction: 'down', event: 'new message', duplicate: 2, count: 1 });
    widget.say('hi', 'r1');
    assert.deepEqual(
      (await widget.until('stop typing')).map(({ event }) => event),
      ['typing', 'new message', 'new message', 'new message', 'stop typing'],
    );
    await fault({ method: 'WS', direction: 'up', event: 'new message', drop: true, count: 1 });
    widget.say('lost', 'r2');
    await fault({ method: 'WS', direction: 'down', event: 'history', body: { event: 'account status' }, count: 1 });
    await fault({ method: 'WS', direction: 'down', event: 'new message', latency: 30, count: 1 });
    widget.send('history', { after: 0 });
    assert.deepEqual([(await widget.next()).seq, (await widget.next()).event], [1, 'account status']);
    assert.ok(!(await frames()).some(({ body }) => JSON.stringify(body).includes('lost')));
    await fault({ method: 'WS', direction: 'down', truncate: 5, count: 1 });
    widget.send('history', { after: 9 });
    const [cut] = await once(widget.socket, 'message');
    assert.equal(String(cut), '{"eve');
  });

  it('closes, or never opens, when a fault says so', async () => {
    const widget = await joined();
    await fault({ path: '/stentor/ws', method: 'WS', close: 1012, count: 1 });
    widget.say('hi', 'r1');
    const [code] = await once(widget.socket, 'close');
    assert.equal(code, 1012);
    await fault({ path: '/stentor/ws', method: 'GET', status: 503, count: 1 });
    const refused = new WebSocket(`${server.url.replace('http', 'ws')}/stentor/ws`);
    const [, answer] = await once(refused, 'unexpected-response');
    assert.equal(answer.statusCode, 503);
    refused.on('error', () => {});
    refused.terminate();
    await fault({ path: '/stentor/ws', method: 'GET', drop: true, count: 1 });
    const [error] = await once(new WebSocket(`${server.url.replace('http', 'ws')}/stentor/ws`), 'error');
    assert.match(String(error), /hang up/);
  });

  it('asks a busy session to wait', async () => {
    const strict = await testServer({ rateLimit: 2 });
    await strict.say('hi', { sessionId: 'busy' });
    const widget = await testSocket(strict, '', 'u', 'busy');
    open.push(widget.socket);
    await widget.join();
    widget.say('one more', 'r1');
    const refused = await widget.next();
    assert.equal(refused.event, 'failure');
    assert.equal((await strict.log()).at(-1)?.status, 429);
  });
});
