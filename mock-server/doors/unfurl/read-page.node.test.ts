import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { accepted, privatePlaces } from './addresses.test-data.js';
import type { Network, Reply } from './ask.js';
import { readPage } from './read-page.js';
import { Refused } from './target.js';

const publicPlace = { address: '93.184.215.14', family: 4 };
const html = { 'content-type': 'text/html; charset=utf-8' };
const page = (text: string | Uint8Array, headers: Reply['headers'] = html, status = 200): Reply => ({
  status,
  headers,
  body: Readable.from([Buffer.from(text)]),
});
const redirect = (location: string, status = 302) => page('', { location }, status);

/** A network that exists only here; it remembers who was asked, and where. */
function fake(answers: Readonly<Record<string, () => Reply>>, names: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const network: Network = {
    resolve: async (hostname) => [names[hostname] ? { address: names[hostname], family: 4 } : publicPlace],
    ask: async (url, { address }) => {
      asked.push(`${url.href} at ${address}`);
      const answer = answers[url.href];
      if (!answer) throw new Error('Nobody is there.');
      return answer();
    },
  };
  return { ...network, asked };
}
const textAt = async (address: string, options: Parameters<typeof readPage>[1]) =>
  (await readPage(address, options))?.html;

describe('reading a page', () => {
  for (const [spelled, href] of Object.entries(accepted))
    it(`asks for ${spelled}, at the address that was checked`, async () => {
      const net = fake({ [href]: () => page('words') });
      assert.equal(await textAt(spelled, net), 'words');
      assert.deepEqual(net.asked, [`${href} at ${publicPlace.address}`]);
    });

  for (const address of privatePlaces)
    it(`asks nobody when a public name leads to ${address || 'nothing'}`, async () => {
      const net = fake({});
      const resolve = async () => [publicPlace, { address, family: address.includes(':') ? 6 : 4 }];
      await assert.rejects(readPage('https://site.org/', { ...net, resolve }), Refused);
      assert.deepEqual(net.asked, []);
    });

  it('asks nobody when a name leads nowhere', async () => {
    const net = fake({});
    await assert.rejects(readPage('https://site.org/', { ...net, resolve: async () => [] }), Refused);
    assert.deepEqual(net.asked, []);
  });

  it('follows three redirects, and no fourth', async () => {
    const chain = {
      'https://site.org/1': () => redirect('/2', 301),
      'https://site.org/2': () => redirect('https://other.org/3', 307),
      'https://other.org/3': () => redirect('4', 308),
      'https://other.org/4': () => page('there'),
    };
    const found = await readPage('https://site.org/1', fake(chain));
    assert.deepEqual([found?.html, found?.url.href], ['there', 'https://other.org/4']);
    const longer = fake({ ...chain, 'https://site.org/0': () => redirect('/1') });
    assert.equal(await readPage('https://site.org/0', longer), undefined);
    assert.equal(longer.asked.length, 4);
  });

  for (const location of [
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/',
    '//localhost/',
    'http://[::1]/',
    'file:///etc/passwd',
    'https://inside.org/',
    'http://site.org:22/',
    'http://2130706433/',
    'https://user:pass@site.org/',
    'gopher://site.org/',
  ])
    // prettier-ignore
    it(`does not follow a redirect to ${location}`, async () => {
      const net = fake({ 'https://site.org/': () => redirect(location) }, { 'inside.org': '10.0.0.1' });
      await assert.rejects(readPage('https://site.org/', net), Refused);
      assert.equal(net.asked.length, 1);
    });

  const no: Readonly<Record<string, () => Reply>> = {
    'a picture': () => page('x', { 'content-type': 'image/png' }),
    'an SVG': () => page('<svg>', { 'content-type': 'image/svg+xml' }),
    'JSON': () => page('{}', { 'content-type': 'application/json' }),
    'XHTML': () => page('<html>', { 'content-type': 'application/xhtml+xml' }),
    'something like HTML': () => page('x', { 'content-type': 'text/html-not' }),
    'something nameless': () => page('x', {}),
    'an error': () => page('words', html, 404),
    'a redirect to nowhere': () => page('', html, 302),
    'something packed in an unknown way': () => page('x', { ...html, 'content-encoding': 'zstd-2' }),
  }; // prettier-ignore
  for (const [what, answer] of Object.entries(no))
    it(`reads nothing from ${what}`, async () => {
      assert.equal(await readPage('https://site.org/', fake({ 'https://site.org/': answer })), undefined);
    });

  const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
  for (const [name, pack] of Object.entries(packers))
    it(`unpacks ${name}, and half a megabyte of it at most`, async () => {
      const headers = { ...html, 'content-encoding': name };
      assert.equal(await textAt('https://site.org/', fake({ 'https://site.org/': () => page(pack('wörter'), headers) })), 'wörter'); // prettier-ignore
      const bomb = pack('a'.repeat(8 * 1024 * 1024));
      const text = await textAt('https://site.org/', fake({ 'https://site.org/': () => page(bomb, headers) }));
      assert.equal(text?.length, 512 * 1024);
    });

  it('fails where what is packed is broken', async () => {
    const answer = () => page('no gzip', { ...html, 'content-encoding': 'gzip' });
    await assert.rejects(readPage('https://site.org/', fake({ 'https://site.org/': answer })));
  });

  it('reads in the alphabet of the page', async () => {
    const latin = Buffer.from('<title>\xfcber</title>', 'latin1');
    const meta = Buffer.from('<meta charset=iso-8859-1><title>\xfcber</title>', 'latin1');
    const read = (body: Uint8Array, type: string) =>
      textAt('https://site.org/', fake({ 'https://site.org/': () => page(body, { 'content-type': type }) }));
    assert.match((await read(latin, 'text/html; charset=ISO-8859-1')) ?? '', /über/);
    assert.match((await read(meta, 'text/html')) ?? '', /über/);
    assert.match((await read(Buffer.from('über'), 'text/html; charset=klingon')) ?? '', /über/);
  });

  it('gives up on a name, a host and a page that are slow', async () => {
    const never = () => new Promise<never>(() => undefined);
    const slow = { ...fake({}), patience: 20 };
    const body = new Readable({ read: () => undefined });
    for (const net of [
      { ...slow, resolve: never },
      { ...slow, ask: never },
      { ...slow, ask: async () => ({ status: 200, headers: html, body }) },
    ])
      await assert.rejects(readPage('https://site.org/', net), { name: 'TimeoutError' });
  });
});

describe('the network that pages are read from', async () => {
  const heard: { readonly host: string | undefined; readonly cookie: string | undefined }[] = [];
  const answer: RequestListener = ({ headers, url }, response) => {
    heard.push({ host: headers.host, cookie: headers.cookie });
    if (url === '/away') return void response.writeHead(302, { location: '/', 'set-cookie': 'a=b' }).end();
    response.writeHead(200, { ...html, 'set-cookie': 'id=1' }).end('<title>Here</title>');
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  after(() => server.close());
  await once(server, 'listening');

  it('connects to the place that was checked, whatever the name would say, and carries no cookie', async () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const host = `checked.org:${port}`;
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    assert.equal(await textAt(`http://${host}/away`, { resolve, hosts: [host] }), '<title>Here</title>');
    assert.deepEqual(heard, [
      { host, cookie: undefined },
      { host, cookie: undefined },
    ]);
    await assert.rejects(readPage(`http://127.0.0.1:${port}/`), Refused);
  });
});
