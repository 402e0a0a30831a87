import { expect } from '@open-wc/testing';
import { ChatError } from '../protocol/errors.js';
import { fakeClock } from './fakes/clock.js';
import { postJson, type PostOptions } from './http.js';
import { MAX_BYTES } from './read-capped.js';

const options: PostOptions = {
  address: new URL('https://bot.example/turn?secret=1'),
  body: { say: 'hi' },
  headers: {},
  timeout: 1_000,
  signal: new AbortController().signal,
};
const answering = (answer: () => Response | Promise<Response>) => async () => answer();

async function failure(promise: Promise<unknown>): Promise<ChatError> {
  const reason: unknown = await promise.then(
    (value) => new Error(`Resolved with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (!ChatError.is(reason)) throw reason;
  return reason;
}

const html = { 'content-type': 'text/html' };
const broken: readonly [string, () => Response, Partial<ChatError>][] = [
  ['400', () => new Response('{}', { status: 400 }), { code: 'rejected', outcome: 'rejected', status: 400 }],
  ['401', () => new Response('', { status: 401 }), { code: 'unauthorized', outcome: 'auth', retryable: false }],
  ['403', () => new Response('', { status: 403 }), { code: 'forbidden', outcome: 'rejected', retryable: false }],
  ['404', () => new Response('', { status: 404 }), { code: 'not-found', outcome: 'rejected' }],
  ['408', () => new Response('', { status: 408 }), { code: 'timeout', outcome: 'unknown', retryable: true }],
  ['413', () => new Response('', { status: 413 }), { code: 'too-large', outcome: 'rejected' }],
  ['422', () => new Response('', { status: 422 }), { code: 'rejected', outcome: 'rejected' }],
  [
    '429 with seconds',
    () => new Response('', { status: 429, headers: { 'retry-after': '2' } }),
    { code: 'rate-limited', outcome: 'not-sent', retryAfter: 2_000, retryable: true },
  ],
  ['500', () => new Response('<h1>', { status: 500 }), { code: 'server-error', outcome: 'unknown', retryable: true }],
  ['503', () => new Response('', { status: 503 }), { code: 'server-error', outcome: 'unknown' }],
  ['502', () => new Response('', { status: 502 }), { code: 'server-error', outcome: 'unknown' }],
  [
    '503 that says when',
    () => new Response('', { status: 503, headers: { 'retry-after': '9999' } }),
    { code: 'server-error', outcome: 'not-sent', retryAfter: 300_000 },
  ],
  ['HTML', () => new Response('<!doctype html><p>Hello', { headers: html }), { code: 'bad-reply', status: 200 }],
  ['truncated JSON', () => new Response('{"outputSpeech":"Hel'), { code: 'bad-reply', outcome: 'unknown' }],
  ['an empty body', () => new Response(''), { code: 'bad-reply' }],
  ['no body', () => new Response(null), { code: 'bad-reply' }],
  ['more than is read', () => new Response(JSON.stringify('x'.repeat(MAX_BYTES))), { code: 'bad-reply' }],
];

describe('postJson', () => {
  for (const [name, answer, expected] of broken) {
    it(`makes an error of ${name}`, async () => {
      const error = await failure(postJson({ ...options, fetch: answering(answer) }));
      expect(error).to.include(expected);
      expect(error.message).to.not.contain('secret');
    });
  }

  it('says unreachable, and that nothing is known, when there is no answer', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await failure(postJson({ ...options, fetch }))).to.include({ code: 'unreachable', outcome: 'unknown' });
  });

  it('takes 503 for not sent where the same request is acted on once', async () => {
    const fetch = answering(() => new Response('', { status: 503 }));
    expect(await failure(postJson({ ...options, fetch, idempotent: true }))).to.include({ outcome: 'not-sent' });
    const broken = answering(() => new Response('', { status: 500 }));
    expect(await failure(postJson({ ...options, fetch: broken, idempotent: true }))).to.include({ outcome: 'unknown' });
  });

  it('says blocked when the page’s own policy forbids the address, and does not listen any longer', async () => {
    const page = new EventTarget();
    const violate = (blockedURI: string, disposition = 'enforce') =>
      page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, disposition }));
    const refusing = (report: () => void) => () => {
      report();
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const ask = (report: () => void) => failure(postJson({ ...options, page, fetch: refusing(report) }));
    const blocked = await ask(() => setTimeout(() => violate('https://bot.example/turn')));
    expect(blocked).to.include({ code: 'blocked', outcome: 'rejected', retryable: false });
    expect(blocked.message).to.not.contain('secret');
    expect(await ask(() => violate('https://bot.example'))).to.include({ code: 'blocked' });
    for (const report of [
      () => violate('https://other.example/turn'),
      () => violate('https://bot.example/turn', 'report'),
      () => violate('inline'),
    ])
      expect(await ask(report)).to.include({ code: 'unreachable' });
  });

  it('says blocked in a page whose policy allows no connection', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="connect-src 'none'">`;
    document.body.append(frame);
    try {
      await new Promise((resolve) => (frame.onload = resolve));
      const { contentDocument, contentWindow } = frame;
      if (!contentDocument || !contentWindow) throw new Error('The frame is not there.');
      const fetch: typeof globalThis.fetch = (...args) => contentWindow.fetch(...args);
      const error = await failure(postJson({ ...options, page: contentDocument, fetch }));
      expect(error).to.include({ code: 'blocked', outcome: 'rejected' });
    } finally {
      frame.remove();
    }
  });

  it('says unreachable when the body breaks off', async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(new TypeError('network error')) });
    const fetch = answering(() => new Response(body));
    expect(await failure(postJson({ ...options, fetch }))).to.include({ code: 'unreachable', outcome: 'unknown' });
  });

  it('gives up after a silence, before the first byte and between two', async () => {
    const silent = async (patience: number, stall: (signal: AbortSignal) => Promise<Response>) => {
      const clock = fakeClock();
      let reached = () => {};
      const stalled = new Promise<void>((resolve) => (reached = resolve));
      const fetch: typeof globalThis.fetch = (_, init) => {
        reached();
        return stall(init?.signal ?? options.signal);
      };
      const error = failure(postJson({ ...options, ...clock, fetch }));
      await stalled;
      // The answer's first piece, where there is one, has to be read before time passes.
      await new Promise((resolve) => setTimeout(resolve));
      clock.advance(patience - 1);
      clock.advance(1);
      expect(await error).to.include({ code: 'timeout', outcome: 'unknown', retryable: true });
      expect(await error)
        .to.have.property('message')
        .that.contains(`silent for ${patience} ms`);
      expect(clock.waiting()).to.equal(0);
    };
    const aborted = (signal: AbortSignal, then: (reason: unknown) => void) =>
      signal.addEventListener('abort', () => then(signal.reason));
    await silent(1_000, (signal) => new Promise((_, reject) => aborted(signal, reject)));
    await silent(60_000, async (signal) => {
      const body = new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('{"a":'));
          aborted(signal, (reason) => stream.error(reason));
        },
      });
      return new Response(body);
    });
  });

  it('does not count against the body what the first byte took', async () => {
    const clock = fakeClock();
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    let head = (_: Response) => {};
    let finish = () => {};
    let body = new ReadableStream();
    const fetch: typeof globalThis.fetch = (_, init) => {
      body = new ReadableStream({
        start(stream) {
          init?.signal?.addEventListener('abort', () => stream.error(new Error('stopped')));
          finish = () => {
            stream.enqueue(new TextEncoder().encode('"late"'));
            stream.close();
          };
        },
      });
      return new Promise((resolve) => (head = resolve));
    };
    const reply = postJson({ ...options, ...clock, fetch });
    clock.advance(900);
    head(new Response(body));
    await turn();
    clock.advance(59_900);
    finish();
    expect(await reply).to.equal('late');
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((__, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('stopped'))));
    const error = failure(postJson({ ...options, fetch, signal: controller.signal }));
    controller.abort();
    expect(await error).to.include({ code: 'aborted', outcome: 'unknown' });
    const early = postJson({ ...options, fetch, signal: controller.signal });
    expect(await failure(early)).to.include({ code: 'aborted', outcome: 'not-sent' });
  });

  it('leaves no answer open that it does not read', async () => {
    let asked: AbortSignal | null | undefined;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      asked = init?.signal;
      return new Response(new ReadableStream(), { status: 500 });
    };
    await failure(postJson({ ...options, fetch }));
    expect(asked?.aborted).to.equal(true);
  });

  it('sends JSON without cookies, and gives the JSON that came', async () => {
    let asked: RequestInit | undefined;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      asked = init;
      return new Response('{"a":"\u00e4"}');
    };
    const reply = await postJson({ ...options, fetch, headers: { authorization: 'Bearer k' } });
    expect(reply).to.deep.equal({ a: 'ä' });
    expect(asked).to.include({ method: 'POST', body: '{"say":"hi"}', credentials: 'omit' });
    expect(asked?.headers).to.include({ authorization: 'Bearer k', 'content-type': 'application/json' });
  });

  it('reads a whole mebibyte', async () => {
    const text = 'x'.repeat(MAX_BYTES - 2);
    expect(await postJson({ ...options, fetch: answering(() => new Response(JSON.stringify(text))) })).to.equal(text);
  });

  it('takes 204 for an answer that says nothing', async () => {
    const fetch = answering(() => new Response(null, { status: 204 }));
    expect(await postJson({ ...options, fetch })).to.equal(undefined);
  });
});
