import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bit } from './brain.js';
import { readyReply, streamedReply, type Reply } from './reply.js';

const clock = { now: () => 0, sleep: async () => {} };

async function heard(reply: Reply): Promise<readonly Bit[]> {
  const bits: Bit[] = [];
  for await (const bit of reply.bits()) bits.push(bit);
  return bits;
}
const text = (delta: string): Bit => ({ type: 'text', delta });

describe('a reply that is ready', () => {
  it('is said word by word: thoughts, words, parts, and what else there is', async () => {
    const part = { type: 'text', text: 'more' } as const;
    const bits = await heard(readyReply({ thoughts: 'well then', text: 'Hello there.', parts: [part] }, clock));
    assert.deepEqual(
      bits.map((bit) => (bit.type === 'part' || bit.type === 'more' ? bit.type : `${bit.type}:${bit.delta}`)),
      ['thought:well ', 'thought:then', 'text:Hello ', 'text:there.', 'part', 'more'],
    );
  });

  it('breaks where it was asked to', async () => {
    const reply = readyReply({ fail: 503 }, clock);
    await assert.rejects(heard(reply), /503/);
    assert.equal((await reply.whole()).fail, 503);
  });
});

describe('a reply that is still being thought of', () => {
  it('is heard from its beginning by whoever comes late, and once', async () => {
    let calls = 0;
    async function* speak(): AsyncGenerator<Bit> {
      calls += 1;
      yield text('one ');
      await Promise.resolve();
      yield text('two');
      yield { type: 'more', answer: { ended: true } };
    }
    const reply = streamedReply(speak(), new AbortController());
    const first = await heard(reply);
    assert.deepEqual(await heard(reply), first);
    assert.deepEqual(await reply.whole(), { text: 'one two', ended: true });
    assert.equal(calls, 1);
  });

  it('keeps what was said before it broke, and says that it broke', async () => {
    async function* speak(): AsyncGenerator<Bit> {
      yield text('half');
      throw new Error('The model is gone.');
    }
    const reply = streamedReply(speak(), new AbortController());
    assert.deepEqual(await reply.whole(), { text: 'half', fail: 500 });
    await assert.rejects(heard(reply), /model is gone/);
  });

  it('tells whoever speaks that nobody wants the rest', async () => {
    const controller = new AbortController();
    async function* speak(): AsyncGenerator<Bit> {
      yield text('one ');
      await new Promise((resolve) => controller.signal.addEventListener('abort', resolve));
      yield text('never');
    }
    const reply = streamedReply(speak(), controller);
    const bits = reply.bits()[Symbol.asyncIterator]();
    assert.deepEqual((await bits.next()).value, text('one '));
    reply.stop();
    assert.equal((await bits.next()).done, true);
    assert.deepEqual(await reply.whole(), { text: 'one ' });
  });

  it('is silent where nothing was said', async () => {
    async function* speak(): AsyncGenerator<Bit> {}
    assert.deepEqual(await streamedReply(speak(), new AbortController()).whole(), { silent: true });
  });
});
