import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { ChatError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { itIsATransport } from '../transport.contract.js';
import { directTransport } from './direct-transport.js';

interface Asked {
  readonly url: string;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}
const signal = new AbortController().signal;
const reply = (body: unknown) => new Response(JSON.stringify(body));

function setUp(answer: () => Response | Promise<Response>, more: Partial<TransportOptions> = {}) {
  const asked: Asked[] = [];
  const events: ChatEvent[] = [];
  const options = {
    url: 'https://bot.example/studio',
    session: { id: 's-1', userId: 'u-1', startedAt: 0 },
    timeout: 1_000,
    now: () => 1_000,
    fetch: async (url, init) => {
      asked.push({ url: String(url), headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) });
      return answer();
    },
  } satisfies TransportOptions;
  // A page may come to give something later.
  const transport = directTransport(Object.defineProperties(options, Object.getOwnPropertyDescriptors(more)));
  const open = () => transport.open((event) => events.push(event));
  return { transport, asked, events, open };
}
const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('directTransport', () => {
  itIsATransport(() => setUp(() => reply({ outputSpeech: 'Hello' })).transport);

  it('asks nobody before the first command', async () => {
    const { open, asked } = setUp(() => reply({}));
    await open();
    expect(asked).to.deep.equal([]);
  });

  it('posts to the address as given, with the account key and what the page added', async () => {
    const { open, transport, asked } = setUp(() => reply({}), {
      accountKey: 'key-1',
      headers: { 'x-shop': '7' },
      queryParams: { lang: 'de' },
      bodyProperties: { device: { canPlayAudio: false }, sessionId: 'not this' },
      attributes: () => ({ plan: 'pro' }),
    });
    await open();
    await transport.send({ type: 'send-message', id: 'c-1', text: 'hi' }, signal);
    expect(asked[0]?.url).to.equal('https://bot.example/studio?lang=de');
    expect(asked[0]?.headers.get('authorization')).to.equal('Bearer key-1');
    expect(asked[0]?.headers.get('x-shop')).to.equal('7');
    expect(asked[0]?.body).to.include({ sessionId: 's-1', requestId: 'c-1', rawQuery: 'hi' });
    expect(asked[0]?.body).to.have.deep.property('device', { canPlayAudio: false });
    expect(asked[0]?.body['attributes']).to.include({ plan: 'pro' });
  });

  it('sends no authorization without an account key', async () => {
    const { open, transport, asked } = setUp(() => reply({}));
    await open();
    await transport.send({ type: 'launch', id: 'c-1' }, signal);
    expect(asked[0]?.headers.has('authorization')).to.equal(false);
  });

  describe('with a token', () => {
    const bearers = (asked: readonly Asked[]) => asked.map(({ headers }) => headers.get('authorization'));
    const message = { type: 'send-message', id: 'c-1', text: 'hi' } as const;

    it('carries it as bearer, and in the request; an account key comes first', async () => {
      const { open, transport, asked } = setUp(() => reply({}), { token: 'secret-1' });
      await open();
      await transport.send(message, signal);
      expect(bearers(asked)).to.deep.equal(['Bearer secret-1']);
      expect(asked[0]?.body).to.include({ accessToken: 'secret-1' });
      expect(asked[0]?.url).to.not.contain('secret');
      const other = setUp(() => reply({}), { token: 'secret-1', accountKey: 'key-1' });
      await other.open();
      await other.transport.send(message, signal);
      expect(bearers(other.asked)).to.deep.equal(['Bearer key-1']);
      expect(other.asked[0]?.body).to.include({ accessToken: 'secret-1' });
    });

    it('asks the page at the first request, and again when it was refused and the outbox says so', async () => {
      const reasons: string[] = [];
      const { open, transport, asked } = setUp(
        () => (asked.length === 1 ? new Response('', { status: 401 }) : reply({})),
        {
          getToken: async (reason) => {
            reasons.push(reason);
            return `secret-${reasons.length}`;
          },
        },
      );
      await open();
      expect(reasons).to.deep.equal([]);
      expect(await failureOf(transport.send(message, signal))).to.include({ code: 'unauthorized', outcome: 'auth' });
      await transport.renew?.();
      await transport.send(message, signal);
      await transport.send({ ...message, id: 'c-2' }, signal);
      expect(bearers(asked)).to.deep.equal(['Bearer secret-1', 'Bearer secret-2', 'Bearer secret-2']);
      expect(reasons).to.deep.equal(['first', 'refused']);
    });

    it('sends nothing while the page has none to give', async () => {
      const { open, transport, asked } = setUp(() => reply({}), { getToken: () => Promise.reject(new Error('no')) });
      await open();
      expect(await failureOf(transport.send(message, signal))).to.include({
        code: 'unauthorized',
        outcome: 'not-sent',
      });
      expect(asked).to.deep.equal([]);
      expect(await failureOf(transport.renew?.() ?? Promise.resolve())).to.include({ code: 'unauthorized' });
    });

    it('cannot renew what the page cannot give', async () => {
      const { transport } = setUp(() => reply({}), { token: 't' });
      expect(await failureOf(transport.renew?.() ?? Promise.resolve())).to.include({ code: 'unauthorized' });
    });

    it('asks a page that has something to give only when it is open already', async () => {
      const page: Pick<TransportOptions, 'getToken'> = {};
      const { open, transport, asked } = setUp(() => reply({}), {
        token: 'old',
        get getToken() {
          return page.getToken;
        },
      });
      await open();
      await transport.send(message, signal);
      Object.assign(page, { getToken: async (reason: string) => reason });
      await transport.send({ ...message, id: 'c-2' }, signal);
      await transport.renew?.();
      await transport.send({ ...message, id: 'c-3' }, signal);
      expect(bearers(asked)).to.deep.equal(['Bearer old', 'Bearer first', 'Bearer refused']);
    });
  });

  it('believes that it was forgotten only when the backend says so', async () => {
    let erased: object = { status: 'complete' };
    const { open, transport, events } = setUp(() => reply(erased));
    await open();
    const erase = { type: 'erase-data', id: 'c-1' } as const;
    expect(transport.capabilities?.erasure).to.equal(undefined);
    expect(await failureOf(transport.send(erase, signal))).to.include({ code: 'unsupported', outcome: 'rejected' });
    erased = { status: 'complete', erased: true };
    expect(await failureOf(transport.send(erase, signal))).to.equal(undefined);
    expect(events.map(({ type }) => type)).to.deep.equal(['connection-changed']);
  });

  it('takes a busy backend for one that did not act', async () => {
    const { open, transport } = setUp(() => new Response('', { status: 503 }));
    await open();
    const error = await failureOf(transport.send({ type: 'launch', id: 'c-1' }, signal));
    expect(error).to.include({ code: 'server-error', outcome: 'not-sent', retryable: true });
  });

  it('gives the answer the id of its question, so that a repeated one replaces it', async () => {
    const { open, transport, events } = setUp(() => reply({ outputSpeech: 'Hello', reprompt: '?' }));
    await open();
    await transport.send({ type: 'launch', id: 'c-1' }, signal);
    expect(events.at(-1)).to.have.nested.property('message.id', 'c-1.reply');
  });

  it('speaks for the new session after a restart, and drops what the old one still says', async () => {
    let answer = (_: Response) => {};
    const { open, transport, asked, events } = setUp(() => new Promise((resolve) => (answer = resolve)));
    await open();
    const old = transport.send({ type: 'send-message', id: 'c-1', text: 'old' }, signal);
    await waitUntil(() => asked.length === 1);
    await transport.send({ type: 'restart', id: 'c-2', session: { id: 's-2', userId: 'u-1', startedAt: 1 } }, signal);
    answer(reply({ outputSpeech: 'late' }));
    await old;
    expect(events.map(({ type }) => type)).to.deep.equal(['connection-changed']);
    const next = transport.send({ type: 'send-message', id: 'c-3', text: 'new' }, signal);
    await waitUntil(() => asked.length === 2);
    answer(reply({}));
    await next;
    expect(asked.map(({ body }) => body['sessionId'])).to.deep.equal(['s-1', 's-2']);
  });

  it('grants what the backend asked for, once', async () => {
    const { open, transport, asked } = setUp(() =>
      reply(asked.length === 1 ? { outputSpeech: 'Mail?', system: 'PERMISSION_EMAIL' } : {}),
    );
    await open();
    await transport.send({ type: 'send-message', id: 'c-1', text: 'quote' }, signal);
    const grant = { type: 'answer-permission', permission: 'email', granted: true, value: 'a@b.example' } as const;
    await transport.send({ ...grant, id: 'c-2' }, signal);
    await transport.send({ ...grant, id: 'c-3' }, signal);
    expect(asked.map(({ body }) => body['granted'])).to.deep.equal([undefined, true, false]);
  });

  it('cannot barge in', async () => {
    const { open, transport, asked } = setUp(() => reply({}));
    await open();
    const error = await failureOf(transport.send({ type: 'barge-in', id: 'c-1', name: 'Kim' }, signal));
    expect(error).to.include({ code: 'unsupported', outcome: 'rejected' });
    expect(asked).to.deep.equal([]);
  });

  for (const url of ['', 'http://', 'javascript:alert(1)']) {
    it(`does not open with the address ${JSON.stringify(url)}`, async () => {
      const error = await failureOf(setUp(() => reply({}), { url }).open());
      // No waiting makes it an address: what is said fails at once.
      expect(error).to.include({ code: 'bad-config', outcome: 'rejected', retryable: false });
    });
  }

  const broken: readonly [string, () => Response | Promise<Response>, string][] = [
    ['nobody there', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
    ['404', () => new Response('', { status: 404 }), 'not-found'],
    ['500', () => new Response('<h1>Oops', { status: 500 }), 'server-error'],
    ['HTML', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'bad-reply'],
    ['truncated JSON', () => new Response('{"outputSpeech":'), 'bad-reply'],
    ['an empty body', () => new Response(''), 'bad-reply'],
    ['a string', () => reply('Hello'), 'bad-reply'],
    ['a list', () => reply([{ outputSpeech: 'Hello' }]), 'bad-reply'],
    ['null', () => reply(null), 'bad-reply'],
    ['too much', () => reply({ outputSpeech: 'x'.repeat(2_000_000) }), 'bad-reply'],
  ];
  for (const [name, answer, code] of broken) {
    it(`does not deliver when the backend answers with ${name}`, async () => {
      const { open, transport, events } = setUp(answer);
      await open();
      const error = await failureOf(transport.send({ type: 'send-message', id: 'c-1', text: 'hi' }, signal));
      expect(ChatError.is(error)).to.equal(true);
      expect(error).to.have.property('code', code);
      expect(events.map(({ type }) => type)).to.deep.equal(['connection-changed']);
    });
  }

  for (const [name, answer] of [
    ['204', () => new Response(null, { status: 204 })],
    ['{}', () => reply({})],
    ['{"status":"complete"}', () => reply({ status: 'complete' })],
    ['wrong types all over', () => reply({ outputSpeech: 7, displays: {}, reprompt: [], system: {}, data: 'x' })],
  ] as const) {
    it(`shows nothing, and complains about nothing, for ${name}`, async () => {
      const { open, transport, events } = setUp(answer);
      await open();
      await transport.send({ type: 'send-message', id: 'c-1', text: 'hi' }, signal);
      expect(events.map(({ type }) => type)).to.deep.equal(['connection-changed']);
    });
  }

  it('takes a text of a million characters, each way', async () => {
    const long = 'x'.repeat(1_000_000);
    const { open, transport, events, asked } = setUp(() => reply({ outputSpeech: long }));
    await open();
    await transport.send({ type: 'send-message', id: 'c-1', text: long }, signal);
    expect(asked[0]?.body['rawQuery']).to.have.length(1_000_000);
    expect(events[1]).to.have.nested.property('message.parts[0].text').with.length(1_000_000);
  });
});
