import { expect } from '@open-wc/testing';
import { ChatError } from '../protocol/errors.js';
import type { Upload } from '../protocol/transport.js';
import { fakeClock } from './fakes/clock.js';
import { fakeXhr } from './fakes/xhr.js';
import { uploadAddress, uploadBeside } from './upload-beside.js';
import { uploadMultipart, type MultipartOptions } from './upload-multipart.js';

const address = new URL('https://bot.example/uploads?secret=1');
const answer = JSON.stringify({ url: '/files/1/a.png', name: 'stored.png', type: 'image/png', size: 3 });

function setUp(more: Partial<MultipartOptions> = {}, upload: Partial<Upload> = {}) {
  const { xmlHttpRequest, requests } = fakeXhr();
  const clock = fakeClock();
  const stop = new AbortController();
  const fractions: number[] = [];
  const stored = uploadMultipart(
    {
      id: 'attempt-1',
      file: new Blob(['abc'], { type: 'image/png' }),
      name: 'a "b"\r\n.png',
      signal: stop.signal,
      progress: (fraction) => fractions.push(fraction),
      ...upload,
    },
    { address, timeout: 1_000, xmlHttpRequest, ...clock, ...more },
  );
  stored.catch(() => undefined);
  return { stored, request: requests[0], requests, clock, stop, fractions };
}
async function failure(promise: Promise<unknown>): Promise<ChatError> {
  const reason: unknown = await promise.then(
    (value) => new Error(`Resolved with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (!ChatError.is(reason)) throw reason;
  return reason;
}

describe('uploadMultipart', () => {
  it('trusts no answer from another place than the one it asked', async () => {
    for (const from of ['https://evil.example/uploads?secret=1', 'https://bot.example/uploads?secret=2']) {
      const { stored, request } = setUp();
      request?.answers(201, answer, {}, from);
      expect(await failure(stored)).to.include({ code: 'rejected', outcome: 'rejected' });
    }
    const { stored, request } = setUp({ address: new URL('https://bot.example/uploads#part') });
    request?.answers(201, answer, {}, 'https://bot.example/uploads');
    expect((await stored).name).to.equal('stored.png');
  });

  it('posts a form with the file and the id of the attempt, and never says its content type', async () => {
    const { stored, request, fractions } = setUp({ headers: { authorization: 'Bearer k' }, fields: { session: 's' } });
    expect(request).to.include({ method: 'POST', url: address.href });
    expect(Object.keys(request?.headers ?? {}).map((name) => name.toLowerCase())).to.have.members([
      'accept',
      'authorization',
    ]);
    const form = request?.body as FormData;
    expect([form.get('id'), form.get('session')]).to.deep.equal(['attempt-1', 's']);
    const file = form.get('file') as File;
    expect([file.name, file.type, await file.text()]).to.deep.equal(['a "b"\r\n.png', 'image/png', 'abc']);
    request?.goesOut(31, 50);
    request?.goesOut(0, 0);
    request?.answers(201, answer);
    expect(await stored).to.deep.equal({
      url: 'https://bot.example/files/1/a.png',
      name: 'stored.png',
      type: 'image/png',
      size: 3,
    });
    expect(fractions).to.deep.equal([0.62, 1]);
  });

  it('knows from the file what the backend does not say', async () => {
    const { stored, request } = setUp();
    request?.answers(200, '{"url":"https://files.example/x"}');
    expect(await stored).to.deep.equal({
      url: 'https://files.example/x',
      name: 'a "b"\r\n.png',
      type: 'image/png',
      size: 3,
    });
  });

  it('reads answers in other words, and names the field as it is told', async () => {
    const { stored, request } = setUp({
      field: 'upload',
      read: (said) => ({ url: (said as { media_url: string }).media_url }),
    });
    expect((request?.body as FormData).has('upload')).to.equal(true);
    request?.answers(200, '{"media_url":"https://files.example/m"}');
    expect(await stored).to.have.property('url', 'https://files.example/m');
  });

  const refusals: readonly (readonly [number, Partial<ChatError>])[] = [
    [400, { code: 'rejected', retryable: false }],
    [401, { code: 'unauthorized', retryable: false }],
    [403, { code: 'forbidden', retryable: false }],
    [413, { code: 'too-large', retryable: false, outcome: 'rejected' }],
    [415, { code: 'rejected', retryable: false }],
    [429, { code: 'rate-limited', retryable: true, retryAfter: 2_000 }],
    [500, { code: 'server-error', retryable: true, outcome: 'unknown' }],
    [503, { code: 'server-error', retryable: true }],
    [302, { code: 'rejected' }],
  ];
  for (const [status, expected] of refusals)
    it(`makes an error of ${status}`, async () => {
      const { stored, request } = setUp();
      request?.answers(status, '<h1>', { 'retry-after': '2' });
      const error = await failure(stored);
      expect(error).to.include({ status, ...expected });
      expect(error.message).not.to.contain('secret');
    });

  const unreadable: Readonly<Record<string, string>> = {
    'an empty answer': '',
    'something that is not JSON': '<h1>',
    'an answer without an address': '{}',
    'a list': '[]',
    'a script as the address': '{"url":"javascript:alert(1)"}',
    'an address of another kind': '{"url":"file:///etc/passwd"}',
    'an unsafe address from a safe backend': '{"url":"http://bot.example/x"}',
  };
  for (const [what, text] of Object.entries(unreadable))
    it(`does not believe ${what}`, async () => {
      const { stored, request } = setUp();
      request?.answers(200, text);
      expect(await failure(stored)).to.include({ code: 'bad-reply', retryable: true });
    });

  it('gives up when its signal says so, and sends nothing when it said so before', async () => {
    const { stored, request, stop } = setUp();
    stop.abort();
    expect(await failure(stored)).to.have.property('code', 'aborted');
    expect(request?.aborted).to.equal(true);
    const early = setUp({}, { signal: AbortSignal.abort() });
    expect(await failure(early.stored)).to.include({ code: 'aborted', outcome: 'not-sent' });
    expect(early.requests).to.have.length(0);
  });

  it('waits as long as something goes out, and no longer than the timeout when nothing does', async () => {
    const { stored, request, clock } = setUp();
    for (let sent = 1; sent <= 5; sent++) {
      clock.advance(900);
      request?.goesOut(sent, 10);
    }
    expect(request?.aborted).to.equal(false);
    clock.advance(1_000);
    expect(await failure(stored)).to.include({ code: 'timeout', retryable: true });
    expect(request?.aborted).to.equal(true);
    expect(clock.waiting()).to.equal(0);
  });

  it('says that a broken connection may be tried again', async () => {
    const { stored, request } = setUp();
    request?.breaks();
    expect(await failure(stored)).to.include({ code: 'unreachable', retryable: true });
  });

  it('does without XMLHttpRequest, as in Node', async () => {
    let asked: RequestInit | undefined;
    const { stored, fractions } = setUp({
      xmlHttpRequest: null,
      fetch: async (_, init) => {
        asked = init;
        return new Response(answer);
      },
    });
    expect((await stored).name).to.equal('stored.png');
    expect(asked).to.include({ method: 'POST', credentials: 'omit' });
    expect(fractions).to.deep.equal([1]);
  });
});

describe('uploadBeside', () => {
  const session = { id: 's', userId: 'u', startedAt: 0 };
  const file = {
    file: new Blob(['x']),
    name: 'x.txt',
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  const addresses: readonly (readonly [url: string, uploadUrl: string | undefined, expected: string])[] = [
    ['https://bot.example/stentor', undefined, 'https://bot.example/uploads'],
    ['https://bot.example/a/{key}/talk?x=1', undefined, 'https://bot.example/a/7/uploads'],
    ['wss://bot.example/stentor/ws', undefined, 'https://bot.example/stentor/uploads'],
    ['ws://localhost:1/ws', undefined, 'http://localhost:1/uploads'],
    ['https://bot.example/stentor', 'https://files.example/put', 'https://files.example/put'],
  ];
  for (const [url, uploadUrl, expected] of addresses)
    it(`sends files of ${url} to ${expected}`, () => {
      const options = { url, session, timeout: 1, pathParams: { key: '7' }, ...(uploadUrl ? { uploadUrl } : {}) };
      expect(uploadAddress(options).href).to.equal(expected);
    });

  it('brings what requests to the backend bring in their address', () => {
    const options = { url: 'https://bot.example/t', session, timeout: 1, queryParams: { tenant: '7' } };
    expect(uploadAddress(options).href).to.equal('https://bot.example/uploads?tenant=7');
    expect(uploadAddress({ ...options, uploadUrl: 'https://files.example/' }).href).to.equal('https://files.example/');
  });

  it('shows the account key and the page’s headers to the backend only', async () => {
    const headersOf = async (uploadUrl: string) => {
      const { xmlHttpRequest, requests } = fakeXhr();
      const options = { url: 'https://bot.example/t', uploadUrl, session, timeout: 1_000, accountKey: 'k' };
      const stored = uploadBeside(file, { ...options, headers: { 'x-shop': '7' }, xmlHttpRequest });
      requests[0]?.answers(200, '{"url":"https://x.example/1"}');
      await stored;
      return requests[0]?.headers;
    };
    expect(await headersOf('https://bot.example/files')).to.include({ 'x-shop': '7', authorization: 'Bearer k' });
    expect(await headersOf('https://files.example/')).not.to.have.any.keys('x-shop', 'authorization');
  });
});
