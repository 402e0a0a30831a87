import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChat, createConfig, StorageNotAvailableError, type ChatUser, type Platform } from '../core.js';
import { memoryTransport } from '../transports/memory/memory-transport.js';
import { memoryHostStorage, quietHost, until } from './fakes/host.js';

Reflect.deleteProperty(globalThis, 'BroadcastChannel');

const answers = (heard: string[] = []) =>
  memoryTransport((command, emit) => {
    if (command.type !== 'send-message') return;
    heard.push(command.text);
    emit({
      type: 'message-added',
      message: {
        id: `re-${command.id}`,
        author: 'bot',
        parts: [{ type: 'text', text: `You said: ${command.text}` }],
        delivery: 'delivered',
        streaming: false,
      },
    });
  });
const settings = { persistSession: true };
const visitor = (platform: Platform, user: ChatUser = { external_id: 'u-1' }) =>
  createChat({ config: createConfig({ token: 'tok', transport: answers(), user, settings }), platform });

describe('a session that is kept', () => {
  it('goes on in the next life of the host, with what was said', async () => {
    const storage = memoryHostStorage();
    const first = visitor({ ...quietHost, storage });
    assert.equal(first.sessionStorageKey, 'u-1:tok:session');
    await first.sendMessage('Remember me');
    const session = first.sessionState.get();
    await first.cleanup();
    const kept = JSON.parse(storage.texts.get('u-1:tok:session') ?? '{}') as { readonly id?: string };
    assert.equal(kept.id, session?.id);

    const second = visitor({ ...quietHost, storage });
    const { messages } = await until(second.chatState, (state) => state.messages.length === 2);
    assert.equal(messages[0]?.type === 'FROM_USER' && messages[0].content, 'Remember me');
    assert.equal(second.sessionState.get()?.id, session?.id);
    await second.cleanup();
  });

  it('is nobody else’s', async () => {
    const storage = memoryHostStorage();
    const ann = visitor({ ...quietHost, storage });
    await ann.sendMessage('A secret of Ann’s');
    await ann.cleanup();
    const bob = visitor({ ...quietHost, storage }, { external_id: 'u-2' });
    await bob.sendMessage('Hello');
    assert(!JSON.stringify(bob.chatState.get()).includes('secret'));
    await bob.cleanup();
  });

  it('is one visitor’s, however the page names them', async () => {
    const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
    const named: readonly (readonly [one: object, again: object, another: object])[] = [
      [{ user: { email: 'ann@x' } }, { user: { email: 'ann@x', name: 'Ann' } }, { user: { email: 'bob@x' } }],
      [{ user: { phone: '+1' } }, { user: { phone: '+1' } }, { user: { phone: '+2' } }],
      [
        { contactToken: tokenOf({ sub: 'ann', exp: 1 }) },
        { contactToken: tokenOf({ sub: 'ann', exp: 2 }) },
        { contactToken: tokenOf({ sub: 'bob', exp: 1 }) },
      ],
      [{ contactToken: 'of-ann' }, { contactToken: 'of-ann' }, { contactToken: 'of-bob' }],
      [{ user: { email: 'ann@x' } }, { user: { email: 'ann@x' } }, {}],
    ];
    for (const [one, again, another] of named) {
      const storage = memoryHostStorage();
      const life = (who: object) =>
        createChat({
          config: createConfig({ token: 'tok', transport: answers(), settings, ...who }),
          platform: { ...quietHost, storage },
        });
      const first = life(one);
      await first.sendMessage('A secret');
      await first.cleanup();
      const other = life(another);
      await other.sendMessage('Hello');
      assert(!JSON.stringify(other.chatState.get()).includes('secret'), JSON.stringify(another));
      assert.notEqual(other.sessionStorageKey, first.sessionStorageKey);
      await other.cleanup();
      const second = life(again);
      await until(second.chatState, ({ messages }) => JSON.stringify(messages).includes('A secret'));
      await second.cleanup();
    }
  });

  it('begins with the bot’s first message in each life', async () => {
    const storage = memoryHostStorage();
    const life = () =>
      createChat({
        config: createConfig({ token: 'tok', transport: answers(), settings, initial: 'Welcome!' }),
        platform: { ...quietHost, storage },
      });
    const first = life();
    await first.sendMessage('Hello');
    await first.cleanup();
    const second = life();
    const { messages } = await until(second.chatState, (state) => state.messages.length === 3);
    const texts = messages.map((message) => ('content' in message ? message.content : message.data.message));
    assert.deepEqual(texts, ['Welcome!', 'Hello', 'You said: Hello']);
    await second.cleanup();
  });

  it('leaves nothing when it is cleared', async () => {
    const storage = memoryHostStorage();
    const chat = visitor({ ...quietHost, storage });
    await chat.sendMessage('A secret');
    await chat.clearSession();
    await chat.cleanup();
    const left = [...storage.texts].filter(([, text]) => text.includes('secret') || text.includes('"id"'));
    assert.deepEqual(left, []);
  });

  it('takes up the session that a host kept for the reference', async () => {
    const storage = memoryHostStorage();
    storage.texts.set('u-1:tok:session', JSON.stringify({ id: 'from-before', createdAt: '2026-01-02T03:04:05.000Z' }));
    const chat = visitor({ ...quietHost, storage });
    await chat.createSession();
    assert.deepEqual(
      [chat.sessionState.get()?.id, chat.sessionState.get()?.createdAt],
      ['from-before', '2026-01-02T03:04:05.000Z'],
    );
    await chat.cleanup();
  });

  it('writes no token', async () => {
    const storage = memoryHostStorage();
    const config = createConfig({ token: 'tok', contactToken: 'very-secret', transport: answers(), settings });
    const chat = createChat({ config, platform: { ...quietHost, storage } });
    await chat.sendMessage('Hello');
    await chat.cleanup();
    assert(!JSON.stringify([...storage.texts]).includes('very-secret'));
  });

  it('needs a place', () => {
    assert.throws(() => visitor(quietHost), StorageNotAvailableError);
    const storage = { ...memoryHostStorage(), isAvailable: () => false };
    assert.throws(() => visitor({ ...quietHost, storage }), { name: 'StorageNotAvailableError' });
  });

  it('does without a storage that fails', async () => {
    const no = async () => Promise.reject(new Error('full'));
    const chat = visitor({ ...quietHost, storage: { getItem: no, setItem: no, removeItem: no } });
    assert.equal(await chat.sendMessage('Hello'), true);
    await chat.cleanup();
  });
});
