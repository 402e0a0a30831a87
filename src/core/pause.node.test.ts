import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../net/fakes/clock.js';
import { defaultPlatform } from '../platform/platform.js';
import { memoryStorage } from '../platform/storage.js';
import { soloTabs } from '../platform/tabs.js';
import type { ChatCommand } from '../protocol/commands.js';
import { createChat } from './chat.js';
import { createKept } from './kept.js';

const HOUR = 3_600_000;

/** Promises settle; no time passes. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** A browser, and pages of it one after the other; a session lasts for an hour. */
function setUp() {
  const clock = fakeClock();
  clock.jump(Date.UTC(2026, 0, 1));
  const storage = memoryStorage();
  const sent: ChatCommand['type'][] = [];
  const platform = {
    ...defaultPlatform,
    now: clock.now,
    elapsed: clock.elapsed,
    after(ms: number, callback: () => void) {
      const handle: unknown = clock.setTimeout(callback, ms);
      return () => clock.clearTimeout(handle as never);
    },
  };
  async function load() {
    const chat = createChat({
      transport: {
        open: async (emit) => emit({ type: 'connection-changed', state: 'open' }),
        send: async (command) => void sent.push(command.type),
        close: async () => undefined,
      },
      session: { id: platform.newId(), userId: 'u', startedAt: 0 },
      platform,
      sessionDuration: HOUR,
      keeping: async () => ({
        storage,
        scope: 'x',
        kept: createKept({ storage, scope: 'x', platform, sessionDuration: HOUR, persist: 'session' }),
        tabs: soloTabs(platform.newId()),
      }),
    });
    await chat.open();
    await chat.ready;
    await settle();
    return chat;
  }
  async function pass(ms: number) {
    clock.advance(ms);
    await settle();
  }
  return { load, pass, sent, storage };
}
async function begun() {
  const stage = setUp();
  const chat = await stage.load();
  chat.send({ text: 'Hello' });
  await settle();
  stage.sent.length = 0;
  return { ...stage, chat };
}

describe('a pause', () => {
  it('that is longer than the session begins another one, also when the visitor began to write after it', async () => {
    const { chat, pass, sent } = await begun();
    await pass(HOUR + 1);
    chat.draft.set('Where were we');
    chat.send({ text: 'Where were we?' });
    await settle();
    assert.deepEqual(sent, ['restart', 'send-message']);
    await chat.close();
  });

  it('may be as long as it likes where the visitor wants that, here and on the next page', async () => {
    const { chat, load, pass } = await begun();
    chat.stays.set(true);
    await pass(24 * HOUR);
    chat.send({ text: 'Here I am again.' });
    chat.draft.set('And');
    await settle();
    await chat.close();
    await pass(24 * HOUR);
    const next = await load();
    next.stays.set(true);
    assert.equal(next.messages().length, 3);
    assert.equal(next.draft.get(), 'And');
    await next.close();
    // The page after it did not get to know what the visitor set.
    await pass(24 * HOUR);
    const third = await load();
    third.send({ text: 'Still here.' });
    await settle();
    await third.close();
    await pass(24 * HOUR);
    const fourth = await load();
    assert.equal(fourth.messages().at(-1)?.parts[0]?.type, 'text');
    assert.equal(fourth.messages().length > 3, true);
    fourth.stays.set(false);
    await fourth.close();
    await pass(HOUR + 1);
    const last = await load();
    assert.deepEqual(last.messages(), []);
    await last.close();
  });
});
