import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { testServer } from '../../../mock-server/test-server.js';
import { createConversation } from '../../core/conversation.js';
import { textOf } from '../../core/own-message.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { sessionTransport } from './session-transport.js';

Object.assign(globalThis, { describe, it });

/** Ten seconds of a transport are a third of one here. */
const HURRY = 30;
const MESSAGES = '/hyponema/sessions/[^/]+/messages';
const server = await testServer({ latency: 0, rateLimit: 0 });
const { signal } = new AbortController();
const message = (id: string, text = `I say ${id}`) => ({ type: 'send-message', id, text }) as const;

interface Asked {
  readonly reasons: string[];
  readonly made: { readonly id: string; readonly token: string }[];
}
/** The page's own server, as a function of the page. */
function pageServer(more: object = {}): Asked & { readonly getSession: NonNullable<TransportOptions['getSession']> } {
  const asked: Asked = { reasons: [], made: [] };
  return {
    ...asked,
    async getSession(reason) {
      asked.reasons.push(reason);
      const made = (await (await server.post('/demo/session', more)).json()) as Asked['made'][number];
      asked.made.push(made);
      return made;
    },
  };
}
const optionsWith = (more: Partial<TransportOptions>): TransportOptions => ({
  url: `${server.url}/demo/session`,
  session: { id: 's-1', userId: 'u-1', startedAt: 0 },
  // Four seconds here: a busy machine is not a slow server.
  timeout: 120_000,
  setTimeout: (callback, ms) => setTimeout(callback, ms / HURRY),
  elapsed: () => performance.now() * HURRY,
  ...more,
});

/** An open transport, and what it said. */
interface Opened {
  readonly transport: Transport;
  readonly events: ChatEvent[];
  readonly types: () => readonly string[];
  /** The words of the answers on the screen. */
  readonly answers: () => readonly string[];
  /** The end of a sending: `delivered`, or what the error says. */
  readonly send: (id: string, text?: string) => Promise<string>;
}
async function opened(more: Partial<TransportOptions>, body: (opened: Opened) => Promise<void>): Promise<void> {
  const transport = sessionTransport(optionsWith(more));
  const events: ChatEvent[] = [];
  const screen = createConversation();
  try {
    await transport.open((event) => {
      events.push(event);
      screen.receive(event);
    });
    await body({
      transport,
      events,
      types: () => events.map(({ type }) => type),
      answers: () => screen.messages().map(textOf),
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
/** Something goes wrong on purpose. */
const fault = async (harm: object) => assert.equal((await server.fault(harm)).status, 201);
const turns = async () => (await server.log()).filter(({ path }) => path.endsWith('/messages'));
const whole = async (text: string): Promise<string> => {
  let said = '';
  await opened({ ...pageServer() }, async ({ send, answers }) => {
    await send('whole', text);
    said = answers().join('');
  });
  await server.reset();
  return said;
};

describe('session, against the mock server', () => {
  beforeEach(server.reset);
  itIsATransport(() => sessionTransport(optionsWith(pageServer())));

  it('asks nobody before the visitor does something, and then once', () => {
    const page = pageServer();
    return opened(page, async ({ transport, send, answers, types }) => {
      await transport.send({ type: 'launch', id: 'l' }, signal);
      assert.deepEqual(page.reasons, []);
      assert.equal(await send('m-1'), 'delivered');
      assert.equal(await send('m-2'), 'delivered');
      assert.deepEqual(page.reasons, ['first']);
      assert.match(answers().join(), /I say m-1.*I say m-2/s);
      assert.ok(!types().includes('continuity-lost'));
    });
  });

  it('is delivered when the turn begins, and streams', () =>
    opened(pageServer(), async ({ send, types }) => {
      await send('m-1', 'long 1');
      const told = types().slice(1);
      assert.deepEqual(told.slice(0, 4), ['delivery-changed', 'typing-changed', 'typing-changed', 'message-started']);
      assert.ok(told.filter((type) => type === 'text-delta').length > 10);
      assert.equal(told.at(-1), 'message-completed');
    }));

  it('asks the page’s own server where there is an address in place of a function', () =>
    opened({ mode: 'voice+text' }, async ({ send }) => {
      assert.equal(await send('m-1'), 'delivered');
      const [asked] = (await server.log()).filter(({ path }) => path === '/demo/session');
      assert.deepEqual(asked?.body, { reason: 'first', user_id: 'u-1', modality: 'voice+text' });
    }));

  it('shows its token where it is told to', () =>
    opened({ ...pageServer(), tokenHeader: 'Authorization' }, async ({ send }) => {
      assert.equal(await send('m-1'), 'delivered');
      const [turn] = await turns();
      assert.match(turn?.headers['authorization'] ?? '', /^Bearer /);
      assert.equal(turn?.headers['x-session-token'], undefined);
    }));

  for (const [where, place] of [
    ['the server that was asked for the session', 'https://shop.example'],
    ['another one', 'https://agents.example'],
  ] as const)
    it(`brings ${where} ${place === 'https://shop.example' ? '' : 'none of '}the page’s own headers`, async () => {
      const brought = new Map<string, Headers>();
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const { pathname } = new URL(String(input));
        brought.set(pathname, new Headers(init?.headers));
        if (pathname === '/session') return Response.json({ id: 'x', token: 't', messages_url: `${place}/messages` });
        const said = ['turn_start', 'turn_end'].map((event) => `event: ${event}\ndata: {}\n\n`).join('');
        return new Response(said, { headers: { 'content-type': 'text/event-stream' } });
      };
      const headers = { authorization: 'Bearer of the shop' };
      await opened({ url: 'https://shop.example/session', headers, fetch }, async ({ send }) => {
        assert.equal(await send('m-1'), 'delivered');
        assert.equal(brought.get('/session')?.get('authorization'), 'Bearer of the shop');
        assert.equal(brought.get('/messages')?.get('x-session-token'), 't');
        assert.equal(brought.get('/messages')?.has('authorization'), place === 'https://shop.example');
      });
    });

  it('does not send what is too long', () =>
    opened(pageServer(), async ({ send }) => {
      assert.equal(await send('m-1', 'x'.repeat(8001)), 'too-large rejected');
      assert.deepEqual(await turns(), []);
    }));

  it('shows tools, guards and errors for what they are', () =>
    opened(pageServer(), async ({ send, answers, events, types }) => {
      await send('m-1', 'call getTime {"zone":"UTC"}');
      const tools = events.flatMap((event) =>
        event.type === 'part-added' && event.part.type === 'tool-call' ? [event.part] : [],
      );
      assert.deepEqual(
        tools.map((part) => ('state' in part ? part.state : '')),
        ['running', 'running', 'done'],
      );
      await send('m-2', 'guard redirect');
      assert.equal(answers().at(-1), 'I cannot talk about that.');
      await send('m-3', 'guard block');
      assert.equal(answers().at(-1), 'I cannot talk about that.');
      await send('m-4', 'guard escalate');
      assert.ok(types().includes('handoff-changed'));
      await send('m-5', 'turn error');
      assert.deepEqual(types().slice(-2), ['message-interrupted', 'error-raised']);
      const before = answers().length;
      await send('m-6', 'empty');
      assert.equal(answers().length, before);
    }));

  it('stops at once, keeps what was said, and says the next thing', () =>
    opened(pageServer(), async ({ transport, events, send, types }) => {
      const controller = new AbortController();
      const sending = transport.send(message('m-1', 'long 20'), controller.signal);
      while (!types().includes('text-delta')) await new Promise((resolve) => setTimeout(resolve, 1));
      controller.abort();
      await sending;
      assert.equal(events.at(-1)?.type, 'message-completed');
      let end = await send('m-2');
      while (end === 'rate-limited not-sent') end = await send('m-2');
      assert.equal(end, 'delivered');
    }));

  it('gets another session for one that is refused or gone, and says that it is another', async () => {
    for (const status of [401, 404]) {
      const page = pageServer();
      await opened(page, async ({ transport, send, types }) => {
        await send('m-1');
        await fault({ path: MESSAGES, status, count: 1 });
        assert.match(await send('m-2'), / auth$/);
        await transport.renew?.();
        assert.equal(await send('m-2'), 'delivered');
        assert.deepEqual(page.reasons, ['first', 'refused']);
        assert.equal(types().filter((type) => type === 'continuity-lost').length, 1);
      });
    }
  });

  it('begins anew with a server that has forgotten everything', () =>
    opened(pageServer(), async ({ transport, send, types }) => {
      await send('m-1');
      await fault({ restart: true });
      assert.match(await send('m-2'), / auth$/);
      await transport.renew?.();
      assert.equal(await send('m-2'), 'delivered');
      assert.ok(types().includes('continuity-lost'));
    }));

  it('asks for another session when the time of the first is over, whatever the clock on the wall says', () => {
    const page = pageServer({ ttl_seconds: 60 });
    let past = 0;
    const elapsed = () => past;
    return opened({ ...page, elapsed, now: () => 0 }, async ({ send, types }) => {
      await send('m-1');
      past = 50_000;
      await send('m-2');
      assert.deepEqual(page.reasons, ['first']);
      past = 56_000;
      await send('m-3');
      assert.deepEqual(page.reasons, ['first', 'refused']);
      assert.ok(types().includes('continuity-lost'));
    });
  });

  it('gives up when the page gives the refused session again, or none', async () => {
    const made = await pageServer().getSession('first');
    await opened({ getSession: async () => made }, async ({ transport, send }) => {
      await send('m-1');
      await assert.rejects(transport.renew?.() ?? Promise.resolve(), { code: 'unauthorized', outcome: 'rejected' });
    });
    await opened({ getSession: async () => Promise.reject(new Error('offline')) }, async ({ transport, send }) => {
      assert.equal(await send('m-1'), 'unauthorized not-sent');
      await assert.rejects(transport.renew?.() ?? Promise.resolve(), { code: 'unauthorized', outcome: 'rejected' });
    });
    await opened({ getSession: async () => ({ id: 'x' }) }, async ({ send }) => {
      assert.equal(await send('m-1'), 'bad-reply rejected');
    });
  });

  it('goes on with the session that an earlier page of the tab had in this conversation, and in no other', async () => {
    const page = pageServer();
    const kept = new Map<string, string | undefined>();
    const shelf: TransportOptions['shelf'] = {
      get: (name) => kept.get(name),
      put: (name, token) => kept.set(name, token),
    };
    await opened({ ...page, shelf }, async ({ send }) => void (await send('m-1')));
    await opened({ ...page, shelf }, async ({ transport, send, types }) => {
      await send('m-2');
      assert.deepEqual([page.made.length, types().includes('continuity-lost')], [1, false]);
      await transport.send({ type: 'restart', id: 'r', session: { id: 's-2', userId: 'u-1', startedAt: 0 } }, signal);
      await send('m-3');
      assert.deepEqual([page.made.length, types().includes('continuity-lost')], [2, false]);
    });
    await opened({ ...page, shelf, said: () => [{ author: 'bot', text: 'Before' }] }, async ({ send, types }) => {
      await send('m-4');
      assert.deepEqual([page.made.length, types().includes('continuity-lost')], [3, true]);
    });
  });

  for (const [name, harm, end] of [
    ['the answer is lost', { when: 'after', drop: true }, 'unreachable unknown'],
    ['the origin is refused', { status: 403 }, 'forbidden rejected'],
    ['the words are refused', { status: 422 }, 'rejected rejected'],
    ['a turn is in progress', { status: 409 }, 'rate-limited not-sent'],
    ['there is too much of it', { status: 429, headers: { 'retry-after': '2' } }, 'rate-limited not-sent'],
    ['the server breaks', { status: 500 }, 'server-error unknown'],
    ['a page comes in place of an answer', { body: '<h1>Welcome to our wireless network</h1>' }, 'bad-reply unknown'],
    ['the answer is empty', { status: 204 }, 'bad-reply unknown'],
  ] as const)
    it(`is honest when ${name}, and sends nothing again`, () =>
      opened(pageServer(), async ({ send, answers }) => {
        await fault({ path: MESSAGES, count: 1, ...harm });
        assert.equal(await send('m-1'), end);
        assert.equal((await turns()).length, 1);
        assert.deepEqual(answers(), []);
      }));

  for (const [name, harm] of [
    ['breaks in the middle', { event: 12, close: 1000 }],
    ['is reset in the middle', { event: 12, reset: true, count: 1 }],
    ['breaks off within an event', { event: 12, truncate: 3 }],
    ['says every word twice', { event: 'token', duplicate: 1 }],
    ['turns words round', { event: 'token', reorder: 2 }],
    ['loses a word', { event: 12, drop: true, count: 1 }],
    ['comes byte by byte', { slow: { bytes: 5, interval: 0 } }],
    ['stalls after its first words', { method: 'POST', stall: 600, count: 1 }],
  ] as const)
    it(`is whole, and said once, when it ${name}`, async () => {
      const text = 'Grüße, 👩‍🚀 and 🏳️‍🌈: one two three four five six seven eight nine ten';
      const expected = await whole(text);
      await opened(pageServer(), async ({ send, answers, types }) => {
        await fault({ path: MESSAGES, ...('event' in harm ? { method: 'SSE' } : {}), count: 1000, ...harm });
        assert.equal(await send('m-1', text), 'delivered');
        assert.deepEqual(answers(), [expected]);
        assert.ok(!types().includes('message-interrupted'));
        assert.equal((await turns()).filter(({ method }) => method === 'POST').length, 1);
      });
    });

  it('is interrupted, and stays delivered, where the rest cannot be had', () =>
    opened(pageServer(), async ({ send, answers, types }) => {
      await fault({ path: MESSAGES, method: 'SSE', event: 6, close: 1000, count: 1 });
      await fault({ path: MESSAGES, method: 'GET', status: 404 });
      assert.equal(await send('m-1', 'one two three four five six seven'), 'delivered');
      assert.equal(types().at(-1), 'message-interrupted');
      assert.ok((answers()[0] ?? '').length > 0);
      assert.equal((await turns()).length, 2);
    }));

  for (const [retry, waits] of [
    ['0', 500],
    ['999999999', 60_000],
    ['2000', 2_000],
  ] as const)
    it(`waits ${waits} ms before it asks for the rest where the server says ${retry}`, async () => {
      const waited: number[] = [];
      const word = (id: number, event: string, data: object) =>
        `id: t.${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      const replies = [
        `retry: ${retry}\n${word(1, 'turn_start', {})}${word(2, 'token', { text: 'Half ' })}`,
        `${word(3, 'token', { text: 'whole' })}${word(4, 'turn_end', {})}`,
      ];
      const fetch: typeof globalThis.fetch = async () =>
        new Response(replies.shift(), { headers: { 'content-type': 'text/event-stream' } });
      const seams: Partial<TransportOptions> = {
        fetch,
        setTimeout(callback, ms) {
          if (ms !== 30_000 && (ms !== 60_000 || waits === 60_000)) waited.push(ms);
          return setTimeout(callback, ms === waits ? 0 : 100_000);
        },
        getSession: async () => ({ id: 'x', token: 't', messages_url: `${server.url}/hyponema/sessions/x/messages` }),
      };
      await opened(seams, async ({ send, answers }) => {
        assert.equal(await send('m-1'), 'delivered');
        assert.deepEqual(answers(), ['Half whole']);
        assert.ok(waited.includes(waits));
      });
    });

  it('asks for nothing more once the last word was said', () =>
    opened(pageServer(), async ({ send }) => {
      await send('m-1');
      await new Promise((resolve) => setTimeout(resolve, 60_000 / HURRY / 10));
      assert.equal((await turns()).length, 1);
    }));
});
