import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testServer } from '../../test-server.js';

const { get, say, url } = await testServer();

interface Shown {
  readonly displays?: readonly { readonly part?: { readonly url?: string; readonly tracks?: readonly unknown[] } }[];
}
const shown = async (name: string) => ((await (await say(`show ${name}`)).json()) as Shown).displays?.[0]?.part;

describe('GET /media', () => {
  for (const [name, type, start] of [
    ['bells.wav', 'audio/wav', 'RIFF'],
    ['sea.webm', 'video/webm', '\x1aE\xdf\xa3'],
    ['sea.vtt', 'text/vtt; charset=utf-8', 'WEBVTT'],
  ] as const)
    it(`has ${name}`, async () => {
      const answer = await get(`/media/${name}`);
      assert.equal(answer.headers.get('content-type'), type);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      const bytes = new Uint8Array(await answer.arrayBuffer());
      assert.equal(String.fromCharCode(...bytes.slice(0, start.length)), start);
      assert.ok(bytes.length < 64 * 1024);
    });

  for (const name of ['', 'constructor', '__proto__', '..%2f..%2fpackage.json', 'bells.mp3'])
    it(`has no “${name}”`, async () => assert.equal((await get(`/media/${name}`)).status, 404));

  it('is where the bot’s sounds and films are', async () => {
    assert.equal((await shown('audio'))?.url, `${url}/media/bells.wav`);
    const video = await shown('video');
    assert.equal(video?.url, `${url}/media/sea.webm`);
    assert.deepEqual(video.tracks, [{ url: `${url}/media/sea.vtt`, language: 'en', label: 'English' }]);
  });
});
