import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, describe, it } from 'node:test';
import { testServer } from '../../test-server.js';

const pages = createServer((request, response) => {
  if (request.url === '/nothing') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>words');
  else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>A page &amp; more</title>');
}).listen(0, '127.0.0.1');
await once(pages, 'listening');
after(() => pages.close());
const address = pages.address();
const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

const { get, log, reset } = await testServer({ unfurlHosts: [host] });
const keyed = await testServer({ apiKey: 'k' });
const ask = (url: string, door = '/unfurl') => get(`${door}?url=${encodeURIComponent(url)}`);

describe('GET /unfurl', () => {
  for (const door of ['/unfurl', '/stentor/unfurl'])
    it(`tells at ${door} what the bot's own pages are about, without asking anybody`, async () => {
      const answer = await ask('https://example.com/rooms#prices', door);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('cache-control') ?? '', /max-age/);
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      const { title, url, siteName } = await answer.json();
      assert.deepEqual([title, url, siteName], ['Rooms by the water', 'https://example.com/rooms#prices', 'Northwind Guesthouse']); // prettier-ignore
    });

  it('reads a page of a host that the owner named', async () => {
    const answer = await ask(`http://${host}/`);
    assert.deepEqual(await answer.json(), { url: `http://${host}/`, title: 'A page & more' });
  });

  for (const url of [`http://${host}/nothing`, 'https://example.com/unknown', 'https://bank.example/', 'https://example.com/__proto__'])
    it(`has nothing to say about ${url.replace(host, 'a page without a title')}`, async () => {
      const answer = await ask(url);
      assert.equal(answer.status, 204);
      assert.equal(await answer.text(), '');
    }); // prettier-ignore

  for (const url of ['http://127.0.0.1/', 'http://localhost:5173/', 'http://169.254.169.254/', 'file:///etc/passwd', 'http://[::1]/', 'http://0x7f.1/'])
    it(`refuses ${url}`, async () => {
      const answer = await ask(url);
      assert.equal(answer.status, 403);
      assert.equal((await answer.json()).error.code, 'refused-address');
    }); // prettier-ignore

  for (const query of ['', '?url=', '?url=rooms', '?uri=https://example.com/rooms', '?url=http://['])
    it(`does not understand “${query}”`, async () => {
      const answer = await get(`/unfurl${query}`);
      assert.equal(answer.status, 400);
      assert.equal((await answer.json()).error.code, 'bad-address');
    });

  it('wants the account key where the bot does', async () => {
    const path = '/unfurl?url=https://example.com/rooms';
    assert.equal((await keyed.get(path)).status, 401);
    assert.equal((await keyed.get(path, { authorization: 'Bearer k' })).status, 200);
  });

  it('reads eight pages at a time, so that nobody makes it a tool against others', async () => {
    const asked: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let full = () => {};
    const busy = new Promise<void>((resolve) => (full = resolve));
    const { get: read } = await testServer({
      lookUp: async (url) => {
        asked.push(url);
        if (asked.length === 8) full();
        await finished;
        return { url, title: 'A' };
      },
    });
    const page = (number: number) => read(`/unfurl?url=https://site.org/${number}`);
    const eight = Array.from({ length: 8 }, (_, number) => page(number));
    await busy;
    assert.equal((await page(9)).status, 204);
    finish();
    assert.deepEqual(
      (await Promise.all(eight)).map(({ status }) => status),
      Array.from(eight, () => 200),
    );
    assert.equal((await page(10)).status, 200);
    assert.equal(asked.length, 9);
  });

  it('is in the log by its own name', async () => {
    await reset();
    await ask('https://example.com/guide', '/stentor/unfurl');
    const [entry] = await log();
    assert.deepEqual(
      [entry?.transport, entry?.path, entry?.search],
      ['unfurl', '/stentor/unfurl', '?url=https%3A%2F%2Fexample.com%2Fguide'],
    );
  });
});
