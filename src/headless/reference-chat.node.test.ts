import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { testServer } from '../../mock-server/test-server.js';
import {
  createChat,
  createConfig,
  type ChatState,
  type CoreOptions,
  type HeadlessChat,
  type Platform,
} from '../core.js';
import { memoryTransport } from '../transports/memory/memory-transport.js';
import { quietHost, until } from './fakes/host.js';

// What runs here runs in React Native: nothing of a page is there.
for (const name of ['window', 'document', 'localStorage', 'BroadcastChannel', 'navigator', 'DOMException'])
  Reflect.deleteProperty(globalThis, name);

const server = await testServer({ latency: 0, rateLimit: 0 });
const { url } = server;
const socket = url.replace('http', 'ws');
const host: Platform = { ...quietHost, webSocket: WebSocket as never };

const echo = () =>
  memoryTransport((command, emit) => {
    if (command.type !== 'send-message') return;
    const id = `re-${command.id}`;
    emit({ type: 'message-started', id, author: 'bot' });
    emit({ type: 'text-delta', id, delta: `You said: ${command.text}` });
    emit({ type: 'message-completed', id });
    emit({
      type: 'suggestions-changed',
      suggestions: [
        { type: 'reply', label: 'Yes' },
        { type: 'reply', label: 'No' },
      ],
    });
  });

/** Every backend there is. */
const backends: Readonly<Record<string, () => CoreOptions>> = {
  memory: () => ({ transport: echo() }),
  direct: () => ({ transport: 'direct', url: `${url}/stentor` }),
  websocket: () => ({ transport: 'websocket', url: `${socket}/stentor/ws` }),
  socketio: () => ({ transport: 'socketio', url }),
  session: () => ({ transport: 'session', url: `${url}/demo/session` }),
  chatbotkit: () => ({ transport: 'chatbotkit', url: `${url}/v1`, widgetId: 'demo' }),
  airy: () => ({ transport: 'airy', url, channelId: 'demo' }),
  opencx: () => ({ token: 'demo', apiUrl: url }),
};

const open: HeadlessChat[] = [];
after(() => Promise.all(open.map((chat) => chat.cleanup())));
function chatWith(options: CoreOptions, platform: Platform = host, more: { onSessionDestroy?: () => void } = {}) {
  const chat = createChat({ config: createConfig(options), platform, ...more });
  open.push(chat);
  return chat;
}
const from = ({ messages }: ChatState, type: string) => messages.filter((message) => message.type === type);
/** What the bot says in words: a greeting may have none. */
const wordsOf = (state: ChatState) =>
  from(state, 'FROM_BOT').flatMap((message) => ('data' in message && message.data.message) || []);
const answered = ({ chatState }: HeadlessChat, count = 1) =>
  until(chatState, (state) => !state.loading.isLoading && wordsOf(state).length >= count);

for (const [name, options] of Object.entries(backends))
  describe(`the chat of the reference, under ${name}`, () => {
    it('begins empty, and connects to nothing', () => {
      const chat = chatWith(options());
      const still = { isPolling: false, lastPollTime: null, nextPollTime: null, error: { hasError: false } };
      assert.deepEqual(chat.chatState.get(), {
        messages: [],
        keyboard: null,
        loading: { isLoading: false, reason: null },
        error: { hasError: false },
        polling: { session: still, messages: still },
      });
      assert.equal(chat.sessionState.get(), null);
    });

    it('creates a session with the first message, delivers it, and has the answer', async () => {
      const chat = chatWith(options());
      const reasons = new Set<string | null>();
      chat.chatState.subscribe(({ loading }) => reasons.add(loading.reason));
      assert.equal(await chat.sendMessage({ content: 'Hello there' }), true);
      await answered(chat);
      const state = chat.chatState.get();
      const [mine] = from(state, 'FROM_USER');
      assert(mine?.type === 'FROM_USER');
      assert.deepEqual([mine.content, mine.status], ['Hello there', 'delivered']);
      assert(mine.deliveredAt && !Number.isNaN(Date.parse(mine.deliveredAt)));
      assert.equal(chat.sessionState.get()?.isOpened, true);
      assert(reasons.has('creating_session') && reasons.has('sending_message_to_bot') && reasons.has(null));
      assert.deepEqual(state.error, { hasError: false });
    });

    it('ends a session with all that was said, and begins another', async () => {
      let destroyed = 0;
      const chat = chatWith(options(), host, { onSessionDestroy: () => (destroyed += 1) });
      await chat.sendMessage('First');
      await answered(chat);
      const first = chat.sessionState.get()?.id;
      const cleared = chat.clearSession();
      assert.deepEqual(chat.chatState.get().loading, { isLoading: true, reason: 'cleaning_up' });
      await cleared;
      assert.deepEqual([chat.chatState.get(), chat.sessionState.get(), destroyed], [chat.initialState, null, 1]);
      assert.equal(await chat.sendMessage('Second'), true);
      const second = chat.sessionState.get()?.id;
      assert(first && second && first !== second);
      assert(!JSON.stringify(from(chat.chatState.get(), 'FROM_USER')).includes('First'));
      const third = (await chat.recreateSession())?.id;
      assert(third && third !== second);
      assert.equal(destroyed, 2);
    });

    it('says nothing of nothing', async () => {
      const chat = chatWith(options());
      assert.equal(await chat.sendMessage('  '), false);
      assert.deepEqual(chat.chatState.get(), chat.initialState);
    });

    it('is over after cleanup', async () => {
      const chat = chatWith(options());
      await chat.sendMessage('Hello');
      await chat.cleanup();
      const last = chat.chatState.get();
      assert.equal(await chat.sendMessage('Anybody?'), false);
      assert.equal(await chat.createSession(), null);
      assert.equal(chat.chatState.get(), last);
    });
  });

describe('the chat of the reference', () => {
  it('shows parts as components, texts as TEXT, each by itself', async () => {
    const transport = memoryTransport(async (command, emit) => {
      if (command.type !== 'send-message') return;
      emit({
        type: 'message-added',
        message: {
          id: 'a-1',
          author: 'agent',
          name: 'Kim',
          parts: [
            { type: 'text', text: 'One' },
            { type: 'text', text: 'Two' },
            { type: 'room-picker', rooms: 3 } as never,
          ],
          delivery: 'delivered',
          streaming: false,
        },
      });
    });
    const chat = chatWith({ transport });
    await chat.sendMessage('Rooms?');
    const shown = chat.chatState.get().messages.slice(1);
    assert.deepEqual(
      shown.map((message) => 'data' in message && [message.id, message.type, message.component, message.data]),
      [
        ['a-1', 'FROM_AGENT', 'TEXT', { message: 'One\n\nTwo' }],
        ['a-1#1', 'FROM_AGENT', 'room-picker', { rooms: 3 }],
      ],
    );
    const [first] = shown;
    assert.deepEqual(first && 'agent' in first && first.agent, {
      isAi: false,
      id: null,
      name: 'Kim',
      avatar: undefined,
    });
  });

  it('offers answers as a keyboard, takes them as the bot meant them, and clears it with the next word', async () => {
    const heard: string[] = [];
    const transport = memoryTransport((command, emit) => {
      heard.push(command.type);
      if (command.type === 'send-message')
        emit({
          type: 'suggestions-changed',
          suggestions: [{ type: 'select', label: 'Blue', token: 't-1' }],
        });
    });
    const chat = chatWith({ transport });
    await chat.sendMessage('Which?');
    await until(chat.chatState, ({ keyboard }) => keyboard?.options[0] === 'Blue');
    assert.equal(await chat.sendMessage('Blue'), true);
    assert.equal(chat.chatState.get().keyboard, null);
    assert.deepEqual(heard, ['send-message', 'select-option']);
  });

  it('begins with the bot’s first message, where there is one', async () => {
    const chat = chatWith({ transport: echo(), initial: 'Welcome!' });
    const first = () => chat.chatState.get().messages.map((message) => 'data' in message && message.data.message);
    assert.deepEqual([first(), chat.sessionState.get()], [['Welcome!'], null]);
    await chat.sendMessage('Hello');
    await chat.clearSession();
    assert.deepEqual([first(), chat.sessionState.get()], [['Welcome!'], null]);
  });

  it('connects no more once it is over', async () => {
    const transport = echo();
    let opened = 0;
    const counting = {
      ...transport,
      open: (...args: Parameters<typeof transport.open>) => (opened++, transport.open(...args)),
    };
    const chat = createChat({ config: createConfig({ transport: counting }), platform: quietHost });
    await chat.createSession();
    await chat.cleanup();
    assert.equal(await chat.createSession(), null);
    assert.equal(opened, 1);
  });

  it('keeps what did not change: a message, the list, a word of the state', async () => {
    const chat = chatWith({ transport: echo() });
    await chat.sendMessage('One');
    await answered(chat);
    const before = chat.chatState.get();
    await chat.sendMessage('Two');
    const now = chat.chatState.get();
    assert(now !== before && now.messages !== before.messages);
    assert(before.messages.every((message, index) => message === now.messages[index]));
    assert.equal(now.error, before.error);
  });

  it('says why a message failed, and forgets it with the next one', async () => {
    let ill = true;
    const transport = memoryTransport(() => {
      if (ill) throw new Error('The kitchen is closed.');
    });
    const chat = chatWith({ transport });
    assert.equal(await chat.sendMessage('Soup'), false);
    const { error, messages } = chat.chatState.get();
    assert.deepEqual(
      [error.hasError, error.code, messages[0]?.type === 'FROM_USER' && messages[0].status],
      [true, 'MESSAGE_SEND_FAILED', 'failed'],
    );
    ill = false;
    assert.equal(await chat.sendMessage('Bread'), true);
    assert.deepEqual(chat.chatState.get().error, { hasError: false });
  });

  it('says that a session could not be created, and does not throw', async () => {
    const chat = chatWith({ transport: 'chatbotkit', url: 'https://roof.example/v1' });
    assert.equal(await chat.createSession(), null);
    const { error } = chat.chatState.get();
    assert.equal(error.code, 'SESSION_CREATION_FAILED');
    assert.equal(chat.sessionState.get(), null);
  });

  it('settles what was being sent when it ends', async () => {
    const chat = chatWith({ transport: memoryTransport(() => new Promise(() => undefined)) });
    const sent = chat.sendMessage('Hello?');
    await until(chat.chatState, ({ messages }) => messages.length === 1);
    await chat.cleanup();
    assert.equal(await sent, false);
  });

  it('knows who the visitor is: from the page, from a message, or not', async () => {
    const asking = chatWith({ transport: echo(), collectUserData: true });
    assert.equal(asking.shouldCollectData().should, true);
    await asking.sendMessage({ content: 'Hi', user: { email: 'ann@example.com', name: 'Ann' } });
    assert.deepEqual(asking.contactState.get().contact, {
      id: 'ann@example.com',
      name: 'Ann',
      email: 'ann@example.com',
    });
    assert.equal(asking.shouldCollectData().should, false);
    const knowing = chatWith({ transport: echo(), collectUserData: true, user: { external_id: 'u-1' } });
    assert.equal(knowing.shouldCollectData().should, false);
    assert.equal(chatWith({ transport: echo() }).shouldCollectData().should, false);
    // Somebody else has nothing of what was learnt.
    const config = createConfig({ transport: echo() });
    const shared = createChat({ config, platform: quietHost });
    await shared.sendMessage({ content: 'Hi', user: { email: 'ann@example.com', name: 'Ann' } });
    config.updateConfig({ user: { external_id: 'u-2' } });
    assert.deepEqual(shared.contactState.get().contact, { id: 'u-2' });
    await shared.cleanup();
  });

  it('plays the host’s sound for what others say', async () => {
    const played: (string | undefined)[] = [];
    const audio = { playNotification: (file?: string) => played.push(file) };
    const settings = { useSoundEffects: true };
    const chat = chatWith(
      { transport: echo(), settings, soundEffectFiles: { messageArrived: 'https://a.example/p.mp3' } },
      { ...host, audio },
    );
    await chat.sendMessage('Ping');
    await answered(chat);
    assert.deepEqual(played, ['https://a.example/p.mp3']);
  });

  it('still makes the chat that the widget is drawn from, with as little of a platform as there is', async () => {
    const chat = createChat({ transport: echo(), session: { id: 's', userId: 'u', startedAt: 0 }, platform: host });
    chat.send({ text: 'Hello' });
    await chat.ready;
    await until(chat.busy, (busy) => !busy && chat.messages().length === 2);
    await chat.close();
  });
});
