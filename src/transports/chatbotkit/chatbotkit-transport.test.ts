import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { ChatError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { SaidWords, Shelf, TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { chatbotkitTransport } from './chatbotkit-transport.js';

interface Asked {
  readonly path: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly signal: AbortSignal;
}
type Door = (asked: Asked) => Response | Promise<Response>;

const { signal } = new AbortController();
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refused = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ message: 'No.', code }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
const jsonl = (body: string | ReadableStream<Uint8Array>) =>
  new Response(body, { headers: { 'content-type': 'application/jsonl' } });
const lines = (...events: readonly (readonly [string, unknown?])[]): string =>
  events.map(([type, data = {}]) => `${JSON.stringify({ type, data })}\n`).join('');
const answered = (text = 'Hello', id = 'm-1') =>
  jsonl(lines(['token', { token: text }], ['message', { type: 'bot', text }], ['result', { id, text }]));

/** A token that says itself how long it lasts, by a clock of its own. */
const tokenFor = (seconds: number, serial: number): string =>
  `h.${btoa(JSON.stringify({ iat: 1000, exp: 1000 + seconds, serial })).replaceAll('=', '')}.s`;

/** A stream that a test writes by hand. */
function written() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  const encoder = new TextEncoder();
  return {
    /** As a browser has it, the body breaks with its request. */
    response: ({ signal: asked }: Asked) => {
      asked.addEventListener('abort', () => controller?.error(new DOMException('Aborted.', 'AbortError')));
      return jsonl(body);
    },
    write: (text: string) => controller?.enqueue(encoder.encode(text)),
    end: () => controller?.close(),
    breakOff: () => controller?.error(new TypeError('network error')),
  };
}
/** Time that passes when a test says so. */
function clock() {
  let at = 0;
  let timers: readonly { readonly at: number; readonly callback: () => void }[] = [];
  return {
    seams: {
      now: () => 5_000_000 - at,
      elapsed: () => at,
      setTimeout: (callback: () => void, ms: number) => {
        const timer = { at: at + ms, callback };
        timers = [...timers, timer];
        return timer;
      },
      clearTimeout: (timer: unknown) => void (timers = timers.filter((each) => each !== timer)),
    },
    pass(ms: number) {
      at += ms;
      const due = timers.filter((each) => each.at <= at);
      timers = timers.filter((each) => each.at > at);
      for (const { callback } of due) callback();
    },
    waiting: () => timers.length,
  };
}
function shelf(first?: string): Shelf & { readonly tokens: Map<string, string> } {
  const tokens = new Map<string, string>(first === undefined ? [] : [['session', first]]);
  return {
    tokens,
    get: (name) => tokens.get(name),
    put: (name, token) => void (token === undefined ? tokens.delete(name) : tokens.set(name, token)),
  };
}

function setUp(doors: Readonly<Record<string, Door>> = {}, more: Partial<TransportOptions> = {}) {
  const asked: Asked[] = [];
  const events: ChatEvent[] = [];
  const logged: string[] = [];
  let sessions = 0;
  const create: Door = () => {
    sessions += 1;
    const conversationId = `conv-${sessions}`;
    return json({ id: 'w-1', conversationId, token: tokenFor(3600, sessions), expiresAt: 0, messages: [] });
  };
  const all: Readonly<Record<string, Door>> = { create, complete: () => answered(), ...doors };
  const transport = chatbotkitTransport({
    url: 'https://kit.example/v1',
    widgetId: 'w-1',
    session: { id: 's-1', userId: 'u-1', startedAt: 0 },
    timeout: 1_000,
    log: (line) => logged.push(line),
    fetch: async (url, init) => {
      const { pathname } = new URL(String(url));
      const one = {
        path: pathname.slice(3),
        url: String(url),
        headers: new Headers(init?.headers),
        body: JSON.parse(String(init?.body)) as Record<string, unknown>,
        signal: init?.signal ?? signal,
      };
      asked.push(one);
      const stopped = new Promise<never>((_, reject) =>
        one.signal.addEventListener('abort', () => reject(new DOMException('Aborted.', 'AbortError'))),
      );
      const door = all[pathname.split('/').at(-1) ?? ''] ?? (() => refused(404, 'NOT_FOUND'));
      return Promise.race([door(one), stopped]);
    },
    ...more,
  });
  return {
    transport,
    asked,
    events,
    logged,
    create,
    open: () => transport.open((event) => events.push(event)),
    paths: () => asked.map(({ path }) => path),
    texts: () =>
      events.flatMap((event) =>
        event.type === 'message-added'
          ? event.message.parts.map((part) => ('text' in part ? part.text : part.type))
          : [],
      ),
    types: () => events.map(({ type }) => type),
  };
}
const failureOf = async (promise: Promise<unknown> | undefined): Promise<unknown> =>
  promise?.then(
    () => undefined,
    (reason: unknown) => reason,
  );
const message = (id: string, text = 'hi') => ({ type: 'send-message', id, text }) as const;
const CREATE = '/integration/widget/w-1/session/create';

describe('chatbotkitTransport', () => {
  itIsATransport(() => setUp().transport);

  describe('a session', () => {
    it('is asked for when it opens, with what the page knows, and without a token', async () => {
      const { open, asked, events, texts } = setUp(
        {
          create: () => json({ conversationId: 'conv-1', token: 't-1', messages: [{ type: 'bot', text: 'Welcome' }] }),
        },
        {
          contact: () => ({ name: 'Ann', email: 'ann@example.com', phone: '030' }),
          attributes: () => ({ plan: 'pro', functions: [{ name: 'x' }], userProfile: { name: 'Ann' } }),
          bodyProperties: { durationInSeconds: 60 },
          headers: { 'x-shop': '7' },
          queryParams: { lang: 'de' },
        },
      );
      await open();
      expect(asked[0]?.url).to.equal(`https://kit.example/v1${CREATE}?lang=de`);
      expect(asked[0]?.headers.has('authorization')).to.equal(false);
      expect(asked[0]?.headers.get('x-shop')).to.equal('7');
      expect(asked[0]?.body).to.deep.equal({
        durationInSeconds: 1800,
        contact: { name: 'Ann', email: 'ann@example.com' },
        meta: { plan: 'pro' },
      });
      expect(events[0]).to.deep.equal({ type: 'connection-changed', state: 'open' });
      expect(texts()).to.deep.equal(['Welcome']);
    });

    it('is not asked for sooner than the backend wants it, whoever asks', async () => {
      const { seams, pass } = clock();
      let busy = true;
      const create = () =>
        busy
          ? refused(429, 'TOO_MANY_REQUESTS', { 'retry-after': '3' })
          : json({ conversationId: 'conv-1', token: 't-1', messages: [] });
      const { open, transport, paths } = setUp({ create }, seams);
      expect(await failureOf(open())).to.include({ code: 'rate-limited', outcome: 'not-sent' });
      busy = false;
      pass(1_000);
      const early = await failureOf(transport.send(message('c-1'), signal));
      expect(early).to.include({ code: 'rate-limited', outcome: 'not-sent', retryAfter: 2_000 });
      expect(paths()).to.deep.equal([CREATE]);
      pass(2_000);
      await transport.send(message('c-1'), signal);
      expect(paths()).to.deep.equal([CREATE, CREATE, '/conversation/conv-1/complete']);
    });

    it('is found at the vendor’s own address without a url, and the page’s own first words stand for the bot’s', async () => {
      const create = () => json({ conversationId: 'c', token: 't', messages: [{ type: 'bot', text: 'Welcome' }] });
      const { open, asked, texts } = setUp({ create }, { url: '', initial: 'Good morning' });
      await open();
      expect(asked[0]?.url).to.equal(`https://api.chatbotkit.com/v1${CREATE}`);
      expect(texts()).to.deep.equal([]);
    });

    it('goes on in the next page, and in another tab, without being asked for again', async () => {
      const kept = shelf();
      const first = setUp({}, { shelf: kept });
      await first.open();
      await first.transport.send(message('c-1'), signal);
      const next = setUp({ upvote: () => json({ id: 'm-1' }) }, { shelf: kept });
      await next.open();
      await next.transport.send(message('c-2'), signal);
      const vote = { type: 'give-feedback', id: 'c-3', messageId: 'c-1.reply', rating: 'positive' } as const;
      await next.transport.send(vote, signal);
      expect(next.paths()).to.deep.equal(['/conversation/conv-1/complete', '/conversation/conv-1/message/m-1/upvote']);
      expect(next.types()).to.not.include('continuity-lost');
      // A session of the widget that is over has nothing to do with the next one.
      const other = setUp({}, { shelf: kept, session: { id: 's-2', userId: 'u-1', startedAt: 0 } });
      await other.open();
      expect(other.paths()).to.deep.equal([CREATE]);
    });

    it('keeps its token in memory and on the shelf, and nowhere else', async () => {
      const kept = shelf();
      const { open, transport, events, logged, asked } = setUp({}, { shelf: kept });
      await open();
      await transport.send(message('c-1'), signal);
      const token = tokenFor(3600, 1);
      expect(kept.tokens.get('session')).to.contain(token);
      expect(JSON.stringify([events, logged, asked.map(({ url, body }) => [url, body])])).to.not.contain(token);
      expect(asked[1]?.headers.get('authorization')).to.equal(`Bearer ${token}`);
    });

    for (const garbage of [
      '{',
      'null',
      '7',
      '{"session":"s-1"}',
      '{"session":"s-1","conversationId":"c","token":"a b"}',
    ])
      it(`begins anew where the shelf says ${garbage}`, async () => {
        const { open, paths } = setUp({}, { shelf: shelf(garbage) });
        await open();
        expect(paths()).to.deep.equal([CREATE]);
      });

    const said: readonly SaidWords[] = [
      { author: 'user', text: 'x'.repeat(40_000) },
      { author: 'bot', text: 'Hello' },
      { author: 'user', text: 'two' },
    ];
    it('that ends by its own clock is followed by another, which is told what was said', async () => {
      const { seams, pass } = clock();
      let all: readonly SaidWords[] = [];
      const { open, transport, paths, asked, types } = setUp({}, { ...seams, said: () => all });
      await open();
      await transport.send(message('c-1'), signal);
      all = said;
      pass(3_590_000);
      await transport.send(message('c-2'), signal);
      expect(types()).to.not.include('continuity-lost');
      pass(6_000);
      await transport.send(message('c-3'), signal);
      expect(paths()).to.deep.equal([
        CREATE,
        '/conversation/conv-1/complete',
        '/conversation/conv-1/complete',
        CREATE,
        '/conversation/conv-2/complete',
      ]);
      expect(asked[3]?.body['messages']).to.deep.equal([
        { type: 'user', text: 'x'.repeat(32_768) },
        { type: 'user', text: 'two' },
      ]);
      expect(types().filter((type) => type === 'continuity-lost')).to.have.length(1);
    });

    it('is not thrown away by a clock that is wrong', async () => {
      for (const expiresAt of [1, 9e15, Number.NaN, undefined]) {
        const kept = shelf(JSON.stringify({ session: 's-1', conversationId: 'conv-7', token: 'opaque', expiresAt }));
        const { open, transport, paths } = setUp({}, { shelf: kept });
        await open();
        await transport.send(message('c-1'), signal);
        expect(paths()).to.deep.equal(['/conversation/conv-7/complete']);
      }
    });

    it('that is refused is renewed once for all who ask, and announced', async () => {
      let refusals = 1;
      const complete = () => (refusals-- > 0 ? refused(401, 'NOT_AUTHENTICATED') : answered());
      const { open, transport, paths, types, asked } = setUp({ complete }, { said: () => said });
      await open();
      const before = types().length;
      expect(await failureOf(transport.send(message('c-1'), signal))).to.include({
        code: 'session-expired',
        outcome: 'auth',
      });
      await Promise.all([transport.renew?.(), transport.renew?.()]);
      await transport.renew?.();
      await transport.send(message('c-1'), signal);
      expect(paths().filter((path) => path === CREATE)).to.have.length(2);
      expect(asked.at(-1)?.path).to.equal('/conversation/conv-2/complete');
      expect(types().slice(before)[0]).to.equal('continuity-lost');
    });

    it('is renewed when the backend has forgotten the conversation', async () => {
      const { open, transport } = setUp({ complete: () => refused(404, 'NOT_FOUND') });
      await open();
      expect(await failureOf(transport.send(message('c-1'), signal))).to.include({ outcome: 'auth' });
    });

    const failures: readonly (readonly [string, Door, string, string])[] = [
      ['nobody there', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable', 'not-sent'],
      ['401', () => refused(401, 'NOT_AUTHENTICATED'), 'unauthorized', 'rejected'],
      ['403', () => refused(403, 'NOT_AUTHORIZED'), 'forbidden', 'rejected'],
      ['404', () => refused(404, 'NOT_FOUND'), 'not-found', 'rejected'],
      ['429', () => refused(429, 'TOO_MANY_REQUESTS', { 'retry-after': '2' }), 'rate-limited', 'not-sent'],
      ['an account that is used up', () => refused(429, 'LIMITS_REACHED'), 'rate-limited', 'rejected'],
      ['500', () => refused(500, 'INTERNAL_SERVER_ERROR'), 'server-error', 'not-sent'],
      ['HTML', () => new Response('<!doctype html>'), 'bad-reply', 'not-sent'],
      ['no token', () => json({ conversationId: 'c' }), 'bad-reply', 'not-sent'],
      ['a token that is none', () => json({ conversationId: 'c', token: 'a\nb' }), 'bad-reply', 'not-sent'],
    ];
    for (const [what, create, code, outcome] of failures)
      it(`does not open with ${what}`, async () => {
        const error = await failureOf(setUp({ create }).open());
        expect(error).to.include({ code, outcome });
      });

    it('wants to know which widget it is for', async () => {
      const { open, asked } = setUp({}, { widgetId: '' });
      expect(await failureOf(open())).to.include({ code: 'bad-config', outcome: 'rejected' });
      expect(asked).to.deep.equal([]);
    });

    it('comes from the page’s own server where that makes them', async () => {
      const reasons: string[] = [];
      const { open, transport, paths } = setUp(
        {},
        {
          widgetId: '',
          getSession: async (reason) => {
            reasons.push(reason);
            return { id: `own-${reasons.length}`, token: `t-${reasons.length}` };
          },
        },
      );
      await open();
      await transport.send(message('c-1'), signal);
      expect(paths()).to.deep.equal(['/conversation/own-1/complete']);
      expect(reasons).to.deep.equal(['first']);
    });

    it('ends with a restart: the next one knows nothing of it, and greets', async () => {
      let create = 0;
      const { open, transport, asked, texts, types } = setUp(
        {
          create: () =>
            json({
              conversationId: `c${++create}`,
              token: `t${create}`,
              messages: [{ type: 'bot', text: `Hi ${create}` }],
            }),
        },
        { said: () => (create > 0 ? said : []) },
      );
      await open();
      const session = { id: 's-2', userId: 'u-1', startedAt: 0 };
      await transport.send({ type: 'restart', id: 'r', session }, signal);
      expect(asked[1]?.headers.get('authorization')).to.equal('Bearer t1');
      expect(asked[1]?.body).to.deep.equal({});
      expect(texts()).to.deep.equal(['Hi 1', 'Hi 2']);
      expect(types()).to.not.include('continuity-lost');
    });
  });

  describe('a turn', () => {
    it('is a request with the words, the zone and the functions of the page', async () => {
      const { open, transport, asked } = setUp(
        {},
        { functions: () => [{ name: 'getTime' }], bodyProperties: { limits: { calls: 2 }, durationInSeconds: 3600 } },
      );
      await open();
      await transport.send(message('c-1'), signal);
      expect(asked[1]?.headers.get('accept')).to.equal('application/jsonl');
      expect(asked[1]?.headers.get('x-timezone')).to.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone);
      expect(asked[1]?.body).to.deep.equal({
        limits: { calls: 2 },
        text: 'hi',
        functions: [
          {
            name: 'getTime',
            description: '',
            parameters: { type: 'object', properties: {} },
            result: { channel: 'c-1.0' },
          },
        ],
      });
    });

    it('is delivered with the first word about it, and settles with the last', async () => {
      const stream = written();
      const { open, transport, events } = setUp({ complete: stream.response });
      await open();
      let settled = false;
      const sending = transport.send(message('c-1'), signal).then(() => (settled = true));
      stream.write(lines(['ping']));
      stream.write(lines(['sendResult', { id: 'u' }]));
      await waitUntil(() => events.some(({ type }) => type === 'delivery-changed'));
      expect(settled).to.equal(false);
      stream.write(lines(['token', { token: 'Hel' }]).slice(0, 25));
      stream.write(lines(['token', { token: 'Hel' }]).slice(25));
      await waitUntil(() => events.some(({ type }) => type === 'message-started'));
      stream.write(lines(['result', { id: 'm', text: 'Hello' }]));
      stream.end();
      await sending;
      expect(events.at(-1)).to.deep.equal({ type: 'message-completed', id: 'c-1.reply' });
    });

    it('is one JSON reply where no stream is wanted, or none comes', async () => {
      const complete = () => json({ id: 'm-1', text: 'Hello', usage: { token: 1 }, end: { reason: 'stop' } });
      for (const stream of [false, true]) {
        const { open, transport, asked, types } = setUp({ complete }, { stream });
        await open();
        await transport.send(message('c-1'), signal);
        expect(asked[1]?.headers.get('accept')).to.equal(stream ? 'application/jsonl' : 'application/json');
        expect(types().slice(1)).to.deep.equal([
          'delivery-changed',
          'message-started',
          'part-added',
          'message-completed',
        ]);
        expect(transport.capabilities?.streaming).to.equal(stream);
      }
    });

    it('is the bot’s own where it is to begin', async () => {
      const { open, transport, asked } = setUp({ receive: () => answered('Welcome') });
      await open();
      await transport.send({ type: 'launch', id: 'c-1' }, signal);
      expect(asked[1]).to.include({ path: '/conversation/conv-1/receive' });
      expect(asked[1]?.body).to.deep.equal({});
    });

    for (const [name, answer] of [
      ['204', () => new Response(null, { status: 204 })],
      ['{}', () => json({})],
      ['an empty result', () => jsonl(lines(['result', { id: 'm', text: '' }]))],
    ] as const)
      it(`shows no bubble for ${name}`, async () => {
        const { open, transport, types } = setUp({ complete: answer });
        await open();
        await transport.send(message('c-1'), signal);
        expect(types().slice(1)).to.deep.equal(['delivery-changed']);
      });

    const broken: readonly (readonly [string, Door, string, string])[] = [
      ['nobody there', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable', 'unknown'],
      ['500', () => refused(500, 'X'), 'server-error', 'unknown'],
      ['503 that says when', () => refused(503, 'X', { 'retry-after': '3' }), 'server-error', 'not-sent'],
      ['413', () => refused(413, 'BAD_REQUEST'), 'too-large', 'rejected'],
      ['402', () => refused(402, 'NO_SUBSCRIPTION'), 'forbidden', 'rejected'],
      ['an account that is used up', () => refused(429, 'LIMITS_REACHED'), 'rate-limited', 'rejected'],
      ['too many requests', () => refused(429, 'TOO_MANY_REQUESTS'), 'rate-limited', 'not-sent'],
      ['HTML', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), 'bad-reply', 'unknown'],
      ['HTML that says it is a stream', () => jsonl('<!doctype html>\n<p>'), 'bad-reply', 'unknown'],
      ['a list', () => json([1]), 'bad-reply', 'unknown'],
      ['truncated JSON', () => new Response('{"text":', { headers: { 'content-type': 'application/json' } }), 'bad-reply', 'unknown'],
      ['an empty stream', () => jsonl(''), 'bad-reply', 'unknown'],
      ['an error in the stream', () => jsonl(lines(['error', { message: 'x', code: 'LIMITS_REACHED' }])), 'rate-limited', 'rejected'],
    ]; // prettier-ignore
    for (const [what, complete, code, outcome] of broken)
      it(`is not delivered with ${what}`, async () => {
        const { open, transport, types } = setUp({ complete });
        await open();
        const error = await failureOf(transport.send(message('c-1'), signal));
        expect(ChatError.is(error)).to.equal(true);
        expect(error).to.include({ code, outcome });
        expect(types()).to.deep.equal(['connection-changed']);
      });

    it('that breaks off keeps what was said, and stays delivered', async () => {
      const stream = written();
      const { open, transport, events } = setUp({ complete: stream.response });
      await open();
      const sending = transport.send(message('c-1'), signal);
      stream.write(lines(['token', { token: 'Hel' }]));
      await waitUntil(() => events.some(({ type }) => type === 'message-started'));
      stream.breakOff();
      await sending;
      expect(events.at(-1)).to.deep.equal({ type: 'message-interrupted', id: 'c-1.reply' });
      expect(events).to.deep.include({ type: 'delivery-changed', id: 'c-1', delivery: 'delivered' });
    });

    it('waits so long for the first byte, and a minute for each further one', async () => {
      const { seams, pass, waiting } = clock();
      const stream = written();
      let silent = true;
      const complete: Door = (one) => (silent ? new Promise(() => {}) : stream.response(one));
      const { open, transport, asked, events } = setUp({ complete }, seams);
      await open();
      const first = failureOf(transport.send(message('c-1'), signal));
      await waitUntil(() => asked.length === 2);
      pass(1_000);
      expect(await first).to.include({ code: 'timeout', outcome: 'unknown' });
      silent = false;
      const second = transport.send(message('c-2'), signal);
      stream.write(lines(['token', { token: 'Hel' }]));
      await waitUntil(() => events.some(({ type }) => type === 'message-started'));
      pass(59_000);
      expect(asked.at(-1)?.signal.aborted).to.equal(false);
      pass(1_000);
      await second;
      expect(asked.at(-1)?.signal.aborted).to.equal(true);
      expect(events.at(-1)).to.include({ type: 'message-interrupted' });
      expect(waiting()).to.equal(0);
    });

    it('that is stopped ends its request, and is no interruption', async () => {
      const stream = written();
      const stop = new AbortController();
      const { open, transport, asked, events, types } = setUp({ complete: stream.response });
      await open();
      const sending = failureOf(transport.send(message('c-1'), stop.signal));
      stream.write(lines(['token', { token: 'Hel' }]));
      await waitUntil(() => events.some(({ type }) => type === 'message-started'));
      stop.abort();
      expect(await sending).to.include({ code: 'aborted' });
      expect(asked.at(-1)?.signal.aborted).to.equal(true);
      expect(types()).to.not.include('message-interrupted');
      expect(types()).to.not.include('error-raised');
    });

    it('of a conversation that is over is not heard', async () => {
      const stream = written();
      const { open, transport, events, types } = setUp({ complete: stream.response });
      await open();
      const sending = failureOf(transport.send(message('c-1'), signal));
      stream.write(lines(['token', { token: 'Hel' }]));
      await waitUntil(() => events.some(({ type }) => type === 'message-started'));
      await transport.send({ type: 'restart', id: 'r', session: { id: 's-2', userId: 'u', startedAt: 0 } }, signal);
      const heard = types().length;
      await sending;
      expect(types()).to.have.length(heard);
    });
  });

  describe('a function of the page', () => {
    const begin = lines(['waitForChannelMessageBegin', { channel: 'c-1.0', function: { name: 'f', args: { a: 1 } } }]);
    function called() {
      const stream = written();
      const { seams, pass } = clock();
      const all = setUp({ complete: stream.response, publish: () => json({ id: 'x' }) }, seams);
      const callOf = async (): Promise<string> => {
        const find = () => all.events.findLast((event) => event.type === 'tool-called');
        await waitUntil(find);
        return find()?.call.id ?? '';
      };
      const published = () => all.asked.filter(({ path }) => path.startsWith('/channel/'));
      return { ...all, stream, pass, callOf, published };
    }
    const result = (callId: string, more: object = { result: 4 }) =>
      ({ type: 'tool-result', id: `t-${callId}`, callId, name: 'f', ...more }) as const;

    it('is called, and its result or failure goes over the channel, once', async () => {
      const { open, transport, stream, callOf, published, logged } = called();
      await open();
      const sending = transport.send(message('c-1'), signal);
      stream.write(begin + begin);
      const first = await callOf();
      await transport.send(result(first), signal);
      await transport.send(result(first), signal);
      stream.write(lines(['waitForChannelMessageEnd', { channel: 'c-1.0' }]) + begin);
      await waitUntil(async () => (await callOf()) !== first);
      await transport.send(result(await callOf(), { error: 'no' }), signal);
      stream.write(lines(['result', { id: 'm', text: 'Done' }]));
      stream.end();
      await sending;
      expect(published().map(({ path, body }) => [path, body])).to.deep.equal([
        ['/channel/c-1.0/publish', { message: { result: 4 } }],
        ['/channel/c-1.0/publish', { message: { error: 'no' } }],
      ]);
      expect(logged).to.have.length(1);
    });

    it('may take its time: the silence is ours', async () => {
      const { open, transport, stream, callOf, pass, asked } = called();
      await open();
      const sending = transport.send(message('c-1'), signal);
      stream.write(begin);
      const call = await callOf();
      pass(600_000);
      expect(asked[1]?.signal.aborted).to.equal(false);
      await transport.send(result(call), signal);
      pass(60_000);
      await sending;
      expect(asked[1]?.signal.aborted).to.equal(true);
    });

    it('is given up with its answer', async () => {
      const { open, transport, stream, callOf, published } = called();
      await open();
      const stop = new AbortController();
      const sending = failureOf(transport.send(message('c-1'), stop.signal));
      stream.write(begin);
      const call = await callOf();
      stop.abort();
      await sending;
      await waitUntil(() => published().length === 1);
      await transport.send(result(call), signal);
      expect(published().map(({ body }) => body)).to.deep.equal([{ message: { abort: true } }]);
    });
  });

  describe('besides turns', () => {
    it('tells who the visitor is', async () => {
      const { open, transport, asked } = setUp({ upsert: () => json({ id: 'k' }) });
      await open();
      await transport.send({ type: 'share-contact', id: 'c', contact: { name: 'Ann', plan: 'pro' } }, signal);
      expect(asked[1]).to.include({ path: '/conversation/conv-1/contact/upsert' });
      expect(asked[1]?.body).to.deep.equal({ name: 'Ann', meta: { plan: 'pro' } });
    });

    it('judges answers that the backend knows, with a reason', async () => {
      const { open, transport, asked } = setUp({ downvote: () => json({ id: 'm-1' }) });
      await open();
      await transport.send(message('c-1'), signal);
      const vote = { type: 'give-feedback', id: 'c-2', rating: 'negative', reason: 'Wrong.' } as const;
      await transport.send({ ...vote, messageId: 'c-1.reply' }, signal);
      expect(asked[2]).to.include({ path: '/conversation/conv-1/message/m-1/downvote' });
      expect(asked[2]?.body).to.deep.equal({ value: -100, reason: 'Wrong.' });
      expect(await failureOf(transport.send({ ...vote, messageId: 'other' }, signal))).to.include({
        outcome: 'rejected',
      });
      expect(await failureOf(transport.send(vote, signal))).to.include({ code: 'unsupported' });
      expect(asked).to.have.length(3);
    });

    it('has an answer spoken', async () => {
      const { open, transport, asked } = setUp({
        synthesize: () => json({ id: 'm-1', url: 'https://a.example/x.mp3' }),
      });
      await open();
      await transport.send(message('c-1'), signal);
      expect(await transport.synthesize('c-1.reply', signal)).to.deep.equal({
        id: 'm-1',
        url: 'https://a.example/x.mp3',
      });
      expect(asked[2]?.path).to.equal('/conversation/conv-1/message/m-1/synthesize');
    });

    it('looks at links, but not into pages', async () => {
      const data = {
        url: 'https://a.example/',
        title: 'A',
        publisher: 'Site',
        image: 'javascript:x',
        logo: 'https://a.example/l.png',
      };
      const { open, transport, asked } = setUp({ unfurl: () => json({ data }) });
      await open();
      expect(await transport.unfurl?.('https://a.example', signal)).to.deep.equal({
        url: 'https://a.example/',
        title: 'A',
        siteName: 'Site',
        image: 'https://a.example/l.png',
      });
      expect(await transport.unfurl?.('https://a.example/#x', signal)).to.equal(undefined);
      expect(asked.filter(({ path }) => path === '/url/unfurl').map(({ body }) => body)).to.deep.equal([
        { url: 'https://a.example' },
      ]);
    });

    it('cannot do what the backend has no word for, and says so', async () => {
      const { open, transport, asked } = setUp();
      await open();
      for (const command of [
        { type: 'erase-data', id: 'c' },
        { type: 'barge-in', id: 'c', name: 'Kim' },
        { type: 'answer-permission', id: 'c', permission: 'email', granted: true },
      ] as const)
        expect(await failureOf(transport.send(command, signal))).to.include({
          code: 'unsupported',
          outcome: 'rejected',
        });
      await transport.send({ type: 'report-action', id: 'c', action: 'OPEN_URL' }, signal);
      expect(asked).to.have.length(1);
    });

    for (const url of ['http://', 'javascript:alert(1)', 'wss://kit.example/v1'])
      it(`does not open with the address ${url}`, async () => {
        expect(await failureOf(setUp({}, { url }).open())).to.include({ code: 'bad-config', outcome: 'rejected' });
      });
  });
});
