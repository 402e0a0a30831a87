import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { builtWidget } from '../../adapters/built-widget.js';
import { testServer } from '../../test-server.js';

const folder = await mkdtemp(join(tmpdir(), 'built-'));
const assets = join(folder, 'cdn');
for (const name of ['deep', 'fonts']) await mkdir(join(assets, 'chunks', name), { recursive: true });
for (const [name, text] of [
  ['embed.js', 'embed()'],
  ['chat-widget.js', 'widget()'],
  ['chunks/panel-1a2b.js', 'panel()'],
  ['chunks/fonts/KaTeX_Main-Regular.woff2', 'font()'],
  ['chunks/fonts/secret.js', 'secret'],
  ['chunks/.hidden.js', 'secret'],
  ['chunks/notes.exe', 'secret'],
  ['chunks/deep/inner.js', 'secret'],
  ['../outside.js', 'secret'],
] as const)
  await writeFile(join(assets, name), text);
after(() => rm(folder, { recursive: true }));

const { get, port } = await testServer({ assets });
const bare = await testServer();

/** The status line for a path that fetch would tidy up. */
const raw = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
    );
    socket.on('data', (data) => (text += String(data)));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });

describe('the built widget', () => {
  it('is served to any page, entries fresh and chunks for good', async () => {
    const embed = await get('/embed.js?key=demo', { origin: 'https://a.example' });
    assert.equal(await embed.text(), 'embed()');
    assert.match(embed.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(embed.headers.get('cache-control'), 'no-cache');
    assert.equal(embed.headers.get('access-control-allow-origin'), '*');
    assert.equal(await (await get('/chat-widget.js')).text(), 'widget()');
    const chunk = await get('/chunks/panel-1a2b.js');
    assert.equal(await chunk.text(), 'panel()');
    assert.match(chunk.headers.get('cache-control') ?? '', /immutable/);
  });

  it('brings the fonts of its formulas, for pages anywhere', async () => {
    const font = await get('/chunks/fonts/KaTeX_Main-Regular.woff2', { origin: 'https://a.example' });
    assert.equal(await font.text(), 'font()');
    assert.equal(font.headers.get('content-type'), 'font/woff2');
    assert.equal(font.headers.get('access-control-allow-origin'), '*');
    assert.match(font.headers.get('cache-control') ?? '', /^max-age=\d+$/);
  });

  it('is all there is to read', async () => {
    for (const path of [
      '/chunks/../../outside.js',
      '/chunks/..%2f..%2foutside.js',
      '/chunks/%2e%2e/%2e%2e/outside.js',
      '/chunks/..\\..\\outside.js',
      '/chunks/..%5c..%5coutside.js',
      '/chunks//etc/passwd',
      '/chunks/%2fetc%2fpasswd',
      '/chunks/.hidden.js',
      '/chunks/notes.exe',
      '/chunks/deep/inner.js',
      '/chunks/deep%2finner.js',
      '/chunks/panel-1a2b.js%00.js',
      '/chunks/fonts/secret.js',
      '/chunks/fonts/..%2f.hidden.js',
      '/chunks/fonts/..%2f..%2f..%2foutside.js',
      '/chunks/fonts/../panel-1a2b.woff2',
      '/chunks/fonts/none.woff2',
      '/chunks/fonts/',
      '/chunks/',
      '/chunks',
      '/chunks/nothing.js',
      '/../outside.js',
      '//outside.js',
    ]) {
      const answer = await raw(path);
      assert.match(answer, /^HTTP\/1\.1 4\d\d /, path);
      assert.doesNotMatch(answer, /secret|root:/, path);
    }
  });

  it('stays within its folder even when it is asked behind the door’s back', async () => {
    const read = builtWidget(assets);
    for (const name of [
      '../outside.js',
      join(folder, 'outside.js'),
      '/etc/passwd',
      'chunks/../../outside.js',
      'chunks/.hidden.js',
      '',
      '.',
    ])
      assert.equal(await read(name), undefined, name);
    assert.ok(await read('chunks/panel-1a2b.js'));
  });

  it('says how to make it when it is not there', async () => {
    const answer = await bare.get('/embed.js');
    assert.equal(answer.status, 404);
    assert.match((await answer.json()).error.message, /npm run build/);
  });
});
