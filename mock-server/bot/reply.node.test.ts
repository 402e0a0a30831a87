import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bit } from './brain.js';
import { AHEAD } from './lead.js';
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
    const early = heard(reply);
    assert.deepEqual(await early, [text('one '), text('two'), { type: 'more', answer: { ended: true } }]);
    assert.deepEqual(await heard(reply), [text('one two'), { type: 'more', answer: { ended: true } }]);
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

  /** Speaks for ever, a kilobyte at a time. */
  function endless() {
    const spoken = { kilobytes: 0, over: false };
    async function* speak(): AsyncGenerator<Bit> {
      try {
        for (;;) yield text(`${(spoken.kilobytes += 1)} `.padEnd(1024, '.'));
      } finally {
        spoken.over = true;
      }
    }
    return { spoken, reply: streamedReply(speak(), new AbortController()) };
  }
  /** As many turns of the event loop as a source without any wait of its own would need for megabytes. */
  const meanwhile = async () => {
    for (let turn = 0; turn < 1000; turn += 1) await new Promise(setImmediate);
  };

  it('is thought of no more than a little ahead of whoever takes it', async () => {
    const { spoken, reply } = endless();
    await meanwhile();
    assert.equal(spoken.kilobytes, AHEAD / 1024);
    const bits = reply.bits()[Symbol.asyncIterator]();
    for (let taken = 0; taken < 100; taken += 1) await bits.next();
    await meanwhile();
    assert.ok(spoken.kilobytes < 100 + 2 * (AHEAD / 1024), `${spoken.kilobytes} kB`);
    reply.stop();
    await reply.over();
    assert.ok(spoken.over);
  });

  it('is not held back by a slow one among those who hear it, who hears all of it later', async () => {
    const { spoken, reply } = endless();
    const [slow, fast] = [reply.bits()[Symbol.asyncIterator](), reply.bits()[Symbol.asyncIterator]()];
    await slow.next();
    const seen: unknown[] = [];
    while (seen.length < 500) seen.push((await fast.next()).value);
    assert.ok(spoken.kilobytes >= 500);
    for (const bit of seen.slice(1)) assert.deepEqual((await slow.next()).value, bit);
    reply.stop();
  });

  it('comes to an end even where its source does not', async () => {
    const { reply } = endless();
    const { fail, text: said = '' } = await reply.whole();
    assert.equal(fail, 500);
    assert.ok(said.length > 16 * 1024 * 1024 && said.length < 17 * 1024 * 1024);
  });
});
