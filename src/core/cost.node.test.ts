import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../net/fakes/clock.js';
import { pageAttention } from '../platform/attention.js';
import { defaultPlatform, type Platform } from '../platform/platform.js';
import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import { soloTabs } from '../platform/tabs.js';
import type { Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import { createChat } from './chat.js';
import { createKept } from './kept.js';

const past = (count: number): readonly Message[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `past-${String(index).padStart(6, '0')}`,
    author: index % 2 ? 'bot' : 'user',
    parts: [{ type: 'text', text: 'words' }],
    delivery: 'delivered',
    streaming: false,
  }));
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A tab that leads another one, in a conversation of so many messages; everything that leaves it is counted. */
async function setUp(length: number) {
  const clock = fakeClock();
  const posts: string[] = [];
  const writes: string[] = [];
  let hear: (message: unknown, from: string) => void = () => undefined;
  const memory = memoryStorage();
  const storage: KeyValueStorage = {
    ...memory,
    async set(key, value) {
      writes.push(JSON.stringify([key, value]));
      await memory.set(key, value);
    },
  };
  const platform: Platform = {
    ...defaultPlatform,
    now: clock.now,
    elapsed: clock.now,
    after(ms, callback) {
      const handle: unknown = clock.setTimeout(callback, ms);
      return () => clock.clearTimeout(handle as never);
    },
    attention: pageAttention,
    warn: () => undefined,
  };
  let emit: Emit = () => undefined;
  const chat = createChat({
    transport: { open: async (to) => void (emit = to), send: async () => undefined, close: async () => undefined },
    session: { id: 's', userId: 'u', startedAt: 0 },
    platform,
    keeping: async () => ({
      storage,
      scope: 'x',
      tabs: {
        ...soloTabs('here'),
        others: () => true,
        post: (message) => void posts.push(JSON.stringify(message)),
        onMessage: (listener) => {
          hear = listener;
          return () => undefined;
        },
      },
      kept: createKept({ storage, scope: 'x', platform, sessionDuration: Infinity, persist: 'always' }),
    }),
  });
  await chat.ready;
  await chat.open();
  emit({ type: 'history-added', messages: past(length) });
  clock.advance(3_000);
  await settle();
  /** What leaves the tab because of a deed. */
  async function costOf(deed: () => void): Promise<{ posts: number; posted: number; writes: number; written: number }> {
    posts.length = writes.length = 0;
    deed();
    clock.advance(3_000);
    await settle();
    const bytes = (all: readonly string[]) => all.reduce((sum, { length: each }) => sum + each, 0);
    return { posts: posts.length, posted: bytes(posts), writes: writes.length, written: bytes(writes) };
  }
  return {
    chat,
    clock,
    emit: (event: Parameters<Emit>[0]) => emit(event),
    hear: (...word: Parameters<typeof hear>) => hear(...word),
    costOf,
  };
}
type Tab = Awaited<ReturnType<typeof setUp>>;

const deeds: Readonly<Record<string, (tab: Tab) => void>> = {
  'a streamed answer': ({ emit }) => {
    emit({ type: 'message-started', id: 'answer', author: 'bot' });
    for (let word = 0; word < 200; word++) emit({ type: 'text-delta', id: 'answer', delta: 'word ' });
    emit({ type: 'message-completed', id: 'answer' });
  },
  'a message of somebody else': ({ emit }) =>
    emit({
      type: 'message-added',
      message: { id: 'other', author: 'bot', parts: [], delivery: 'delivered', streaming: false },
    }),
  'a key': ({ chat }) => chat.draft.set('h'),
  'the words of another tab': ({ hear }) =>
    hear(
      {
        word: 'event',
        value: {
          event: {
            type: 'message-added',
            message: { id: 'theirs', author: 'user', parts: [], delivery: 'pending', streaming: false },
          },
        },
      },
      'there',
    ),
};

describe('what leaves a tab is the same in a short and in a long conversation', () => {
  for (const [name, deed] of Object.entries(deeds))
    it(name, async () => {
      const [short, long] = [await setUp(200), await setUp(20_000)];
      const costs = [await short.costOf(() => deed(short)), await long.costOf(() => deed(long))];
      assert.deepEqual(costs[1], costs[0]);
      await Promise.all([short.chat.close(), long.chat.close()]);
    });

  it('words of one frame go to the other tabs together, and are written once', async () => {
    const tab = await setUp(10);
    const { posts, writes } = await tab.costOf(() => deeds['a streamed answer']?.(tab));
    // It begins, its words, it is complete.
    assert.equal(posts, 3);
    assert.equal(writes, 1);
    await tab.chat.close();
  });

  it('a key is written when no other follows', async () => {
    const tab = await setUp(10);
    const { writes } = await tab.costOf(() => {
      for (let keys = 1; keys <= 50; keys++) tab.chat.draft.set('x'.repeat(keys));
    });
    assert.equal(writes, 1);
    await tab.chat.close();
  });

  it('of a long past only the newest thousand messages are written', async () => {
    const tab = await setUp(10);
    const { writes } = await tab.costOf(() => tab.emit({ type: 'history-added', messages: past(20_000) }));
    assert.ok(writes <= 1_000, `${writes}`);
    await tab.chat.close();
  });
});
