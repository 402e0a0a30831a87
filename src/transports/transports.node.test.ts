import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { testServer } from '../../mock-server/test-server.js';
import { ChatError } from '../protocol/errors.js';
import type { ChatEvent } from '../protocol/events.js';
import type { Transport, TransportFactory, TransportOptions } from '../protocol/transport.js';
import { loadTransport } from './load.js';
import { itIsATransport } from './transport.contract.js';

Object.assign(globalThis, { describe, it });

/** Ten seconds of a transport are a third of one here; a page has ten real ones for a token. */
const HURRY = 30;
/** For what is never confirmed. */
const hasty = { patience: { ack: 10_000 } };
const server = await testServer({ latency: 0 });
const { signal } = new AbortController();
let sessions = 0;

const options = (url: string, more: Partial<TransportOptions> = {}): TransportOptions => ({
  url,
  session: { id: `session-${(sessions += 1)}`, userId: 'u-1', startedAt: 0 },
  timeout: 300_000,
  // Five seconds of ours: a busy machine stands still for the third of one that would be usual.
  patience: { ack: 150_000 },
  // Node 20 has no WebSocket of its own; `ws` differs from the page's in types alone.
  webSocket: WebSocket as never,
  setTimeout: (callback, ms) => setTimeout(callback, ms / HURRY),
  elapsed: () => performance.now() * HURRY,
  ...more,
});
const guarded = await testServer({ latency: 0, tokens: true });
const direct = await loadTransport('direct');
const socketio = await loadTransport('socketio');
const websocket = await loadTransport('websocket');
const directUrl = `${server.url}/stentor`;
const socketUrl = `${server.url.replace('http', 'ws')}/stentor/ws`;

/** Runs `body` with an open transport, and closes it whatever happens. */
async function opened(
  factory: TransportFactory,
  given: TransportOptions,
  body: (transport: Transport, heard: Heard) => Promise<void>,
): Promise<void> {
  const transport = factory(given);
  const heard = listen();
  try {
    await transport.open(heard.emit);
    await body(transport, heard);
  } finally {
    await transport.close();
  }
}

/** What a transport said, and a way to wait for it. */
interface Heard {
  readonly emit: (event: ChatEvent) => void;
  readonly texts: () => readonly string[];
  readonly states: () => readonly string[];
  readonly losses: () => readonly string[];
  readonly until: (fact: () => boolean) => Promise<void>;
  readonly isOpen: () => Promise<void>;
}
function listen(): Heard {
  const events: ChatEvent[] = [];
  let wake = () => {};
  const states = () => events.flatMap((event) => (event.type === 'connection-changed' ? event.state : []));
  const until = async (fact: () => boolean): Promise<void> => {
    while (!fact()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    emit(event) {
      events.push(event);
      wake();
    },
    texts: () =>
      events
        .flatMap((event) => (event.type === 'message-added' ? event.message.parts : []))
        .map((part) => ('text' in part ? part.text : part.type)),
    states,
    losses: () => events.flatMap((event) => (event.type === 'continuity-lost' ? event.cause : [])),
    until,
    isOpen: () => until(() => states().at(-1) === 'open'),
  };
}
const message = (id: string, text = `I say ${id}`) => ({ type: 'send-message', id, text }) as const;
const commits = async (id: string) =>
  (await server.log())
    .filter(({ body }) => JSON.stringify(body).includes(`"requestId":"${id}"`))
    .map(({ committed }) => committed);

/** A token for that conversation, from a server that wants one. */
async function sessionToken(url: string, { id }: TransportOptions['session']): Promise<string> {
  const answer = await fetch(`${url}/stentor/session`, { method: 'POST', body: JSON.stringify({ sessionId: id }) });
  const { token } = (await answer.json()) as { readonly token: string };
  return token;
}

describe('direct, against the mock server', () => {
  beforeEach(server.reset);
  itIsATransport(() => direct(options(directUrl)));

  it('is acted on once when the answer is lost and the same id is sent again', () =>
    opened(direct, options(directUrl), async (transport, heard) => {
      await server.fault({ path: '/stentor', when: 'after', drop: true, count: 1 });
      const lost: unknown = await transport.send(message('d-1'), signal).catch((reason: unknown) => reason);
      assert.ok(ChatError.is(lost));
      assert.deepEqual([lost.code, lost.outcome], ['unreachable', 'unknown']);
      await transport.send(message('d-1'), signal);
      assert.deepEqual(await commits('d-1'), [true, false]);
      assert.equal(heard.texts().length, 1);
    }));

  it('makes an error of an answer that breaks off', () =>
    opened(direct, options(directUrl), async (transport, heard) => {
      await server.fault({ path: '/stentor', truncate: 20, count: 1 });
      await assert.rejects(transport.send(message('d-2'), signal), { code: 'bad-reply' });
      assert.deepEqual(heard.texts(), []);
    }));

  it('gives up on a server that is silent', () =>
    opened(direct, options(directUrl, { timeout: 3_000 }), async (transport) => {
      await server.fault({ path: '/stentor', latency: 1_000, count: 1 });
      await assert.rejects(transport.send(message('d-3'), signal), { code: 'timeout' });
    }));

  it('speaks with the page’s token, and with a new one when that is refused', async () => {
    const given = options(`${guarded.url}/stentor`);
    const getToken = async (reason: string) =>
      reason === 'first' ? 'not a token' : sessionToken(guarded.url, given.session);
    await opened(direct, { ...given, getToken }, async (transport, heard) => {
      await assert.rejects(transport.send(message('d-5'), signal), { code: 'unauthorized', outcome: 'auth' });
      await transport.renew?.();
      await transport.send(message('d-5'), signal);
      assert.equal(heard.texts().length, 1);
    });
  });

  it('is forgotten by a backend that can forget', () =>
    opened(direct, options(directUrl), async (transport) => {
      await transport.send({ type: 'erase-data', id: 'd-6' }, signal);
    }));

  it('says unreachable where nobody listens', () =>
    opened(direct, options('http://127.0.0.1:9/stentor'), async (transport) => {
      await assert.rejects(transport.send(message('d-4'), signal), { code: 'unreachable' });
    }));
});

describe('websocket, against the mock server', () => {
  beforeEach(server.reset);
  itIsATransport(() => websocket(options(socketUrl)));

  it('comes back by itself and has what was said meanwhile, once', () => {
    const given = options(socketUrl);
    return opened(websocket, given, async (transport, heard) => {
      await transport.send(message('w-1'), signal);
      await heard.until(() => heard.texts().length === 1);
      await server.fault({ path: '/stentor/ws', direction: 'down', event: 'new message', close: 1012, count: 1 });
      await server.post('/__mock/push', { text: 'An agent speaks', conversation: given.session.id });
      await heard.until(() => heard.texts().includes('An agent speaks'));
      await heard.isOpen();
      assert.deepEqual(heard.states(), ['connecting', 'open', 'waiting', 'connecting', 'open']);
      await transport.send(message('w-2'), signal);
      await heard.until(() => heard.texts().length === 3);
      assert.equal(new Set(heard.texts()).size, 3);
    });
  });

  it('is acted on once when the ack is lost and the same id is sent again', () =>
    opened(websocket, options(socketUrl, hasty), async (transport, heard) => {
      await server.fault({ path: '/stentor/ws', direction: 'down', event: 'ack', drop: true, count: 1 });
      const lost: unknown = await transport.send(message('w-3'), signal).catch((reason: unknown) => reason);
      assert.ok(ChatError.is(lost));
      assert.deepEqual([lost.code, lost.outcome], ['timeout', 'unknown']);
      await heard.isOpen();
      await transport.send(message('w-3'), signal);
      assert.deepEqual(await commits('w-3'), [true, false]);
      await heard.until(() => heard.texts().length === 1);
    }));

  it('notices a half-open connection, and delivers what was on its way once', () =>
    opened(websocket, options(socketUrl, hasty), async (transport, heard) => {
      await server.fault({ path: '/stentor/ws', direction: 'up', event: 'new message', stall: true, count: 1 });
      const lost: unknown = await transport.send(message('w-10'), signal).catch((reason: unknown) => reason);
      assert.ok(ChatError.is(lost));
      assert.equal(lost.outcome, 'unknown');
      await heard.isOpen();
      await transport.send(message('w-10'), signal);
      assert.equal((await commits('w-10')).filter(Boolean).length, 1);
      await heard.until(() => heard.texts().length === 1);
    }));

  it('has the words that were lost on the way, by a hole in the numbers and by asking', () =>
    opened(websocket, options(socketUrl), async (transport, heard) => {
      const lose = () =>
        server.fault({ path: '/stentor/ws', direction: 'down', event: 'new message', drop: true, count: 1 });
      await lose();
      await transport.send(message('w-11'), signal);
      await transport.send(message('w-12'), signal);
      await heard.until(() => heard.texts().length === 2);
      await lose();
      await transport.send(message('w-13'), signal);
      await heard.until(() => heard.texts().length === 3);
      assert.equal(new Set(heard.texts()).size, 3);
      assert.deepEqual([heard.losses(), heard.states()], [[], ['connecting', 'open']]);
    }));

  it('says it when the router has forgotten the conversation', () =>
    opened(websocket, options(socketUrl), async (transport, heard) => {
      await transport.send(message('w-14'), signal);
      await heard.until(() => heard.texts().length === 1);
      await server.fault({ restart: true });
      await heard.until(() => heard.losses().length > 0);
      await heard.isOpen();
      await transport.send(message('w-15'), signal);
      await heard.until(() => heard.texts().length === 2);
      assert.deepEqual(heard.losses(), ['new-session']);
    }));

  it('says it when more was said meanwhile than the router keeps', async () => {
    const small = await testServer({ latency: 0, history: 2 });
    const given = options(`${small.url.replace('http', 'ws')}/stentor/ws`);
    await opened(websocket, given, async (transport, heard) => {
      await transport.send(message('w-16'), signal);
      await heard.until(() => heard.texts().length === 1);
      await small.fault({ path: '/stentor/ws', method: 'GET', refuse: 503, count: 1 });
      await small.fault({ path: '/stentor/ws', direction: 'up', event: 'ping', close: 1012, count: 1 });
      await heard.until(() => heard.states().at(-1) === 'waiting');
      for (const text of ['two', 'three', 'four'])
        await small.post('/__mock/push', { text, conversation: given.session.id });
      await heard.until(() => heard.texts().includes('four'));
      assert.deepEqual(heard.losses(), ['gap']);
      assert.deepEqual(heard.texts().slice(1), ['three', 'four']);
    });
  });

  it('is let in with the page’s token, and with a new one when that has run out', async () => {
    const given = options(`${guarded.url.replace('http', 'ws')}/stentor/ws`);
    const reasons: string[] = [];
    const getToken = async (reason: string) => {
      reasons.push(reason);
      if (reason === 'first') return 'not a token';
      return sessionToken(guarded.url, given.session);
    };
    await opened(websocket, { ...given, getToken }, async (transport, heard) => {
      await heard.isOpen();
      await transport.send(message('w-17'), signal);
      await heard.until(() => heard.texts().length === 1);
      assert.deepEqual(reasons, ['first', 'refused']);
      const seen = (await guarded.log()).map(({ search, path }) => path + search).join(' ');
      assert.doesNotMatch(seen, /token|eyJ/i);
    });
  });

  it('is closed for good when its tokens are refused', async () => {
    const given = options(`${guarded.url.replace('http', 'ws')}/stentor/ws`);
    const reasons: string[] = [];
    const getToken = async (reason: string) => `bad-${reasons.push(reason)}`;
    await opened(websocket, { ...given, getToken }, async (transport, heard) => {
      await heard.until(() => heard.states().at(-1) === 'closed');
      await assert.rejects(transport.send(message('w-18'), signal), { code: 'unauthorized' });
      assert.deepEqual(reasons, ['first', 'refused']);
    });
  });

  it('forgets when it is asked to', () =>
    opened(websocket, options(socketUrl), async (transport) => {
      assert.equal(transport.capabilities?.erasure, true);
      await transport.send({ type: 'erase-data', id: 'w-19' }, signal);
    }));

  it('does not show a frame twice that came twice', () =>
    opened(websocket, options(socketUrl), async (transport, heard) => {
      await server.fault({ path: '/stentor/ws', direction: 'down', event: 'new message', duplicate: 2, count: 1 });
      await transport.send(message('w-4'), signal);
      await transport.send(message('w-5'), signal);
      await heard.until(() => heard.texts().length === 2);
      assert.equal(new Set(heard.texts()).size, 2);
    }));

  it('delivers at the answer where the router has no acks', () =>
    opened(websocket, options(`${socketUrl}?features=none`), async (transport, heard) => {
      await transport.send(message('w-6'), signal);
      await heard.until(() => heard.texts().length === 1);
      assert.deepEqual(await commits('w-6'), [true]);
      assert.deepEqual([transport.capabilities?.idempotent, transport.capabilities?.history], [false, false]);
    }));

  it('lets people in one session hear each other', async () => {
    const given = options(socketUrl);
    await opened(websocket, given, (visitor, heardByVisitor) =>
      opened(
        websocket,
        { ...given, isAdmin: true, session: { ...given.session, userId: 'kim' }, contact: () => ({ name: 'Kim' }) },
        async (agent, heardByAgent) => {
          await agent.send({ type: 'barge-in', id: 'w-7', name: 'Kim' }, signal);
          await agent.send(message('w-8', 'How can I help?'), signal);
          await heardByVisitor.until(() => heardByVisitor.texts().includes('How can I help?'));
          await visitor.send(message('w-9', 'My shoes are wet'), signal);
          await heardByAgent.until(() => heardByAgent.texts().includes('My shoes are wet'));
          assert.ok(!heardByVisitor.texts().includes('My shoes are wet'), 'nobody hears himself');
        },
      ),
    );
  });
});

describe('files and previews, where the server wants session tokens', () => {
  const doors = {
    direct: [direct, `${guarded.url}/stentor`],
    websocket: [websocket, `${guarded.url.replace('http', 'ws')}/stentor/ws`],
    socketio: [socketio, guarded.url],
  } as const;
  const file = () => ({
    file: new Blob(['plain words'], { type: 'text/plain' }),
    name: 'note.txt',
    signal,
    progress: () => undefined,
  });
  const link = 'https://example.com/rooms';
  const unhurried = (url: string, more: Partial<TransportOptions> = {}) =>
    options(url, { setTimeout: (callback, ms) => setTimeout(callback, ms), ...more });

  for (const [name, [factory, url]] of Object.entries(doors)) {
    it(`go there with the page’s token (${name})`, async () => {
      const given = unhurried(url);
      const token = await sessionToken(guarded.url, given.session);
      const transport = factory({ ...given, token });
      assert.equal((await transport.upload?.(file()))?.name, 'note.txt');
      assert.equal((await transport.unfurl?.(link, signal))?.title, 'Rooms by the water');
      const seen = (await guarded.log()).map(({ search, path }) => path + search).join(' ');
      assert.equal(seen.includes(token), false);
    });

    it(`are refused without one (${name})`, async () => {
      const transport = factory(unhurried(url));
      await assert.rejects(async () => transport.upload?.(file()), { code: 'unauthorized', status: 401 });
      assert.equal(await transport.unfurl?.(link, signal), undefined);
    });

    it(`bring a file again with another token when the first was refused (${name})`, async () => {
      const given = unhurried(url);
      const reasons: string[] = [];
      const getToken = async (reason: string) => {
        reasons.push(reason);
        return reason === 'first' ? 'not a token' : sessionToken(guarded.url, given.session);
      };
      const transport = factory({ ...given, getToken });
      assert.equal((await transport.upload?.(file()))?.name, 'note.txt');
      assert.deepEqual(reasons, ['first', 'refused']);
    });

    it(`show the token to nobody but the backend (${name})`, async () => {
      const other = await testServer({ latency: 0 });
      const elsewhere = { uploadUrl: `${other.url}/uploads`, unfurlUrl: `${other.url}/unfurl` };
      const transport = factory(unhurried(url, { token: 'of the page', ...elsewhere }));
      await transport.upload?.(file());
      await transport.unfurl?.(link, signal);
      const said = (await other.log()).map(({ headers }) => headers['authorization']);
      assert.deepEqual(said, [undefined, undefined]);
    });
  }
});
