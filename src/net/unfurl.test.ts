import { expect } from '@open-wc/testing';
import type { TransportOptions } from '../protocol/transport.js';
import { fakeClock } from './fakes/clock.js';
import { unfurlAddress, unfurlBeside } from './unfurl.js';

const link = 'https://site.example/a?b=c&d';
const signal = new AbortController().signal;
const options: TransportOptions = {
  url: 'https://bot.example/stentor',
  session: { id: 's', userId: 'u', startedAt: 0 },
  timeout: 1000,
};
const good = {
  url: 'https://site.example/a',
  title: 'A',
  description: 'b',
  siteName: 'C',
  image: 'https://i.example/d',
};

/** Asks once; what was asked, and what came back. */
async function ask(answer: () => Response | Promise<Response>, more: Partial<TransportOptions> = {}) {
  const asked: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(new Request(input, init));
    return answer();
  };
  const preview = await unfurlBeside(link, signal, { ...options, fetch, ...more });
  return { preview, request: asked[0]! };
}
const answered = (body: unknown) => () => new Response(typeof body === 'string' ? body : JSON.stringify(body));
const failed = (promise: Promise<unknown>): Promise<boolean> => promise.then(() => false, () => true); // prettier-ignore

describe('where link previews come from', () => {
  const places: readonly (readonly [Partial<TransportOptions>, string])[] = [
    [{ url: 'https://bot.example/stentor' }, 'https://bot.example/unfurl'],
    [{ url: 'https://bot.example/stentor/' }, 'https://bot.example/stentor/unfurl'],
    [{ url: 'wss://bot.example/stentor/ws' }, 'https://bot.example/stentor/unfurl'],
    [{ url: 'ws://bot.example:81/ws' }, 'http://bot.example:81/unfurl'],
    [{ unfurlUrl: 'https://links.example/about' }, 'https://links.example/about'],
    [
      { url: 'https://bot.example/{room}/chat', pathParams: { room: 'a b' }, queryParams: { t: '1' } },
      'https://bot.example/a%20b/unfurl?t=1',
    ],
  ];
  for (const [settings, address] of places)
    it(`is ${address}`, () => expect(unfurlAddress({ ...options, ...settings }).href).to.equal(address));

  it('is no other kind of address', () => {
    expect(() => unfurlAddress({ ...options, unfurlUrl: 'javascript:alert(1)' })).to.throw();
  });
});

describe('asking for a link preview', () => {
  it('asks the backend, never the page itself', async () => {
    const { request, preview } = await ask(answered(good));
    expect([request.method, request.credentials, new URL(request.url).origin]).to.deep.equal(['GET', 'omit', 'https://bot.example']); // prettier-ignore
    expect(new URL(request.url).searchParams.get('url')).to.equal(link);
    expect(preview).to.deep.equal(good);
  });

  it('shows the key to the backend, and to nobody else', async () => {
    const more = { accountKey: 'k', headers: { 'x-tenant': 't' } };
    const { request } = await ask(answered(good), more);
    expect([request.headers.get('authorization'), request.headers.get('x-tenant')]).to.deep.equal(['Bearer k', 't']);
    const other = await ask(answered(good), { ...more, unfurlUrl: 'https://links.example/about' });
    expect([other.request.headers.get('authorization'), other.request.headers.get('x-tenant')]).to.deep.equal([null, null]); // prettier-ignore
  });

  for (const status of [204, 205, 301, 400, 403, 404, 429, 500, 503])
    it(`has nothing to show after ${status}`, async () => {
      const { preview } = await ask(() => new Response(null, { status }));
      expect(preview).to.equal(undefined);
    });

  const odd: Readonly<Record<string, readonly [unknown, unknown]>> = {
    'an empty object': [{}, undefined],
    'a list': [[good], undefined],
    'null': [null, undefined],
    'a title that is no text': [{ title: { toString: 'x' } }, undefined],
    'a title without words': [{ title: ' ' }, undefined],
    'nothing but a title': [{ title: 'A' }, { title: 'A', url: link }],
    'addresses that are none': [{ title: 'A', url: 'javascript:alert(1)', image: 'data:text/html,x' }, { title: 'A', url: link }],
    'addresses that are too long': [{ title: 'A', image: `https://i.example/${'a'.repeat(2100)}` }, { title: 'A', url: link }],
    'fields of other kinds': [{ title: 'A', description: 7, siteName: [], image: {} }, { title: 'A', url: link }],
    'more than was asked for': [{ title: 'A', html: '<b>', __proto__: { x: 1 } }, { title: 'A', url: link }],
    'very many words': [{ title: 'a'.repeat(9000) }, { title: 'a'.repeat(500), url: link }],
  }; // prettier-ignore
  for (const [what, [answer, expected]] of Object.entries(odd))
    it(`makes of ${what} what it can`, async () => {
      const { preview } = await ask(answered(answer));
      expect(preview).to.deep.equal(expected);
    });

  for (const [what, answer] of Object.entries({
    'no JSON': answered('<!doctype html>'),
    'more than is read': answered({ title: 'a'.repeat(70_000) }),
    'a network that is gone': () => Promise.reject(new TypeError('Failed to fetch')),
  }))
    it(`fails at ${what}`, async () => expect(await failed(ask(answer))).to.equal(true));

  it('gives up after eight seconds, and when nobody waits any more', async () => {
    const clock = fakeClock();
    const heard: AbortSignal[] = [];
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        const asked = init!.signal!;
        heard.push(asked);
        asked.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const slow = unfurlBeside(link, signal, { ...options, ...clock, fetch });
    clock.advance(7_999);
    expect(heard[0]?.aborted).to.equal(false);
    clock.advance(1);
    expect(await failed(slow)).to.equal(true);
    const left = new AbortController();
    const unwanted = unfurlBeside(link, left.signal, { ...options, ...clock, fetch });
    left.abort();
    expect(await failed(unwanted)).to.equal(true);
    expect(clock.waiting()).to.equal(0);
  });
});
