import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../net/fakes/clock.js';
import { pageAttention } from '../platform/attention.js';
import { defaultPlatform } from '../platform/platform.js';
import { memoryStorage } from '../platform/storage.js';
import { soloTabs } from '../platform/tabs.js';
import type { ChatCommand } from '../protocol/commands.js';
import { createChat } from './chat.js';
import { createKept } from './kept.js';

/** Promises settle; no time passes. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

async function setUp() {
  const clock = fakeClock();
  const sleepers = new Set<() => void>();
  const platform = {
    ...defaultPlatform,
    now: clock.now,
    elapsed: clock.elapsed,
    after(ms: number, callback: () => void) {
      const handle: unknown = clock.setTimeout(callback, ms);
      return () => clock.clearTimeout(handle as never);
    },
    attention: {
      ...pageAttention,
      onSleep(listener: () => void) {
        sleepers.add(listener);
        return () => void sleepers.delete(listener);
      },
    },
  };
  const storage = memoryStorage();
  const sent: string[] = [];
  const chat = createChat({
    transport: {
      open: async (emit) => emit({ type: 'connection-changed', state: 'open' }),
      async send(command: ChatCommand) {
        if ('text' in command) sent.push(command.text);
      },
      close: async () => undefined,
    },
    session: { id: 's', userId: 'u', startedAt: 0 },
    platform,
    keeping: async () => ({
      storage,
      scope: 'x',
      kept: createKept({ storage, scope: 'x', platform, sessionDuration: 1e9, persist: 'session' }),
      tabs: soloTabs('tab'),
    }),
  });
  await chat.open();
  const records = async () => (await storage.entries('x/command/')).length;
  return { chat, clock, sent, sleepers, records };
}

describe('a message that may be taken back', () => {
  it('is written down and shown at once, and goes when its time is over', async () => {
    const { chat, clock, sent, records } = await setUp();
    const id = chat.send({ text: 'wait', hold: 5000 });
    await settle();
    assert.equal(chat.message(id)?.get().delivery, 'pending');
    assert.equal(await records(), 1);
    assert.equal(chat.busy.get(), false, 'no answer is awaited yet');
    clock.advance(4999);
    await settle();
    assert.deepEqual(sent, []);
    clock.advance(1);
    await settle();
    assert.deepEqual(sent, ['wait']);
    assert.equal(chat.message(id)?.get().delivery, 'delivered');
    await chat.close();
  });

  it('is gone when it is taken back: from here, from the storage, and from the wire', async () => {
    const { chat, clock, sent, records } = await setUp();
    const id = chat.send({ text: 'a mistake', hold: 5000 });
    await settle();
    chat.remove(id);
    await settle();
    clock.advance(60_000);
    await settle();
    assert.deepEqual(sent, []);
    assert.equal(chat.message(id), undefined);
    assert.equal(await records(), 0);
    chat.send({ text: 'next' });
    await settle();
    assert.deepEqual(sent, ['next'], 'it holds up nothing');
    await chat.close();
  });

  it('goes sooner when asked, when something else may be taken back, and when the page is put away', async () => {
    const { chat, sent, sleepers } = await setUp();
    chat.retry(chat.send({ text: 'now', hold: 5000 }));
    await settle();
    assert.deepEqual(sent, ['now']);
    chat.send({ text: 'one', hold: 5000 });
    chat.send({ text: 'two', hold: 5000 });
    await settle();
    assert.deepEqual(sent, ['now', 'one']);
    for (const sleep of [...sleepers]) sleep();
    await settle();
    assert.deepEqual(sent, ['now', 'one', 'two']);
    await chat.close();
  });

  it('keeps its place before what is said after it', async () => {
    const { chat, clock, sent } = await setUp();
    chat.send({ text: 'first', hold: 5000 });
    chat.send({ text: 'second' });
    await settle();
    assert.deepEqual(sent, []);
    clock.advance(5000);
    await settle();
    assert.deepEqual(sent, ['first', 'second']);
    await chat.close();
  });

  it('is not sent when the conversation begins anew', async () => {
    const { chat, clock, sent } = await setUp();
    chat.send({ text: 'too late', hold: 5000 });
    await settle();
    chat.restart();
    clock.advance(60_000);
    await settle();
    assert.deepEqual(sent, []);
    await chat.close();
  });
});
