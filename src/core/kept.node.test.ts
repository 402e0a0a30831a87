import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../net/fakes/clock.js';
import { pageAttention } from '../platform/attention.js';
import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import type { Message } from '../protocol/message.js';
import { createKept, type KeptCommand, type KeptOptions, type KeptSession } from './kept.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One profile of a browser: a storage that outlives pages, and pages that come one after the other. */
function setUp(options: Partial<KeptOptions> = {}) {
  const clock = fakeClock();
  clock.jump(Date.UTC(2026, 0, 1));
  const storage = memoryStorage();
  const writes: string[] = [];
  const warnings: string[] = [];
  const sleepers = new Set<() => void>();
  const spied: KeyValueStorage = {
    ...storage,
    async set(key, value) {
      writes.push(key);
      await storage.set(key, structuredClone(value));
    },
  };
  const load = (more: Partial<KeptOptions> = {}) =>
    createKept({
      storage: spied,
      scope: 'x',
      sessionDuration: HOUR,
      persist: 'session',
      platform: {
        now: clock.now,
        after(ms, callback) {
          const handle: unknown = clock.setTimeout(callback, ms);
          return () => clock.clearTimeout(handle as never);
        },
        warn: (code) => warnings.push(code),
        attention: {
          ...pageAttention,
          onSleep(listener) {
            sleepers.add(listener);
            return () => void sleepers.delete(listener);
          },
        },
      },
      ...options,
      ...more,
    });
  const keys = async () => (await storage.entries('')).map(([key]) => key);
  return { clock, storage: spied, writes, warnings, sleepers, load, keys };
}
const said = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  author: 'user',
  parts: [{ type: 'text', text: `words of ${id}`, format: 'plain' }],
  delivery: 'delivered',
  streaming: false,
  ...more,
});
const command = (id: string, more: Partial<KeptCommand> = {}): KeptCommand => ({
  command: { type: 'send-message', id, text: `words of ${id}` },
  sessionId: 's',
  createdAt: 1,
  attempts: 0,
  place: 0,
  ...more,
});
const session = (lastActive: number): KeptSession => ({
  session: { id: 's', userId: 'u', startedAt: 1 },
  lastActive,
  launched: true,
});
/** Promises settle; no time passes. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('what outlives the page', () => {
  it('comes back as it was: session, messages and commands in their places, draft', async () => {
    const { clock, load } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    kept.message(said('b'), 2);
    kept.message(said('a', { delivery: 'pending' }), 1);
    kept.draft('half a sen');
    await kept.command(command('d', { place: 5, filesMissing: true }));
    await kept.command(command('c', { place: 4, attempts: 2 }));
    await kept.flush();
    assert.deepEqual(await load().restore(), {
      session: session(clock.now()),
      messages: [said('a', { delivery: 'pending' }), said('b')],
      commands: [command('c', { place: 4, attempts: 2 }), command('d', { place: 5, filesMissing: true })],
      draft: 'half a sen',
      lastPlace: 5,
    });
  });

  it('an answer that was being streamed comes back as interrupted, a file on its way as failed', async () => {
    const { clock, load } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    kept.message(said('a', { author: 'bot', streaming: true }), 1);
    kept.message(said('b', { attachments: [{ url: '', name: 'x', state: 'uploading', progress: 0.5 }] }), 2);
    await kept.flush();
    const { messages } = await load().restore();
    assert.deepEqual(messages, [
      said('a', { author: 'bot', interrupted: true }),
      said('b', { attachments: [{ url: '', name: 'x', state: 'failed' }] }),
    ]);
  });

  it('what was removed stays away, and so does an emptied draft', async () => {
    const { clock, load, keys } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    kept.message(said('a'), 1);
    kept.message(said('b'), 2);
    await kept.command(command('a'));
    kept.draft('x');
    await kept.flush();
    kept.message(said('b', { name: 'B' }), 2);
    kept.removeMessage('b');
    kept.removeMessage('a');
    kept.removeCommand('a');
    kept.draft('');
    await kept.flush();
    assert.deepEqual(await keys(), ['x/session']);
  });

  it('clear takes the whole scope, what waits and what others wrote, and nothing else; what comes after stays', async () => {
    const { clock, storage, load, keys } = setUp();
    const kept = load();
    await storage.set('x/contact', 'of somebody else');
    await storage.set('xy/session', 'of another scope');
    kept.session(session(clock.now()));
    kept.message(said('a'), 1);
    void kept.command(command('a'));
    const cleared = kept.clear();
    kept.message(said('b'), 1);
    const written = kept.command(command('b'));
    await Promise.all([cleared, written]);
    await kept.flush();
    assert.deepEqual(await keys(), ['x/command/b', 'x/message/b', 'xy/session']);
  });
});

describe('writing behind', () => {
  it('a message is written once a second, in its last state, and not when nothing changed', async () => {
    const { clock, writes, load } = setUp();
    const kept = load();
    for (let i = 0; i < 30; i++) {
      kept.message(said('a', { author: 'bot', streaming: true, parts: [{ type: 'text', text: 'x'.repeat(i) }] }), 1);
      clock.advance(100);
      await settle();
    }
    clock.advance(1000);
    await settle();
    assert.ok(writes.length >= 3 && writes.length <= 4, `${writes.length} writes in four seconds`);
    writes.length = 0;
    kept.message(said('a', { author: 'bot', streaming: true, parts: [{ type: 'text', text: 'x'.repeat(29) }] }), 1);
    assert.equal(clock.waiting(), 0);
    await kept.flush();
    assert.deepEqual(writes, []);
  });

  it('what was restored is not written again when it is shown', async () => {
    const { clock, writes, load } = setUp();
    const before = load();
    before.session(session(clock.now()));
    before.message(said('a'), 3);
    await before.flush();
    const kept = load();
    const { messages } = await kept.restore();
    writes.length = 0;
    for (const message of messages) kept.message({ ...message, parts: [...message.parts] }, 3);
    await kept.flush();
    assert.deepEqual(writes, []);
  });

  it('one timer and one listener while something waits, none when nothing does', async () => {
    const { clock, load, sleepers } = setUp();
    const kept = load();
    const alive = () => [clock.waiting(), sleepers.size];
    assert.deepEqual(alive(), [0, 0]);
    kept.message(said('a'), 1);
    kept.draft('x');
    kept.session(session(1));
    assert.deepEqual(alive(), [1, 1]);
    await kept.flush();
    assert.deepEqual(alive(), [0, 0]);
    kept.draft('y');
    kept.draft('');
    assert.deepEqual(alive(), [0, 0]);
    kept.draft('z');
    await kept.clear();
    assert.deepEqual(alive(), [0, 0]);
  });

  it('very much is written in portions, one timer at a time; a page that is put away does not wait for them', async () => {
    const { clock, writes, sleepers, load } = setUp();
    const kept = load();
    for (let i = 0; i < 100; i++) kept.message(said(`m${i}`), i);
    clock.advance(1000);
    const first = writes.length;
    assert.ok(first > 0 && first < 100, String(first));
    assert.equal(clock.waiting(), 1);
    clock.advance(1000);
    assert.equal(writes.length, 100);
    assert.equal(clock.waiting(), 0);
    await settle();
    for (let i = 0; i < 100; i++) kept.message(said(`m${i}`, { delivery: 'pending' }), i);
    clock.advance(1000);
    for (const sleep of [...sleepers]) sleep();
    assert.equal(writes.length, 200);
    assert.equal(clock.waiting(), 0);
  });

  it('a draft does not queue behind a long past, whichever came first', async () => {
    const { clock, writes, load } = setUp();
    const kept = load();
    kept.draft('h');
    for (let i = 0; i < 1000; i++) kept.message(said(`m${i}`), i);
    kept.draft('he');
    clock.advance(1000);
    assert.ok(writes.includes('x/draft'));
    assert.ok(writes.length < 100, `${writes.length} writes at once`);
    await settle();
    // What is written while the past still is.
    kept.draft('hel');
    writes.length = 0;
    clock.advance(50);
    assert.ok(writes.includes('x/draft'));
    assert.ok(writes.length < 200, `${writes.length} writes at once`);
    clock.advance(2000);
    assert.equal(writes.filter((key) => key === 'x/draft').length, 1);
  });

  it('a page that is put away writes what waits', async () => {
    const { load, sleepers, keys } = setUp();
    load().draft('x');
    for (const sleep of [...sleepers]) sleep();
    await settle();
    assert.deepEqual(await keys(), ['x/draft']);
  });

  it('a command is written at once, with its bubble and the session, and before anybody is told', async () => {
    const { clock, load, keys } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    kept.message(said('a', { delivery: 'pending' }), 1);
    kept.message(said('other'), 2);
    await kept.command(command('a'));
    assert.deepEqual(await keys(), ['x/command/a', 'x/message/a', 'x/session']);
  });

  it('the end of a command is written before it is forgotten', async () => {
    const { load, writes, storage } = setUp();
    const kept = load();
    kept.message(said('a', { delivery: 'pending' }), 1);
    await kept.command(command('a'));
    kept.message(said('a'), 1);
    writes.length = 0;
    kept.removeCommand('a');
    await settle();
    assert.deepEqual(writes, ['x/message/a']);
    assert.equal(await storage.get('x/command/a'), undefined);
  });

  it('two writes of one key arrive in their order, however long the first takes', async () => {
    const inner = memoryStorage();
    let slow = true;
    const storage: KeyValueStorage = {
      ...inner,
      async set(key, value) {
        if (slow) {
          slow = false;
          await settle();
        }
        await inner.set(key, value);
      },
    };
    const { load } = setUp({ storage });
    const kept = load();
    const first = kept.command(command('a', { attempts: 1 }));
    const second = kept.command(command('a', { attempts: 2 }));
    await Promise.all([first, second]);
    assert.equal(((await inner.get('x/command/a')) as KeptCommand).attempts, 2);
  });
});

describe('how long it is kept', () => {
  const ages: Readonly<Record<string, [ms: number, persist: 'session' | 'always', back: boolean]>> = {
    'session: within the session’s time': [HOUR, 'session', true],
    'session: after it': [HOUR + 1, 'session', false],
    'session: a clock that was put back by a day': [-DAY, 'session', true],
    'always: after a year': [365 * DAY, 'always', true],
  };
  for (const [name, [ms, persist, back]] of Object.entries(ages))
    it(name, async () => {
      const { clock, load, keys } = setUp({ persist });
      const kept = load();
      kept.session(session(clock.now()));
      kept.message(said('a'), 1);
      kept.draft('x');
      await kept.flush();
      clock.jump(ms);
      const restored = await load().restore();
      assert.deepEqual(restored.messages, back ? [said('a')] : []);
      assert.equal(restored.draft, back ? 'x' : '');
      assert.equal(restored.session !== undefined, back);
      if (!back) assert.deepEqual(await keys(), []);
    });

  it('session: after a year, where the visitor wants it to stay', async () => {
    const { clock, load } = setUp();
    const kept = load();
    kept.session({ ...session(clock.now()), stays: true });
    kept.message(said('a'), 1);
    kept.draft('x');
    await kept.flush();
    clock.jump(365 * DAY);
    const { messages, draft } = await load().restore();
    assert.deepEqual([messages, draft], [[said('a')], 'x']);
  });

  it('what lies in the future expires from now on, not from then', async () => {
    const { clock, load } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    await kept.flush();
    clock.jump(-DAY);
    const second = load();
    assert.equal((await second.restore()).session?.lastActive, clock.now());
    await second.flush();
    clock.jump(HOUR + 1);
    assert.equal((await load().restore()).session, undefined);
  });

  it('what expired is gone, also when the clock is put back afterwards', async () => {
    const { clock, load } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    kept.message(said('a'), 1);
    await kept.flush();
    clock.jump(2 * HOUR);
    await load().restore();
    await settle();
    clock.jump(-2 * HOUR);
    assert.deepEqual((await load().restore()).messages, []);
  });

  it('words that never went out come back even after the session, with their bubbles', async () => {
    const { clock, load, keys } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    kept.message(said('old'), 1);
    kept.message(said('a', { delivery: 'pending' }), 2);
    await kept.command(command('a', { place: 2 }));
    await kept.flush();
    clock.jump(DAY);
    assert.deepEqual(await load().restore(), {
      messages: [said('a', { delivery: 'pending' })],
      commands: [command('a', { place: 2 })],
      draft: '',
      lastPlace: 2,
    });
    await settle();
    assert.deepEqual(await keys(), ['x/command/a', 'x/message/a']);
  });

  it('at most the newest thousand messages', async () => {
    const { clock, load, keys } = setUp();
    const kept = load();
    kept.session(session(clock.now()));
    for (let place = 0; place < 1200; place++) kept.message(said(`${place}`), place);
    await kept.flush();
    const { messages } = await load().restore();
    assert.deepEqual([messages.length, messages[0]?.id, messages.at(-1)?.id], [1000, '200', '1199']);
    assert.equal((await keys()).length, 1001);
  });

  it('a storage with too many is thinned out when it is read', async () => {
    const { clock, load, storage, keys } = setUp();
    load().session(session(clock.now()));
    for (let place = 0; place < 1100; place++)
      await storage.set(`x/message/${place}`, { v: 1, place, message: said(`${place}`) });
    const kept = load({ persist: 'always' });
    assert.equal((await kept.restore()).messages.length, 1000);
    await kept.flush();
    assert.equal((await keys()).length, 1000);
  });
});

describe('a storage that fails', () => {
  const broken: Readonly<Record<string, Partial<KeyValueStorage>>> = {
    'cannot be read': { entries: () => Promise.reject(new Error('no')) },
    'cannot be written': { set: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) },
    'cannot remove': { remove: () => Promise.reject(new Error('no')) },
    'throws at once': {
      set: () => {
        throw new Error('no');
      },
    },
  };
  for (const [name, fault] of Object.entries(broken))
    it(`${name}: nobody notices`, async () => {
      const { load } = setUp({ storage: { ...memoryStorage(), ...fault } });
      const kept = load();
      assert.deepEqual((await kept.restore()).messages, []);
      kept.message(said('a'), 1);
      kept.session(session(1));
      kept.draft('x');
      await kept.command(command('a'));
      kept.removeCommand('a');
      kept.removeMessage('a');
      await kept.flush();
      await kept.clear();
    });

  it('hangs: a command waits a second, and so does the beginning', async () => {
    const never = () => new Promise<never>(() => {});
    const { clock, load } = setUp({ storage: { get: never, set: never, remove: never, entries: never } });
    const kept = load();
    const written = kept.command(command('a'));
    clock.advance(999);
    let done = false;
    void written.then(() => (done = true));
    await settle();
    assert.equal(done, false);
    clock.advance(1);
    await written;
    const restoring = load().restore();
    clock.advance(1000);
    assert.deepEqual(await restoring, { messages: [], commands: [], draft: '', lastPlace: 0 });
  });

  it('answers too late: nothing of it is used, removed or complained of', async () => {
    const { clock, storage, warnings, load, keys } = setUp();
    await storage.set('x/message/broken', 'broken');
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const kept = load({
      storage: {
        ...storage,
        async entries(prefix) {
          await asked;
          return storage.entries(prefix);
        },
      },
    });
    const restoring = kept.restore();
    clock.advance(1000);
    await restoring;
    answer();
    await settle();
    await kept.flush();
    assert.deepEqual([warnings, await keys()], [[], ['x/message/broken']]);
  });

  it('that could not be read in time is not written to: nothing of two conversations is mixed', async () => {
    const { clock, storage, load, keys } = setUp();
    const late = load({ storage: { ...storage, entries: () => new Promise<never>(() => {}) } });
    const restoring = late.restore();
    clock.advance(1000);
    await restoring;
    late.message(said('a'), 1);
    await late.command(command('a'));
    await late.flush();
    assert.deepEqual(await keys(), []);
    // In the page it is kept none the less.
    assert.equal((await late.restore()).commands.length, 1);
  });

  it('refuses files: the message is kept without them', async () => {
    const inner = memoryStorage();
    const refusing: KeyValueStorage = {
      ...inner,
      set: async (key, value) =>
        inner.set(
          key,
          JSON.stringify(value, (_, field: unknown) => {
            if (field instanceof Blob) throw new DOMException('no', 'DataCloneError');
            return field;
          }),
        ),
    };
    const { load } = setUp({ storage: refusing });
    const kept = load();
    const file = new Blob(['x']);
    kept.message(said('a', { attachments: [{ url: '/1', name: 'x.txt', file }] }), 1);
    await kept.command({
      ...command('a'),
      command: { type: 'send-message', id: 'a', text: 'x', attachments: [{ url: '/1', name: 'x.txt', file }] },
    });
    assert.match(String(await inner.get('x/message/a')), /x\.txt/);
    assert.match(String(await inner.get('x/command/a')), /x\.txt/);
  });
});
