import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { until } from '../../test/until.js';
import { createConversation } from '../../src/core/conversation.js';
import { textOf } from '../../src/core/own-message.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Transport, TransportOptions } from '../../src/protocol/transport.js';
import { airyTransport } from '../../src/transports/airy/airy-transport.js';
import { chatbotkitTransport } from '../../src/transports/chatbotkit/chatbotkit-transport.js';
import { directTransport } from '../../src/transports/direct/direct-transport.js';
import { opencxTransport } from '../../src/transports/opencx/opencx-transport.js';
import { sessionTransport } from '../../src/transports/session/session-transport.js';
import { socketioTransport } from '../../src/transports/socketio/socketio-transport.js';
import { websocketTransport } from '../../src/transports/websocket/websocket-transport.js';
import { redisServer, type RedisServer } from './redis-server.js';
import { oneProcess, roundRobin, type OneProcess } from './two-processes.js';

const PREFIX = 'two:';
const ALL = Array.from({ length: 20 }, (_, index) => `word-${index + 1}`).join(' ');
const { signal } = new AbortController();
let redis: RedisServer;
let processes: OneProcess[] = [];
let balancer: Awaited<ReturnType<typeof roundRobin>>;
let visitors = 0;

const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const words = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A visitor behind the balancer. */
async function visitor(make: (options: TransportOptions) => Transport, more: Partial<TransportOptions> = {}) {
  const id = `visitor-${(visitors += 1)}`;
  const transport = make({
    url: balancer.url,
    session: { id, userId: id, startedAt: 0 },
    timeout: 20_000,
    accountKey: 'key',
    webSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    patience: { ack: 3000, heartbeat: 1000, backoff: 50 },
    ...more,
  });
  const screen = createConversation();
  const events: ChatEvent[] = [];
  await transport.open((event) => {
    events.push(event);
    screen.receive(event);
  });
  return {
    id,
    transport,
    events,
    answers: () =>
      screen
        .messages()
        .filter(({ author }) => author !== 'user')
        .map((message) => words(textOf(message))),
    has: (type: ChatEvent['type']) => events.some((event) => event.type === type),
    send: (command: string, text: string) =>
      transport.send({ type: 'send-message', id: command, text }, signal).then(
        () => 'delivered',
        (error: { readonly outcome: string }) => error.outcome,
      ),
  };
}
/** Kills the process that says the answer to these words when half of it is said. */
async function killInMidStream(text: string): Promise<void> {
  const streaming = await Promise.race(processes.map((each) => each.until(`half ${text}`).then(() => each)));
  await streaming.kill();
}
/** Two are there again. */
async function replace(): Promise<void> {
  processes = [...processes.filter(({ isAlive }) => isAlive())];
  while (processes.length < 2) processes.push(await oneProcess(redis, PREFIX));
}

/** The wires whose answer comes by another way than the request's own: a socket, or a poll. */
const others = {
  socketio: () => visitor(socketioTransport, { url: balancer.url }),
  airy: () => visitor(airyTransport, { url: balancer.url, channelId: 'demo' }),
  opencx: () => visitor(opencxTransport, { url: balancer.url, token: 'main' }),
};

describe('two processes behind a load balancer', () => {
  before(async () => {
    redis = await redisServer();
    await replace();
    balancer = await roundRobin(() => processes);
  });
  after(async () => {
    await balancer.close();
    for (const each of processes) await each.kill();
    await redis.end();
  });

  it('are one server for a visitor of each wire', async () => {
    const url = `${balancer.url}/stentor`;
    const talks = [
      await visitor(directTransport, { url }),
      await visitor(websocketTransport, { url: `${url}/ws`.replace('http', 'ws') }),
      await visitor(chatbotkitTransport, { url: `${balancer.url}/v1`, widgetId: 'main' }),
      await visitor(sessionTransport, { url: balancer.url, getSession }),
      ...(await Promise.all(Object.values(others).map((enter) => enter()))),
    ];
    for (const { id, send, answers, transport } of talks) {
      for (const turn of [1, 2, 3]) {
        assert.equal(await send(`${id}-${turn}`, `short ${id} ${turn}`), 'delivered');
        await until(() => answers().length === turn, `answer ${turn}`);
      }
      assert.deepEqual(
        answers(),
        [1, 2, 3].map((turn) => `You said short ${id} ${turn}.`),
      );
      await transport.close();
    }
  });

  it('let a websocket that lost its process hear the whole answer from the other, once', async () => {
    const { send, answers, transport, has } = await visitor(websocketTransport, {
      url: `${balancer.url}/stentor/ws`.replace('http', 'ws'),
    });
    assert.equal(await send('ws-0', 'short hello'), 'delivered');
    await until(() => answers().length === 1, 'the first answer');
    assert.equal(await send('ws-1', 'long websocket'), 'delivered');
    await killInMidStream('long websocket');
    await until(() => answers().length === 2, 'the answer of who took over');
    assert.deepEqual(answers(), ['You said short hello.', ALL]);
    assert.equal(await send('ws-2', 'short again'), 'delivered');
    await until(() => answers().length === 3, 'the third answer');
    assert.deepEqual(answers(), ['You said short hello.', ALL, 'You said short again.']);
    assert.equal(has('continuity-lost'), false);
    await transport.close();
    await replace();
  });

  it('let a stream of the session wire go on where it broke, from its last event id', async () => {
    const { send, answers, transport, has } = await visitor(sessionTransport, { url: balancer.url, getSession });
    const sent = send('sse-1', 'long session');
    await killInMidStream('long session');
    assert.equal(await sent, 'delivered');
    await until(() => answers().join() === ALL, 'the whole answer');
    assert.deepEqual(answers(), [ALL]);
    assert.equal(has('message-interrupted'), false);
    await transport.close();
    await replace();
  });

  it('answer a request that was sent again, though its first process is dead, and say it once', async () => {
    const { id, send, answers, transport } = await visitor(directTransport, { url: `${balancer.url}/stentor` });
    const sent = send('direct-1', 'long direct');
    await killInMidStream('long direct');
    assert.notEqual(await sent, 'delivered');
    assert.equal(await send('direct-1', 'long direct'), 'delivered');
    assert.deepEqual(answers(), [ALL]);
    const kept = await historyOf(id);
    assert.deepEqual(kept.map(words), [ALL], 'the room knows it once');
    await transport.close();
    await replace();
  });

  for (const [wire, enter] of Object.entries(others))
    it(`tell a visitor of ${wire} the whole answer that a dead process had begun, once, and go on`, async () => {
      const { send, answers, transport } = await enter();
      assert.equal(await send(`${wire}-0`, `short ${wire}`), 'delivered');
      await until(() => answers().length === 1, 'the first answer');
      const sent = send(`${wire}-1`, `long ${wire}`);
      await killInMidStream(`long ${wire}`);
      // OpenCX's request holds the answer: it breaks, and is sent again by its id.
      if ((await sent) !== 'delivered') assert.equal(await send(`${wire}-1`, `long ${wire}`), 'delivered');
      await until(() => answers().length >= 2, 'the answer of who took over');
      await until(async () => (await send(`${wire}-2`, `short again`)) === 'delivered', 'a delivery');
      await until(() => answers().includes('You said short again.'), 'the answer to it');
      assert.deepEqual(answers(), [`You said short ${wire}.`, ALL, 'You said short again.']);
      await transport.close();
      await replace();
    });

  it('say that a ChatBotKit stream was interrupted, keep what was told, and go on', async () => {
    const { send, answers, transport, has } = await visitor(chatbotkitTransport, {
      url: `${balancer.url}/v1`,
      widgetId: 'main',
    });
    assert.equal(await send('cbk-0', 'short hello'), 'delivered');
    const sent = send('cbk-1', 'long chatbotkit');
    await killInMidStream('long chatbotkit');
    await sent;
    await until(() => has('message-interrupted'), 'an interruption');
    const [, cut = ''] = answers();
    assert.ok(cut.length > 0 && ALL.startsWith(cut), `“${cut}” is the beginning`);
    assert.equal(await send('cbk-2', 'short again'), 'delivered');
    assert.equal(answers().at(-1), 'You said short again.');
    await transport.close();
    await replace();
  });

  it('bring an agent’s words from one to a visitor on the other', async () => {
    const [one, other] = processes;
    assert.ok(one && other);
    const listening = await visitor(websocketTransport, { url: `${one.url}/stentor/ws`.replace('http', 'ws') });
    const agent = new WebSocket(`${other.url}/stentor/ws`.replace('http', 'ws'));
    await new Promise((resolve) => agent.once('open', resolve));
    const frame = (event: string, data: object = {}) =>
      agent.send(
        JSON.stringify({
          event,
          data,
          sessionId: listening.id,
          sender: { deviceId: 'Widget', userId: 'ann', displayName: 'Ann', isAdmin: true },
        }),
      );
    frame('user joined');
    frame('barge in');
    await until(() => listening.events.some(({ type }) => type === 'party-changed'), 'the agent');
    frame('new message', { type: 'INTENT_REQUEST', rawQuery: 'I am Ann', userId: 'ann', requestId: 'ann-1' });
    await until(() => listening.answers().includes('I am Ann'), 'the agent’s words');
    assert.deepEqual(listening.answers(), ['I am Ann']);
    agent.close();
    await listening.transport.close();
  });

  it('count a visitor’s messages together', async () => {
    let refused: Response | undefined;
    let passed = 0;
    while (!refused) {
      const id = `pace-${passed}`;
      const said = { type: 'INTENT_REQUEST', rawQuery: 'short', sessionId: 'pace', userId: 'u', requestId: id };
      const answer = await post(`${processes[passed % 2]?.url}/stentor`, said, { authorization: 'Bearer key' });
      if (answer.status === 429) refused = answer;
      else passed += 1;
    }
    // Thirty at once, and what comes back meanwhile; two that counted by themselves would let sixty pass.
    assert.ok(passed >= 30 && passed < 60, `${passed} passed`);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
  });

  it('refuse a token on one that was taken back on the other', async () => {
    const [one, other] = processes;
    assert.ok(one && other);
    const about = { sessionId: 'revoked' };
    const made = await post(`${one.url}/stentor/session`, about, { authorization: 'Bearer key' });
    const { token } = (await made.json()) as { readonly token: string };
    const end = (where: OneProcess) =>
      fetch(`${where.url}/stentor/session`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
    assert.equal((await end(other)).status, 204, 'the other one knows it');
    assert.equal((await end(one)).status, 401);
  });

  it('ask visitors to wait while Redis is away, and are there again when it is', async () => {
    const say = async (requestId: string) =>
      post(
        `${processes[0]?.url}/stentor`,
        { type: 'INTENT_REQUEST', rawQuery: 'short', sessionId: 'away', userId: 'u', requestId },
        { authorization: 'Bearer key' },
      );
    assert.equal((await say('a')).status, 200);
    await redis.kill();
    const refused = await say('b');
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '2');
    assert.match(await refused.text(), /store-away/);
    await redis.start();
    await until(async () => (await say('b')).status === 200, 'Redis again');
    assert.ok(processes.every(({ isAlive }) => isAlive()));
    await until(() => /store-back/.test(processes[0]?.errors() ?? ''), 'the line that says so');
    const told = processes[0]?.errors() ?? '';
    assert.equal(told.match(/store-away/g)?.length, 1, told);
    assert.doesNotMatch(told, /redis:|127\.0\.0\.1/);
  });
});

/** What the bot said in a session, as the router remembers it. */
async function historyOf(sessionId: string): Promise<readonly string[]> {
  const socket = new WebSocket(`${balancer.url}/stentor/ws`.replace('http', 'ws'));
  await new Promise((resolve) => socket.once('open', resolve));
  const said: string[] = [];
  const over = new Promise<void>((resolve) =>
    socket.on('message', (data) => {
      const { event, data: told } = JSON.parse(String(data)) as {
        readonly event: string;
        readonly data?: { readonly outputSpeech?: { readonly displayText?: string } };
      };
      if (event === 'history') resolve();
      if (event === 'new message') said.push(told?.outputSpeech?.displayText ?? '');
    }),
  );
  const sender = { deviceId: 'Widget', userId: 'reader' };
  for (const frame of [{ event: 'user joined' }, { event: 'history', data: { after: 0 } }])
    socket.send(JSON.stringify({ ...frame, sender, sessionId }));
  await over;
  socket.close();
  return said;
}

async function getSession() {
  const made = await post(
    `${balancer.url}/hyponema/sessions`,
    { agent_id: 'main', user_id: 'u', modality: 'text' },
    { authorization: 'Bearer key' },
  );
  return (await made.json()) as { readonly id: string; readonly token: string };
}
