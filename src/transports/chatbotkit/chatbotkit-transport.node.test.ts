import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { testServer } from '../../../mock-server/test-server.js';
import { ChatError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { chatbotkitTransport, type ChatbotkitTransport } from './chatbotkit-transport.js';

Object.assign(globalThis, { describe, it });

const server = await testServer({ latency: 0, rateLimit: 0 });
const { signal } = new AbortController();
const COMPLETE = '/v1/conversation/.*/complete';
let sessions = 0;

const options = (more: Partial<TransportOptions> = {}): TransportOptions => ({
  url: `${server.url}/v1`,
  widgetId: 'demo',
  session: { id: `session-${(sessions += 1)}`, userId: 'u-1', startedAt: 0 },
  timeout: 5_000,
  ...more,
});
const message = (id: string, text = `I say ${id}`) => ({ type: 'send-message', id, text }) as const;

/** An open transport and what it said; it is closed whatever happens. */
async function opened(
  body: (transport: ChatbotkitTransport, heard: ReturnType<typeof listen>) => Promise<void>,
  more: Partial<TransportOptions> = {},
): Promise<void> {
  const transport = chatbotkitTransport(options(more));
  const heard = listen();
  try {
    await transport.open(heard.emit);
    await body(transport, heard);
  } finally {
    await transport.close();
  }
}
function listen() {
  const events: ChatEvent[] = [];
  let wake = (): void => {};
  return {
    events,
    emit(event: ChatEvent): void {
      events.push(event);
      wake();
    },
    /** What is to be read of the answers, in their order. */
    text: (): string =>
      events
        .map((event) =>
          event.type === 'text-delta' && event.to === undefined
            ? event.delta
            : event.type === 'part-added' && event.part.type === 'text' && 'text' in event.part
              ? event.part.text
              : '',
        )
        .join(''),
    has: (type: ChatEvent['type']): boolean => events.some((event) => event.type === type),
    async until<T>(find: () => T | undefined): Promise<T> {
      for (;;) {
        const found = find();
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
const failureOf = async (promise: Promise<unknown>): Promise<ChatError> => {
  const reason: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(ChatError.is(reason), 'it did not fail');
  return reason;
};
const asked = async (end: string): Promise<number> =>
  (await server.log()).filter(({ path }) => path.endsWith(end)).length;

describe('chatbotkit, against the mock server', () => {
  beforeEach(server.reset);
  itIsATransport(() => chatbotkitTransport(options()));

  it('hears an answer word by word, and can judge it and have it spoken', () =>
    opened(async (transport, { text, events }) => {
      await transport.send(message('c-1', 'good morning 👩‍🔬'), signal);
      assert.match(text(), /good morning 👩‍🔬/);
      assert.ok(events.filter(({ type }) => type === 'text-delta').length > 2);
      assert.deepEqual(events.at(-1), { type: 'message-completed', id: 'c-1.reply' });
      const vote = {
        type: 'give-feedback',
        id: 'c-2',
        messageId: 'c-1.reply',
        rating: 'negative',
        reason: 'No.',
      } as const;
      await transport.send(vote, signal);
      assert.equal(await asked('/downvote'), 1);
      assert.match((await transport.synthesize('c-1.reply', signal)).url ?? '', /^http/);
    }));

  it('says the same without a stream', () =>
    opened(
      async (transport, { text, has }) => {
        await transport.send(message('c-1', 'plain words'), signal);
        assert.match(text(), /plain words/);
        assert.equal(has('text-delta'), false);
      },
      { stream: false },
    ));

  it('lets the bot begin', () =>
    opened(async (transport, { has }) => {
      await transport.send({ type: 'launch', id: 'c-1' }, signal);
      assert.ok(has('message-completed'));
      assert.equal(await asked('/receive'), 1);
    }));

  it('calls a function of the page, and the answer goes on with its result', () =>
    opened(
      async (transport, { text, until, events }) => {
        const sending = transport.send(message('c-1', 'call getTime {"zone":"UTC"}'), signal);
        const { call } = await until(() => events.find((event) => event.type === 'tool-called'));
        assert.deepEqual([call.name, call.input], ['getTime', { zone: 'UTC' }]);
        await transport.send(
          { type: 'tool-result', id: 't', callId: call.id, name: call.name, result: { noon: true } },
          signal,
        );
        await sending;
        assert.match(text(), /noon/);
      },
      { functions: () => [{ name: 'getTime' }] },
    ));

  it('takes up a form as YAML', () =>
    opened(async (transport, { text }) => {
      await transport.send({ type: 'submit-form', id: 'c-1', name: 'booking', values: { guests: 2 } }, signal);
      assert.match(text(), /guests/);
    }));

  it('looks at links, and stores files in two steps', () =>
    opened(async (transport) => {
      assert.equal(await transport.unfurl?.('https://nobody.invalid/', signal).catch(() => undefined), undefined);
      const file = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)], { type: 'image/png' });
      const fractions: number[] = [];
      const upload = { id: 'f', file, name: 'a.png', signal, progress: (part: number) => fractions.push(part) };
      const stored = await transport.upload?.(upload).catch((reason: unknown) => reason);
      // A widget that takes none says so; one that does names the place.
      if (ChatError.is(stored)) assert.equal(stored.code, 'forbidden', stored.message);
      else assert.deepEqual(Object.keys(stored as object).sort(), ['name', 'size', 'type', 'url']);
      assert.equal(await asked('/attachment/upload'), 1);
    }));

  it('begins anew when its session is over, tells again what was said, and says so', async () => {
    const said = [
      { author: 'user', text: 'I am Ann' },
      { author: 'bot', text: 'Hello Ann' },
    ] as const;
    await opened(
      async (transport, { has, text }) => {
        await transport.send(message('c-0'), signal);
        await server.reset();
        const error = await failureOf(transport.send(message('c-1', 'who am I'), signal));
        assert.deepEqual([error.code, error.outcome], ['session-expired', 'auth']);
        await transport.renew?.();
        await transport.send(message('c-1', 'who am I'), signal);
        assert.ok(has('continuity-lost'));
        assert.match(text(), /who am I/);
        const [create] = (await server.log()).filter(({ path }) => path.endsWith('/session/create'));
        assert.match(JSON.stringify(create?.body), /I am Ann/);
      },
      { said: () => said },
    );
  });

  it('is refused for ever: one more session, and no more', () =>
    opened(async (transport) => {
      await server.fault({ path: COMPLETE, status: 401 });
      assert.equal((await failureOf(transport.send(message('c-1'), signal))).outcome, 'auth');
      await transport.renew?.();
      assert.equal((await failureOf(transport.send(message('c-1'), signal))).outcome, 'auth');
      assert.equal(await asked('/session/create'), 2);
    }));

  /** What is known of a word after each fault; nothing is ever sent twice from here. */
  const faults: readonly (readonly [what: string, fault: object, code: string, outcome: string])[] = [
    ['a connection that is reset before', { reset: true }, 'unreachable', 'unknown'],
    ['an answer that is lost', { reset: true, when: 'after' }, 'unreachable', 'unknown'],
    ['503 although the bot acted', { status: 503, when: 'after' }, 'server-error', 'unknown'],
    ['429 that says when', { status: 429, headers: { 'retry-after': '2' } }, 'rate-limited', 'not-sent'],
    ['429 that says nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, 'rate-limited', 'not-sent'],
    ['503 that says when', { status: 503, headers: { 'retry-after': '2' } }, 'server-error', 'not-sent'],
    ['400', { status: 400 }, 'rejected', 'rejected'],
    ['413', { status: 413 }, 'too-large', 'rejected'],
    ['422', { status: 422 }, 'rejected', 'rejected'],
    ['403', { status: 403 }, 'forbidden', 'rejected'],
    ['an error page', { body: '<html>', headers: { 'content-type': 'text/html' } }, 'bad-reply', 'unknown'],
    ['an answer of another shape', { body: [1, 2] }, 'bad-reply', 'unknown'],
  ];
  for (const [what, fault, code, outcome] of faults)
    it(`says what is known after ${what}`, () =>
      opened(async (transport, { has }) => {
        await server.fault({ path: COMPLETE, count: 1, ...fault });
        const error = await failureOf(transport.send(message('c-1'), signal));
        assert.deepEqual([error.code, error.outcome], [code, outcome]);
        if (code === 'rate-limited') assert.ok((error.retryAfter ?? 1_000) >= 1_000);
        assert.equal(has('message-started'), false);
        assert.equal(await asked('/complete'), 1);
        await transport.send(message('c-2'), signal);
        assert.ok(has('message-completed'));
      }));

  it('keeps what came of an answer that breaks off', () =>
    opened(async (transport, { has, text, events }) => {
      await server.fault({ path: COMPLETE, truncate: 700, reset: true, count: 1 });
      await transport.send(message('c-1', 'long 4'), signal);
      assert.ok(text().length > 0);
      assert.deepEqual(events.at(-1), { type: 'message-interrupted', id: 'c-1.reply' });
      assert.ok(has('delivery-changed'));
      assert.equal(await asked('/complete'), 1);
    }));

  it('notices that nothing more comes', () =>
    opened(
      async (transport, { events }) => {
        await server.fault({ path: COMPLETE, stall: 700, count: 1 });
        await transport.send(message('c-1', 'long 4'), signal);
        assert.deepEqual(events.at(-1), { type: 'message-interrupted', id: 'c-1.reply' });
      },
      // A minute of the transport is half a second here; for the first byte there are ten.
      { setTimeout: (callback, ms) => setTimeout(callback, ms / 120), timeout: 1_200_000 },
    ));

  it('reads an answer that comes byte by byte', () =>
    opened(async (transport, { text, events }) => {
      await server.fault({ path: COMPLETE, slow: { bytes: 1, interval: 0 }, count: 1 });
      await transport.send(message('c-1', 'né 👩‍🔬👨‍👩‍👧'), signal);
      assert.match(text(), /né 👩‍🔬👨‍👩‍👧/);
      assert.doesNotMatch(text(), /\uFFFD/);
      assert.deepEqual(events.at(-1), { type: 'message-completed', id: 'c-1.reply' });
    }));

  it('stops an answer where the visitor wants it, and the server hears of it', () =>
    opened(async (transport, { until, events, text }) => {
      const stop = new AbortController();
      const sending = failureOf(transport.send(message('c-1', 'long 200'), stop.signal));
      await until(() => events.find(({ type }) => type === 'text-delta'));
      stop.abort();
      assert.equal((await sending).code, 'aborted');
      await transport.send(message('c-2', 'and now'), signal);
      assert.match(text(), /and now/);
    }));

  it('is not allowed where its widget is not', async () => {
    const error = await failureOf(opened(async () => {}, { widgetId: 'nobody' }));
    assert.deepEqual([error.code, error.outcome], ['not-found', 'rejected']);
  });
});
