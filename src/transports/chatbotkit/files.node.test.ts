import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storeFile } from './files.js';

const file = new Blob(['Two dogs.'], { type: 'text/plain' });
const upload = { id: 'f', file, name: 'notes.txt', signal: new AbortController().signal, progress: () => {} };
const pass = { session: 's', conversation: 'c 1', token: 'secret', answers: [] };

/** Stores the file at a backend that answers so; what it was asked, and with what. */
async function store(...answers: readonly Response[]) {
  const asked: { readonly url: string; readonly method: string; readonly body: unknown; readonly headers: Headers }[] =
    [];
  const stored = storeFile(upload, pass, {
    url: 'https://kit.example/v1',
    session: { id: 's', userId: 'u', startedAt: 0 },
    timeout: 1_000,
    xmlHttpRequest: null,
    fetch: async (url, init) => {
      const { method = '', body, headers } = init ?? {};
      asked.push({ url: String(url), method, body, headers: new Headers(headers) });
      return answers[asked.length - 1] ?? new Response('', { status: 500 });
    },
  });
  return { asked, stored: await stored.catch((reason: unknown) => reason) };
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const ROUTE = 'https://kit.example/v1/conversation/c%201/attachment/upload';
const place = (url: string) => ({ id: 'a-1', uploadRequest: { method: 'PUT', url, headers: { 'x-put': '1' } } });

describe('a file for ChatBotKit', () => {
  it('goes in two steps, and the bytes travel without the token; its link has no signature', async () => {
    const { asked, stored } = await store(json(place('https://files.example/a-1?sig=x')), new Response(''));
    assert.deepEqual(
      asked.map(({ url, method }) => [method, url]),
      [
        ['POST', ROUTE],
        ['PUT', 'https://files.example/a-1?sig=x'],
      ],
    );
    assert.deepEqual(
      asked.map(({ headers }) => headers.get('authorization')),
      ['Bearer secret', null],
    );
    assert.equal(asked[1]?.headers.get('x-put'), '1');
    assert.equal(asked[1]?.body, file);
    assert.deepEqual(stored, { url: 'https://files.example/a-1', name: 'notes.txt', size: 9, type: 'text/plain' });
  });

  for (const status of [400, 404, 415, 422])
    it(`goes in one where the words about it are refused with ${status}`, async () => {
      const { asked, stored } = await store(json({ message: 'No.' }, status), json({ id: 'a-1', name: 'n.txt' }));
      assert.ok(asked[1]?.body instanceof FormData);
      assert.equal(asked[1]?.headers.get('authorization'), 'Bearer secret');
      assert.deepEqual(stored, {
        url: 'https://kit.example/v1/conversation/c%201/attachment/a-1',
        name: 'n.txt',
        size: 9,
        type: 'text/plain',
      });
    });

  const final: readonly (readonly [what: string, answers: readonly Response[], code: string, requests: number])[] = [
    ['a widget that takes none', [json({}, 403)], 'forbidden', 1],
    ['a session that is over', [json({}, 401)], 'unauthorized', 1],
    ['a file that is too large', [json({}, 413)], 'too-large', 1],
    ['a place that refuses the bytes', [json(place('https://files.example/a')), json({}, 403)], 'forbidden', 2],
    ['a place that does not like the bytes', [json(place('https://files.example/a')), json({}, 415)], 'rejected', 2],
    ['a place that is none', [json(place('javascript:alert(1)'))], 'bad-reply', 1],
    ['an answer that names nothing', [json({})], 'bad-reply', 1],
  ];
  for (const [what, answers, code, requests] of final)
    it(`fails with ${what}`, async () => {
      const { asked, stored } = await store(...answers);
      assert.equal((stored as { readonly code?: string }).code, code);
      assert.equal(asked.length, requests);
    });
});
