import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../net/fakes/clock.js';
import { adoptStorage } from './adopted-storage.js';
import { memoryStorage } from './storage.js';

function setUp(raw: unknown) {
  const clock = fakeClock();
  const warnings: string[] = [];
  const storage = adoptStorage(raw, {
    after: (ms, callback) => {
      const handle: unknown = clock.setTimeout(callback, ms);
      return () => clock.clearTimeout(handle as never);
    },
    warn: (code) => warnings.push(code),
  });
  return { clock, storage, warnings };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** As a page may write it: over a plain map, at once or later, as an object or a class, with a list or without. */
class Shelf {
  readonly all = new Map<string, unknown>();
  get(key: string): unknown {
    return this.all.get(key);
  }
  set(key: string, value: unknown): void {
    this.all.set(key, value);
  }
  remove(key: string): void {
    this.all.delete(key);
  }
}
const textual = () => {
  const all = new Map<string, string>();
  return {
    get: async (key: string): Promise<unknown> => JSON.parse(all.get(key) ?? 'null'),
    set: async (key: string, value: unknown) => void all.set(key, JSON.stringify(value)),
    remove: async (key: string) => void all.delete(key),
  };
};
const good: Readonly<Record<string, () => unknown>> = {
  'one like ours': memoryStorage,
  'a class that answers at once, without a list': () => new Shelf(),
  'a class with a list that ignores what it is asked for': () =>
    new (class extends Shelf {
      entries = () => this.all.entries();
    })(),
  'one that keeps JSON and answers null for nothing': textual,
};

describe('a storage that the page brought', () => {
  for (const [name, make] of Object.entries(good))
    it(`${name}: keeps, finds, lists and removes`, async () => {
      const raw = make();
      const { storage, warnings, clock } = setUp(raw);
      await Promise.all([storage.set('a/2', { x: 1 }), storage.set('b/1', 'other'), storage.set('a/1', [2])]);
      await storage.set('a/3', 3);
      await storage.set('a/3', 4);
      await storage.remove('a/2');
      assert.deepEqual(await storage.get('a/1'), [2]);
      assert.ok(((await storage.get('missing')) ?? undefined) === undefined);
      // Another page, another tab: the same storage, adopted anew.
      assert.deepEqual(await setUp(raw).storage.entries('a/'), [
        ['a/1', [2]],
        ['a/3', 4],
      ]);
      assert.deepEqual(await storage.entries('b/'), [['b/1', 'other']]);
      assert.deepEqual([warnings, clock.waiting()], [[], 0]);
    });

  const shapeless: readonly unknown[] = [
    undefined,
    null,
    'localStorage',
    7,
    {},
    { get: () => 1, set: () => 1 },
    { get: 1, set: 2, remove: 3 },
    () => ({}),
  ];
  it('one without the functions is not used, and one line says what is missing', async () => {
    for (const raw of shapeless) {
      const { storage, warnings } = setUp(raw);
      await storage.set('a', 1);
      assert.deepEqual([await storage.get('a'), warnings], [1, ['bad-config']]);
    }
  });

  const fail = () => {
    throw new Error('no');
  };
  const failing: Readonly<Record<string, object>> = {
    'throws at once': { get: fail, set: fail, remove: fail, entries: fail },
    rejects: Object.fromEntries(['get', 'set', 'remove', 'entries'].map((name) => [name, async () => fail()])),
    'throws at once, without a list': { get: fail, set: fail, remove: fail },
  };
  for (const [name, raw] of Object.entries(failing))
    it(`one that ${name}: each call rejects, and one line says so`, async () => {
      const { storage, warnings } = setUp(raw);
      const calls = [storage.get('a'), storage.set('a', 1), storage.remove('a'), storage.entries('a')];
      for (const { status } of await Promise.allSettled(calls)) assert.equal(status, 'rejected');
      assert.deepEqual(warnings, ['not-kept']);
    });

  it('one that hangs: each call rejects within a second, and one line says so', async () => {
    const never = () => new Promise(() => {});
    const { storage, warnings, clock } = setUp({ get: never, set: never, remove: never, entries: never });
    const calls = [storage.get('a'), storage.set('a', 1), storage.remove('a'), storage.entries('a')];
    const outcome = Promise.allSettled(calls);
    clock.advance(999);
    for (const { status } of await outcome) assert.equal(status, 'rejected');
    assert.deepEqual([warnings, clock.waiting()], [['not-kept'], 0]);
  });

  const garbage: readonly unknown[] = [
    undefined,
    null,
    7,
    'text',
    { a: 1 },
    [null, 1, 'ab', [], [1, 2], { 0: 'a/x' }, ['b/1', 1], ['a/2', null], ['a/3', undefined]],
    new Map<unknown, unknown>([
      [1, 2],
      ['b', 1],
    ]),
  ];
  it('what it lists is not believed', async () => {
    for (const listed of garbage) {
      const { storage } = setUp({ ...new Shelf(), get: fail, set: fail, remove: fail, entries: () => listed });
      assert.deepEqual(await storage.entries('a/'), []);
    }
  });
  it('nor is an index that somebody broke', async () => {
    for (const index of [...garbage, ['a/1', 5, null, 'a/gone']]) {
      const raw = new Shelf();
      raw.set('chat-widget:index', index);
      raw.set('a/1', 1);
      const { storage } = setUp(raw);
      await storage.set('a/2', 2);
      assert.deepEqual((await storage.entries('a/')).at(-1), ['a/2', 2]);
    }
  });
  it('a failed write of the index does not stop the next', async () => {
    const raw = new Shelf();
    let broken = true;
    const { storage } = setUp({
      get: (key: string) => raw.get(key),
      set: (key: string, value: unknown) => (broken ? fail() : raw.set(key, value)),
      remove: (key: string) => raw.remove(key),
    });
    await assert.rejects(storage.set('a/1', 1));
    broken = false;
    await storage.set('a/2', 2);
    await settle();
    assert.deepEqual(await storage.entries('a/'), [['a/2', 2]]);
  });
});
