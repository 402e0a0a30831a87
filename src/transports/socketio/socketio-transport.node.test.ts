import assert from 'node:assert/strict';
import { once } from 'node:events';
import { beforeEach, describe, it } from 'node:test';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { testServer } from '../../../mock-server/test-server.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { socketioTransport } from './socketio-transport.js';

Object.assign(globalThis, { describe, it });

/** Ten seconds of a transport are a third of one here. */
const HURRY = 30;
const PATH = '/socket.io/';
const server = await testServer({ latency: 0, rateLimit: 0 });
const { signal } = new AbortController();
const message = (id: string, text = `I say ${id}`) => ({ type: 'send-message', id, text }) as const;
let sessions = 0;

const optionsWith = (more: Partial<TransportOptions> = {}): TransportOptions => ({
  url: server.url,
  session: { id: `s-${(sessions += 1)}`, userId: 'u-1', startedAt: 0 },
  // Ten seconds of ours, and five to dial: a busy machine stands still for the tenth of it.
  timeout: 300_000,
  patience: { ack: 150_000 },
  setTimeout: (callback, ms) => setTimeout(callback, ms / HURRY),
  elapsed: () => performance.now() * HURRY,
  ...more,
});
const fault = async (harm: object) => assert.equal((await server.fault(harm)).status, 201);

/** The first word of that name. */
const heard = <T>(socket: Socket, name: string): Promise<T> => new Promise((resolve) => socket.once(name, resolve));

interface Opened {
  readonly transport: Transport;
  readonly types: () => readonly string[];
  readonly states: () => readonly string[];
  readonly texts: () => readonly string[];
  readonly events: readonly ChatEvent[];
  readonly until: (fact: () => boolean) => Promise<void>;
  readonly send: (id: string, text?: string) => Promise<string>;
}
async function opened(given: TransportOptions, body: (opened: Opened) => Promise<void>): Promise<void> {
  const transport = socketioTransport(given);
  const events: ChatEvent[] = [];
  let wake = () => {};
  try {
    await transport.open((event) => {
      events.push(event);
      wake();
    });
    await body({
      transport,
      events,
      types: () => events.map(({ type }) => type),
      states: () => events.flatMap((event) => (event.type === 'connection-changed' ? event.state : [])),
      texts: () =>
        events
          .flatMap((event) => (event.type === 'message-added' ? event.message.parts : []))
          .map((part) => ('text' in part && part.text !== undefined ? part.text : part.type)),
      async until(fact) {
        while (!fact()) await new Promise<void>((resolve) => (wake = resolve));
      },
      send: (id, text) =>
        transport.send(message(id, text), signal).then(
          () => 'delivered',
          (error: { readonly code: string; readonly outcome: string }) => `${error.code} ${error.outcome}`,
        ),
    });
  } finally {
    await transport.close();
  }
}

describe('the published client of socket.io, against the mock server', () => {
  beforeEach(server.reset);

  it('connects, comes in, is acknowledged and answered', async () => {
    const socket = io(server.url, { transports: ['websocket'], forceNew: true });
    try {
      await heard(socket, 'account_status');
      socket.emit('connection update', 'token-1');
      socket.emit('add user', { userId: 'u-1', name: 'Ann' });
      const joined = await heard<{ readonly token: string }>(socket, 'user joined');
      assert.equal(joined.token, 'token-1');
      const typing = heard(socket, 'typing');
      const answer = heard<{ readonly message: { readonly text: string } }>(socket, 'new message');
      const user = { userId: 'u-1' };
      const said = { type: 'msg', timestamp: 1, msg: 'Hello', user };
      assert.deepEqual(await socket.timeout(4_000).emitWithAck('new message', said), {});
      await typing;
      const { message } = await answer;
      assert.match(message.text, /Hello/);
    } finally {
      socket.disconnect();
    }
  });

  it('is told what it says wrong', async () => {
    const socket = io(`${server.url}/room`, { transports: ['websocket'], forceNew: true });
    try {
      const say = (data: unknown) => socket.timeout(4_000).emitWithAck('new message', data) as Promise<unknown>;
      const refused = async (data: unknown) => (await say(data)) as { readonly error: { readonly status: number } };
      assert.equal((await refused({ type: 'msg', msg: 'Hello' })).error.status, 400);
      socket.emit('add user', { userId: 'u-1' });
      for (const data of [7, {}, { type: 'custom' }, { type: 'custom', payload: '{' }, { type: 'startTyping' }])
        assert.equal((await refused(data)).error.status, 400);
    } finally {
      socket.disconnect();
    }
  });

  for (const text of ['', 'hello', '9', '42', '42[]', '42{"a":1}', '42[7]', '4', '451-["file",{"_placeholder":true}]'])
    it(`is not what says ${JSON.stringify(text)}`, async () => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${PATH}?EIO=4&transport=websocket`);
      await once(socket, 'open');
      socket.send(text);
      const [code] = (await once(socket, 'close')) as [number];
      assert.equal(code, 1008);
    });
});

describe('socketio, against the mock server', () => {
  beforeEach(server.reset);
  itIsATransport(() => socketioTransport(optionsWith()));

  it('says who comes, and is answered', () =>
    opened(optionsWith({ contact: () => ({ name: 'Ann' }) }), async ({ send, until, texts }) => {
      assert.equal(await send('m-1'), 'delivered');
      await until(() => texts().length === 1);
      const frames = (await server.log()).filter(({ transport }) => transport === 'socketio');
      const bodies = frames.flatMap(({ body }) => (body === null ? [] : [body as { event: string; data: object }]));
      assert.deepEqual(bodies.map(({ event }) => event).toSorted(), ['add user', 'connection update', 'new message']);
      const said = bodies.find(({ event }) => event === 'new message')?.data;
      assert.deepEqual(Object.keys(said ?? {}).toSorted(), ['attributes', 'msg', 'timestamp', 'type', 'user']);
    }));

  it('shows cards, chips and permissions, and what is chosen goes back', () =>
    opened(optionsWith(), async ({ transport, send, until, texts, types, events }) => {
      await send('m-1', 'show carousel');
      await until(() => texts().includes('carousel'));
      await transport.send({ type: 'select-option', id: 'c-1', label: 'Sea room', token: 'sea' }, signal);
      await until(() => texts().some((text) => text.includes('You chose')));
      await send('m-2', 'suggestions');
      await until(() =>
        events.some((event) => event.type === 'message-added' && event.message.suggestions?.length === 3),
      );
      await send('m-3', 'permission email');
      await until(() => types().includes('permission-requested'));
      await send('m-4', 'handoff');
      await until(() => types().includes('handoff-changed'));
      await send('m-5', 'greet ja');
      await until(() => events.some((event) => event.type === 'message-added' && event.message.language === 'ja'));
    }));

  it('comes back by itself, and says that it may have missed something', () =>
    opened(optionsWith(), async ({ send, until, states, types, texts }) => {
      await send('m-1');
      await until(() => texts().length === 1);
      await fault({ path: PATH, direction: 'up', event: 'new message', reset: true, count: 1 });
      assert.equal(await send('m-2'), 'unreachable unknown');
      await until(() => states().at(-1) === 'open');
      assert.deepEqual(states(), ['connecting', 'open', 'waiting', 'connecting', 'open']);
      assert.equal(types().at(-1), 'continuity-lost');
      assert.equal(await send('m-3'), 'delivered');
    }));

  it('says so of a conversation that an earlier page began, too', () =>
    opened(optionsWith({ said: () => [{ author: 'user', text: 'Before' }] }), async ({ until, states, types }) => {
      await server.fault({ restart: true });
      await until(() => states().filter((state) => state === 'open').length === 2);
      assert.equal(types().filter((type) => type === 'continuity-lost').length, 1);
    }));

  it('is delivered by the answer where no acknowledgement comes', async () => {
    for (const event of ['account_status', 'ack']) await fault({ path: PATH, direction: 'down', event, drop: true });
    await opened(optionsWith(), async ({ send }) => assert.equal(await send('m-1'), 'delivered'));
  });

  it('is not delivered by what somebody says meanwhile, where the server acknowledges', () => {
    const given = optionsWith();
    return opened(given, async ({ send, until, texts }) => {
      await fault({ path: PATH, direction: 'up', event: 'new message', drop: true, count: 1 });
      const sent = send('m-1');
      await server.post('/__mock/push', { text: 'An agent speaks', conversation: given.session.id });
      await until(() => texts().includes('An agent speaks'));
      await fault({ restart: true });
      assert.match(await sent, /unknown/);
    });
  });

  it('hears an agent', () => {
    const given = optionsWith();
    return opened(given, async ({ send, until, texts }) => {
      await send('m-1');
      await server.post('/__mock/push', { text: 'An agent speaks', conversation: given.session.id });
      await until(() => texts().includes('An agent speaks'));
    });
  });

  it('is refused for good by a server that wants another token', async () => {
    const guarded = await testServer({ latency: 0, tokens: true });
    await assert.rejects(
      opened(optionsWith({ url: guarded.url }), async ({ until, states }) => {
        await until(() => states().includes('closed'));
        throw new Error('closed');
      }),
      /closed/,
    );
  });

  for (const [name, harm] of [
    ['three times', { duplicate: 2 }],
    ['in fragments', { fragment: 1 }],
  ] as const)
    it(`shows once what comes ${name}`, () =>
      opened(optionsWith(), async ({ send, until, texts }) => {
        await fault({ path: PATH, direction: 'down', event: 'new message', ...harm });
        await send('m-1');
        await send('m-2');
        await until(() => texts().some((text) => text.includes('m-2')));
        assert.equal(texts().length, 2);
      }));
});
