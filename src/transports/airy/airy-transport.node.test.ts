import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { testServer } from '../../../mock-server/test-server.js';
import { ChatError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { Shelf, Transport, TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { airyTransport } from './airy-transport.js';

Object.assign(globalThis, { describe, it });

/** Ten seconds of a transport are one here. */
const HURRY = 10;
const server = await testServer({ latency: 0 });
// The first token fetches what signs it.
await server.post('/chatplugin.authenticate', { channel_id: 'demo' });
const { signal } = new AbortController();
const path = { send: '/chatplugin\\.send', enter: '/chatplugin\\.authenticate', socket: '/ws\\.chatplugin' };
const down = { path: path.socket, method: 'WS', direction: 'down' } as const;
const message = (id: string, text = `I say ${id}`) => ({ type: 'send-message', id, text }) as const;

function shelfOf(given: Readonly<Record<string, string>> = {}): Shelf & { readonly kept: Map<string, string> } {
  const kept = new Map(Object.entries(given));
  return {
    kept,
    get: (name) => kept.get(name),
    put: (name, token) => void (token === undefined ? kept.delete(name) : kept.set(name, token)),
  };
}

/** A transport, and everything it says. Its shelf is the tab's: another one with the same is the same visitor. */
function visitor(more: Partial<TransportOptions> = {}, page = {}) {
  const events: ChatEvent[] = [];
  const lines: string[] = [];
  let wake = () => {};
  const shelf = shelfOf();
  const transport = airyTransport(
    {
      url: server.url,
      channelId: 'demo',
      session: { id: 's', userId: 'u', startedAt: 0 },
      timeout: 30_000,
      webSocket: WebSocket as never,
      setTimeout: (callback, ms) => setTimeout(callback, ms / HURRY),
      elapsed: () => performance.now() * HURRY,
      shelf,
      log: (line, detail) => lines.push(`${line} ${String(detail ?? '')}`),
      ...more,
    },
    { page },
  );
  const states = () => events.flatMap((event) => (event.type === 'connection-changed' ? event.state : []));
  const shown = () => events.flatMap((event) => (event.type === 'message-added' ? event.message : []));
  const texts = () => shown().flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? part.text : [])));
  const until = async (fact: () => boolean): Promise<void> => {
    while (!fact()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    transport,
    shelf,
    events,
    lines,
    states,
    shown,
    texts,
    until,
    losses: () => events.flatMap((event) => (event.type === 'continuity-lost' ? event.cause : [])),
    isOpen: () => until(() => states().at(-1) === 'open'),
    /** Its way back lies on the shelf. */
    isSafe: async () => {
      while (!shelf.get('resume')) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    emit(event: ChatEvent) {
      events.push(event);
      wake();
    },
  };
}
type Visitor = ReturnType<typeof visitor>;
async function opened(about: Visitor, body: (visitor: Visitor) => Promise<void>): Promise<void> {
  try {
    await about.transport.open(about.emit);
    await body(about);
  } finally {
    await about.transport.close();
  }
}
const failure = async (sending: Promise<unknown>): Promise<ChatError> => {
  const reason: unknown = await sending.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(ChatError.is(reason), String(reason));
  return reason;
};
const asks = async (asked: string) => (await server.log()).filter((entry) => entry.path === asked).length;
const commits = async () => {
  const answer = await fetch(`${server.url}/__mock/journal`);
  return ((await answer.json()) as { readonly commits: readonly { readonly id: string }[] }).commits.map(
    ({ id }) => id,
  );
};

describe('airy, against the mock server', { timeout: 60_000 }, () => {
  beforeEach(server.reset);
  itIsATransport((): Transport => visitor().transport);
  describe('of the first generation', () =>
    itIsATransport((): Transport => visitor({ channelId: 'demo-first' }).transport));

  it('shows what others say once, and never repeats the visitor', () =>
    opened(visitor(), async ({ transport, until, texts, shown }) => {
      await transport.send(message('c-1'), signal);
      await until(() => texts().length === 1);
      await server.post('/__mock/push', { text: 'An agent' });
      await until(() => texts().includes('An agent'));
      assert.deepEqual(
        shown().map(({ author, name }) => [author, name]),
        [
          ['bot', undefined],
          ['agent', 'Agent'],
        ],
      );
    }));

  it('comes back into its conversation in another page, and has what was said meanwhile once', async () => {
    const first = visitor();
    await opened(first, async ({ transport, until, texts, isSafe }) => {
      await transport.send(message('c-1'), signal);
      await until(() => texts().length === 1);
      await isSafe();
    });
    await server.post('/__mock/push', { text: 'While away' });
    const known = new Set(['c-1', ...first.shown().map(({ id }) => id)]);
    const again = visitor({ shelf: first.shelf, has: (id) => known.has(id) });
    await opened(again, async ({ until, texts, losses }) => {
      await until(() => texts().includes('While away'));
      assert.deepEqual([texts(), losses()], [['While away'], []]);
    });
  });

  it('asks for a way back that an earlier page did not get, and has what was said meanwhile', async () => {
    const first = visitor();
    await opened(first, async ({ transport, isOpen, isSafe, texts, until }) => {
      await isOpen();
      await transport.send(message('m-1'), signal);
      await until(() => texts().length > 0);
      await isSafe();
    });
    first.shelf.put('resume', undefined);
    await server.post('/__mock/push', { text: 'Meanwhile' });
    await opened(visitor({ shelf: first.shelf }), async ({ texts, until, losses }) => {
      await first.isSafe();
      await until(() => texts().includes('Meanwhile'));
      assert.deepEqual(losses(), []);
    });
  });

  it('shows the whole conversation on a device that has none of it', async () => {
    const first = visitor();
    await opened(first, async ({ transport, until, texts, isSafe }) => {
      await transport.send(message('c-1', 'hi there'), signal);
      await until(() => texts().length === 1);
      await isSafe();
    });
    const resume = first.shelf.get('resume') ?? '';
    await opened(visitor({ shelf: shelfOf({ resume }) }), async ({ until, texts, shown }) => {
      await until(() => texts().length === 2);
      assert.deepEqual([shown()[0]?.author, texts()[0]], ['user', 'hi there']);
    });
  });

  it('goes on with the conversation in the page’s address, which no address shows from then on', async () => {
    const first = visitor();
    await opened(first, async ({ transport, isSafe }) => {
      await transport.send(message('c-1', 'hi there'), signal);
      await isSafe();
    });
    const resume = first.shelf.get('resume') ?? '';
    const written: string[] = [];
    const page = {
      location: { href: `https://shop.example/?resume_token=${resume}` },
      history: { state: null, replaceState: (_: unknown, __: string, url: string) => written.push(url) },
    };
    const second = visitor({}, page);
    await opened(second, async ({ until, texts }) => until(() => texts().includes('hi there')));
    assert.deepEqual(written, ['https://shop.example/']);
    const addresses = (await server.log()).map(({ path: asked, search }) => asked + search).join(' ');
    for (const part of resume.split('.'))
      assert.ok(!addresses.includes(part) && !second.lines.join(' ').includes(part));
  });

  it('begins a new conversation where the old one does not count any more, and says so', () => {
    const shelf = shelfOf({ resume: 'x.y.z' });
    return opened(visitor({ shelf }), async ({ transport, losses, until, texts }) => {
      assert.deepEqual(losses(), ['new-session']);
      await transport.send(message('c-1'), signal);
      await until(() => texts().length === 1);
      while (!shelf.get('resume')) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.notEqual(shelf.get('resume'), 'x.y.z');
    });
  });

  it('says so when the server has forgotten everything, and goes on', () =>
    opened(visitor(), async ({ transport, losses, until, texts, isOpen, isSafe }) => {
      await transport.send(message('c-1'), signal);
      await until(() => texts().length === 1);
      await isSafe();
      await server.fault({ restart: true });
      await until(() => losses().length > 0);
      await isOpen();
      await transport.send(message('c-2'), signal);
      await until(() => texts().length === 2);
      assert.deepEqual(losses(), ['new-session']);
    }));

  it('fetches what was said while nobody listened', () =>
    opened(visitor(), async ({ transport, isSafe, until, texts, states, isOpen }) => {
      await transport.send(message('c-1'), signal);
      await isSafe();
      await server.fault({ ...down, event: 'MESSAGE', reset: true, count: 1 });
      await server.post('/__mock/push', { text: 'Into the void' });
      await until(() => texts().includes('Into the void'));
      await isOpen();
      assert.ok(states().includes('waiting'));
      assert.equal(new Set(texts()).size, texts().length);
    }));

  it('says that something may be missing where nobody can tell', () =>
    opened(visitor({ channelId: 'demo-first' }), async ({ transport, until, texts, losses, isOpen }) => {
      await transport.send(message('c-1'), signal);
      await until(() => texts().length === 1);
      await server.fault({ ...down, event: 'MESSAGE', close: 1012, count: 1 });
      await server.post('/__mock/push', { text: 'Into the void' });
      await until(() => losses().length > 0);
      await isOpen();
      assert.deepEqual(losses(), ['gap']);
    }));

  it('renews a token that does not count any more', () =>
    opened(visitor(), async ({ transport, isSafe, losses }) => {
      await isSafe();
      await server.fault({ path: path.send, status: 401, count: 1 });
      const { outcome } = await failure(transport.send(message('c-1'), signal));
      assert.equal(outcome, 'auth');
      const before = await asks('/chatplugin.authenticate');
      await transport.renew?.();
      await transport.send(message('c-1'), signal);
      assert.deepEqual([await commits(), losses()], [['c-1'], []]);
      assert.equal((await asks('/chatplugin.authenticate')) - before, 1);
    }));

  it('stops where every token is refused', async () => {
    await server.fault({ path: path.enter, status: 401 });
    const stranger = visitor({ shelf: shelfOf({ resume: 'x.y.z' }) });
    const { code } = await failure(stranger.transport.open(stranger.emit));
    assert.deepEqual([code, await asks('/chatplugin.authenticate')], ['unauthorized', 2]);
    await stranger.transport.close();
  });

  it('stops where there is no such channel, and without one', async () => {
    for (const [channelId, code] of [
      ['nobody', 'not-found'],
      ['', 'bad-config'],
    ] as const) {
      const stranger = visitor({ channelId });
      assert.equal((await failure(stranger.transport.open(stranger.emit))).code, code);
      await stranger.transport.close();
    }
  });

  it('stops when the server refuses the tokens that it gives', async () => {
    await server.fault({ ...down, event: 'CONNECTED', body: 'ERROR\nmessage:401 Unauthorized\n\n\0' });
    await opened(visitor(), async ({ transport, until, states }) => {
      await until(() => states().at(-1) === 'closed');
      const { code, outcome } = await failure(transport.send(message('c-1'), signal));
      assert.deepEqual([code, outcome], ['unauthorized', 'auth']);
      assert.equal(await asks('/chatplugin.authenticate'), 2);
    });
  });

  for (const [name, fault] of [
    ['the answer is lost', { drop: true, when: 'after', count: 1 }],
    ['the server breaks when it has it', { status: 503, when: 'after', count: 1 }],
    ['the answer breaks off', { truncate: 20, count: 1 }],
    ['the answer is not JSON', { body: '<html>', when: 'after', count: 1 }],
  ] as const)
    it(`takes what came back for proof when ${name}`, () =>
      opened(visitor(), async ({ transport, isSafe, until, texts }) => {
        await isSafe();
        await server.fault({ path: path.send, ...fault });
        await transport.send(message('c-1'), signal);
        await until(() => texts().length === 1);
        assert.deepEqual(await commits(), ['c-1']);
      }));

  it('finds out whether it arrived when neither answer nor echo came', () =>
    opened(visitor(), async ({ transport, isSafe, texts, until }) => {
      await isSafe();
      await server.fault({ ...down, event: 'MESSAGE', drop: true });
      await server.fault({ path: path.send, drop: true, when: 'after', count: 1 });
      assert.equal((await failure(transport.send(message('c-1'), signal))).outcome, 'unknown');
      assert.equal(await transport.reconcile?.('c-1', signal), true);
      await until(() => texts().length === 1);
      await server.fault({ path: path.send, drop: true, count: 1 });
      assert.equal((await failure(transport.send(message('c-2'), signal))).outcome, 'unknown');
      assert.equal(await transport.reconcile?.('c-2', signal), false);
      assert.deepEqual(await commits(), ['c-1']);
    }));

  it('does not take for lost what the server is only slow with', () =>
    opened(visitor({ timeout: 3_000 }), async ({ transport, isSafe, events, until }) => {
      await isSafe();
      await server.fault({ path: path.send, stall: true, count: 1 });
      const { code, outcome } = await failure(transport.send(message('c-1'), signal));
      assert.deepEqual([code, outcome], ['timeout', 'unknown']);
      assert.equal(await transport.reconcile?.('c-1', signal), undefined);
      await fetch(`${server.url}/__mock/faults`, { method: 'DELETE' });
      await until(() => events.some((event) => event.type === 'delivery-changed' && event.id === 'c-1'));
      assert.deepEqual(await commits(), ['c-1']);
    }));

  it('asks again for a way back that it could not get, and has what was lost until then', async () => {
    await server.fault({ path: '/chatplugin\\.resumeToken', status: 500, count: 1 });
    await server.fault({ ...down, event: 'MESSAGE', drop: true });
    await opened(visitor(), async ({ until, texts, states }) => {
      await server.post('/__mock/push', { text: 'Into the void' });
      await until(() => texts().includes('Into the void'));
      assert.deepEqual(states(), ['connecting', 'open']);
    });
  });

  it('cannot find out where there is no way back', () =>
    opened(visitor({ channelId: 'demo-first' }), async ({ transport }) => {
      assert.equal(await transport.reconcile?.('c-1', signal), undefined);
    }));

  for (const [name, channelId] of [
    ['the second', 'demo'],
    ['the first', 'demo-first'],
  ] as const) {
    it(`has one message when the echo comes long before the answer: ${name} generation`, () =>
      opened(visitor({ channelId }), async ({ transport, events, until, texts }) => {
        await server.fault({ path: path.send, latency: 1, when: 'after', slow: { bytes: 20, interval: 20 }, count: 1 });
        await transport.send(message('c-1'), signal);
        await until(() => texts().length === 1);
        assert.ok(events.every((event) => event.type !== 'message-added' || event.message.author !== 'user'));
      }));
    it(`has one message when the echo comes long after the answer, three times: ${name} generation`, () =>
      opened(visitor({ channelId }), async ({ transport, shown, until, texts }) => {
        await server.fault({ ...down, event: 'MESSAGE', latency: 100, duplicate: 2 });
        await transport.send(message('c-1'), signal);
        await until(() => texts().length === 1);
        await transport.send(message('c-2'), signal);
        await until(() => texts().length === 2);
        assert.deepEqual(
          shown().map(({ author }) => author === 'user'),
          [false, false],
        );
      }));
  }

  it('is delivered by the answer when the echo never comes, and the lost answer of the bot is fetched', () =>
    opened(visitor(), async ({ transport, isSafe, until, texts, states }) => {
      await isSafe();
      await server.fault({ ...down, event: 'MESSAGE', drop: true });
      await transport.send(message('c-1'), signal);
      await until(() => texts().length === 1);
      assert.deepEqual(states(), ['connecting', 'open']);
    }));

  it('has frames in any order, and puts them in theirs', () =>
    opened(visitor(), async ({ until, texts, shown }) => {
      await server.fault({ ...down, event: 'MESSAGE', reorder: 4, count: 4 });
      await server.post('/__mock/push', { text: 'one' });
      await server.post('/__mock/push', { text: 'two' });
      await until(() => texts().length === 2);
      const sorted = [...shown()].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
      assert.deepEqual(
        sorted.map(({ parts: [part] }) => part && 'text' in part && part.text),
        ['one', 'two'],
      );
    }));

  const broken: readonly (readonly [string, object])[] = [
    ['is no JSON', { event: 'MESSAGE', corrupt: true, count: 1 }],
    ['is cut off', { event: 'MESSAGE', truncate: 40, count: 1 }],
    ['says nothing that can be read', { event: 'MESSAGE', body: 'what\nis this\n\n\0', count: 1 }],
    ['says that it is binary', { event: 'MESSAGE', binary: true, count: 1 }],
    ['is endless', { event: 'MESSAGE', body: `MESSAGE\n\n${'x'.repeat(200_000)}`, count: 1 }],
    ['is an error that nobody knows', { event: 'MESSAGE', body: 'ERROR\nmessage:odd\n\n\0', count: 1 }],
    ['is a receipt that nobody asked for', { event: 'MESSAGE', body: 'RECEIPT\nreceipt-id:1\n\n\0', count: 1 }],
    ['comes byte by byte', { fragment: 1 }],
  ];
  for (const [name, fault] of broken)
    it(`shows every word once when a frame ${name}`, () =>
      opened(visitor(), async ({ transport, isSafe, until, texts, isOpen }) => {
        await isSafe();
        await server.fault({ ...down, ...fault });
        await server.post('/__mock/push', { text: 'first' });
        await isOpen();
        for (;;) {
          const state = await transport.send(message('c-1', 'second'), signal).catch(() => 'again');
          if (state !== 'again') break;
          await isOpen();
        }
        await until(() => texts().includes('first') && texts().some((text) => text.includes('second')));
        assert.equal(new Set(texts()).size, texts().length);
      }));

  it('says nothing before it is let in', () =>
    opened(visitor(), async ({ transport, until, states }) => {
      await server.fault({ ...down, event: 'CONNECTED', drop: true, count: 1 });
      await server.fault({ ...down, event: 'MESSAGE', close: 1012, count: 1 });
      await server.post('/__mock/push', { text: 'x' });
      await until(() => states().includes('waiting'));
      await until(() => states().at(-1) === 'connecting');
      const sending = failure(transport.send(message('c-1'), signal));
      const { code, outcome } = await sending;
      assert.deepEqual([code, outcome, await commits()], ['unreachable', 'not-sent', []]);
    }));

  it('sends a file as a message of its own, and both once', () =>
    opened(visitor(), async ({ transport, until, texts }) => {
      const file = new Blob(['just words'], { type: 'text/plain' });
      const stored = await transport.upload?.({ id: 'a-1', file, name: 'a.txt', signal, progress: () => {} });
      assert.match(stored?.url ?? '', /\/uploads\//);
      await server.fault({ path: path.send, skip: 1, status: 401, count: 1 });
      const command = { ...message('c-1', 'See'), attachments: stored ? [stored] : [] };
      assert.equal((await failure(transport.send(command, signal))).outcome, 'auth');
      await transport.renew?.();
      await transport.send(command, signal);
      await until(() => texts().length === 2);
      assert.deepEqual(await commits(), ['c-1.1', 'c-1']);
    }));

  it('forgets its tokens with the conversation', () =>
    opened(visitor(), async ({ transport, isSafe, shelf, isOpen, losses }) => {
      await isSafe();
      const before = shelf.get('session');
      assert.equal((await failure(transport.send({ type: 'erase-data', id: 'c-1' }, signal))).code, 'unsupported');
      assert.equal(shelf.kept.size, 0);
      await transport.send({ type: 'restart', id: 'c-2', session: { id: 's-2', userId: 'u', startedAt: 0 } }, signal);
      await isOpen();
      assert.notEqual(shelf.get('session'), before);
      assert.deepEqual(losses(), []);
    }));
});
