import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPlatform } from '../platform/platform.js';
import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import type { ChatCommand } from '../protocol/commands.js';
import type { Contact } from '../protocol/contact.js';
import type { Message } from '../protocol/message.js';
import { createContactCollection, type ContactOptions, type PageContact } from './contact.js';
import { emptyState } from './conversation-state.js';
import { createStore } from './store.js';

const HOUR = 3_600_000;
const settings = {
  contactCollection: true,
  contactFields: ['name', 'email'],
  contactWhen: 'before',
  contactOptional: true,
  sessionDuration: HOUR,
  persist: 'session',
} as const;
const message = (author: Message['author']): Message => ({
  id: author,
  author,
  parts: [],
  delivery: 'delivered',
  streaming: false,
});
/** Everything that was under way is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

interface SetUp {
  readonly said?: Partial<ReturnType<ContactOptions['settings']['get']>>;
  readonly page?: PageContact;
  readonly storage?: KeyValueStorage;
  readonly keeping?: ContactOptions['keeping'];
  readonly at?: number;
  readonly session?: string;
}

async function setUp({ said, page: first = {}, at = 1_000, session: id = 's', ...more }: SetUp = {}) {
  const storage = more.storage ?? memoryStorage();
  const config = createStore({ ...settings, ...said });
  const session = createStore({ id, userId: 'u', startedAt: 0 });
  const state = createStore(emptyState);
  const order = createStore<readonly string[]>([]);
  const busy = createStore(false);
  const commands: ChatCommand[] = [];
  const collected: Contact[] = [];
  let messages: readonly Message[] = [];
  let page = first;
  let now = at;
  let wake = (): void => undefined;
  let ids = 0;
  const collection = createContactCollection({
    chat: {
      session,
      state,
      order,
      busy,
      ready: Promise.resolve(),
      messages: () => messages,
      submit: (command) => void commands.push(command),
      newId: () => `id-${(ids += 1)}`,
    },
    settings: config,
    page: () => page,
    keeping: more.keeping ?? Promise.resolve({ storage, scope: 'scope' }),
    platform: {
      now: () => now,
      attention: {
        ...defaultPlatform.attention,
        onWake(listener) {
          wake = listener;
          return () => undefined;
        },
      },
    },
    collected: (contact) => collected.push(contact),
  });
  await settled();
  return {
    ...collection,
    config,
    storage,
    session,
    busy,
    commands,
    collected,
    phase: () => collection.state.get().phase,
    asked: () => collection.state.get().questions.map(({ name }) => name),
    shared: () => commands.map((command) => (command.type === 'share-contact' ? command.contact : command.type)),
    connect: () => state.set({ ...emptyState, connection: 'open' }),
    says(change: PageContact) {
      page = change;
      collection.look();
    },
    hear(...authors: readonly Message['author'][]) {
      messages = authors.map(message);
      order.set(authors.map((author, index) => `${author}${index}`));
    },
    pass: (ms: number) => void (now += ms),
    wake: () => wake(),
  };
}
const ann = { name: 'Ann', email: 'ann@example.com' };

describe('contact collection', () => {
  it('asks nobody where it is not wanted', async () => {
    const { phase, asked } = await setUp({ said: { contactCollection: false } });
    assert.deepEqual([phase(), asked()], ['unknown', []]);
  });

  it('asks nothing and tells nobody before it may look at what was kept', async () => {
    let agree: (kept: Awaited<ContactOptions['keeping']>) => void = () => undefined;
    const keeping = new Promise<Awaited<ContactOptions['keeping']>>((resolve) => (agree = resolve));
    const { phase, connect, commands } = await setUp({ keeping, page: { contact: ann } });
    connect();
    assert.equal(phase(), 'unknown');
    assert.deepEqual(commands, []);
    agree({ storage: memoryStorage(), scope: 'scope' });
    await settled();
    assert.equal(phase(), 'given');
    assert.equal(commands.length, 1);
  });

  it('asks a stranger, takes the answer, tells the backend once, and says so', async () => {
    const { phase, asked, give, shared, known, collected, connect } = await setUp();
    assert.deepEqual([phase(), asked()], ['asking', ['name', 'email']]);
    give(ann);
    assert.deepEqual([phase(), asked()], ['given', []]);
    connect();
    assert.deepEqual(shared(), [ann]);
    assert.deepEqual(known(), ann);
    assert.deepEqual(collected, [ann]);
  });

  it('does not ask again after a reload, nor tell again', async () => {
    const first = await setUp();
    first.give(ann);
    const { phase, shared, known, connect } = await setUp({ storage: first.storage, at: 2_000 });
    connect();
    assert.equal(phase(), 'given');
    assert.deepEqual(known(), ann);
    assert.deepEqual(shared(), []);
  });

  it('tells another session what is known', async () => {
    const { give, session, hear, connect, shared } = await setUp();
    give(ann);
    connect();
    session.set({ id: 'next', userId: 'u', startedAt: 0 });
    hear();
    assert.deepEqual(shared(), [ann, ann]);
  });

  it('remembers a no for the session, and no longer', async () => {
    const first = await setUp();
    first.refuse();
    assert.equal(first.phase(), 'refused');
    const soon = await setUp({ storage: first.storage, at: HOUR });
    assert.equal(soon.phase(), 'refused');
    for (const persist of ['session', 'always'] as const) {
      const later = await setUp({ storage: first.storage, at: HOUR + 2_000, said: { persist } });
      assert.equal(later.phase(), 'asking', persist);
    }
  });

  it('takes no no where the page does not', async () => {
    const { refuse, phase, config } = await setUp({ said: { contactOptional: false } });
    refuse();
    assert.equal(phase(), 'asking');
    config.set({ ...settings, contactOptional: true });
    assert.equal(phase(), 'refused');
  });

  it('keeps what was given as long as conversations are kept', async () => {
    const first = await setUp();
    first.give(ann);
    const rows = [
      [HOUR, 'session', ann],
      [HOUR * 1000, 'always', ann],
      [HOUR + 2_000, 'session', {}],
    ] as const;
    const keys = async () => (await first.storage.entries('')).map(([key]) => key);
    for (const [at, persist, expected] of rows) {
      const { known } = await setUp({ storage: first.storage, at, said: { persist } });
      assert.deepEqual(known(), expected, `${at} ${persist}`);
      assert.equal((await keys()).length, 'name' in expected ? 1 : 0, `${at} ${persist}`);
    }
  });

  it('counts the time from the last word', async () => {
    const { give, hear, pass, storage } = await setUp();
    give(ann);
    pass(HOUR / 2);
    hear('user');
    await settled();
    const { known } = await setUp({ storage, at: HOUR + 2_000 });
    assert.deepEqual(known(), ann);
  });

  it('asks only for what the page does not know, with its user or as the contact', async () => {
    const rows: readonly (readonly [PageContact, readonly string[]])[] = [
      [{ user: { id: '1', name: 'Ann' } }, ['email']],
      [{ contact: { email: 'ann@example.com' } }, ['name']],
      [{ user: { name: 'Ann' }, contact: { email: 'ann@example.com' } }, []],
      [{ user: { id: '1' } }, ['name', 'email']],
      [{ user: null, contact: 'Ann' }, ['name', 'email']],
    ];
    for (const [page, missing] of rows) assert.deepEqual((await setUp({ page })).asked(), missing);
  });

  it('asks no more when the page knows meanwhile, and its word counts', async () => {
    const { phase, says, known, give } = await setUp();
    says({ contact: ann });
    assert.equal(phase(), 'given');
    give({ name: 'Bob', company: 'Northwind' });
    assert.deepEqual(known(), { ...ann, company: 'Northwind' });
  });

  it('tells what the page says as the contact once it is connected, but not who its user is', async () => {
    const { says, shared, connect } = await setUp({ page: { user: { id: '1', name: 'Ann' } } });
    connect();
    assert.deepEqual(shared(), []);
    says({ user: { id: '1', name: 'Ann' }, contact: { phone: '+15551234567' } });
    assert.deepEqual(shared(), [{ name: 'Ann', phone: '+15551234567' }]);
  });

  it('asks during the conversation only after the first answer', async () => {
    const { phase, hear, busy, asked } = await setUp({ said: { contactWhen: 'during' } });
    assert.equal(phase(), 'unknown');
    hear('bot');
    assert.equal(phase(), 'unknown');
    busy.set(true);
    hear('bot', 'user');
    assert.equal(phase(), 'unknown');
    hear('bot', 'user', 'bot');
    assert.equal(phase(), 'unknown');
    busy.set(false);
    assert.deepEqual([phase(), asked()], ['asking', ['name', 'email']]);
    // It does not go while the next answer comes.
    busy.set(true);
    assert.equal(phase(), 'asking');
  });

  it('a line of the chat itself is no answer', async () => {
    const { phase, hear } = await setUp({ said: { contactWhen: 'during' } });
    hear('user', 'system');
    assert.equal(phase(), 'unknown');
  });

  it('keeps the composer away before the conversation only, until it is known or answered', async () => {
    const before = await setUp();
    assert.equal(before.state.get().blocking, true);
    before.hold();
    assert.equal(before.state.get().held, true);
    before.refuse();
    assert.deepEqual([before.state.get().blocking, before.state.get().held], [false, false]);
    const keeping = new Promise<never>(() => undefined);
    assert.equal((await setUp({ keeping })).state.get().blocking, true);
    assert.equal((await setUp({ keeping, said: { contactCollection: false } })).state.get().blocking, false);
    const during = await setUp({ said: { contactWhen: 'during' } });
    during.hear('user', 'bot');
    assert.deepEqual([during.phase(), during.state.get().blocking], ['asking', false]);
  });

  it('learns what was said elsewhere, and does not say it again', async () => {
    const { learn, asked, shared, connect, known } = await setUp();
    connect();
    learn({ email: 'ann@example.com' });
    assert.deepEqual(asked(), ['name']);
    assert.deepEqual(known(), { email: 'ann@example.com' });
    assert.deepEqual(shared(), []);
  });

  it('finds what was answered in another tab', async () => {
    const first = await setUp();
    const second = await setUp({ storage: first.storage });
    first.pass(5);
    first.give(ann);
    await settled();
    assert.equal(second.phase(), 'asking');
    second.wake();
    await settled();
    assert.equal(second.phase(), 'given');
  });

  it('goes on without a storage, and with one that holds rubbish', async () => {
    const broken: KeyValueStorage = {
      get: () => Promise.reject(new Error('SecurityError')),
      set: () => Promise.reject(new Error('QuotaExceededError')),
      remove: () => Promise.reject(new Error()),
      entries: () => Promise.reject(new Error()),
    };
    const rubbish = [undefined, null, 7, 'x', [], { given: 5, answered: [5, {}], refused: 'yes', told: 1, at: 'now' }];
    for (const raw of rubbish) {
      const storage = memoryStorage();
      await storage.set('scope/contact', raw);
      assert.deepEqual((await setUp({ storage })).asked(), ['name', 'email']);
    }
    const { asked, give, phase } = await setUp({ storage: broken });
    assert.deepEqual(asked(), ['name', 'email']);
    give(ann);
    await settled();
    assert.equal(phase(), 'given');
  });
});
