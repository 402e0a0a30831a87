import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { Chat } from '../../src/core/chat.js';
import { registerPlugin } from '../../src/core/plugins.js';
import { memoryStorage, type KeyValueStorage } from '../../src/platform/storage.js';
import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Transport } from '../../src/protocol/transport.js';
import type { ChatWidgetElement } from './chat-widget.js';
import './chat-widget.js';

function backend(erasure = false) {
  const commands: (ChatCommand & { readonly by: string })[] = [];
  let by = '';
  const transport: Transport = {
    capabilities: { idempotent: true, erasure },
    async open(emit, session) {
      by = session?.userId ?? '';
      emit({ type: 'connection-changed', state: 'open' });
    },
    send: async (command) => void commands.push({ ...command, by }),
    close: async () => undefined,
  };
  const said = () =>
    commands.filter(({ type }) => type === 'send-message').map((each) => `${each.by}: ${Reflect.get(each, 'text')}`);
  return { transport, commands, said };
}
let count = 0;
async function draw(gifts: Readonly<Record<string, unknown>> = {}, erasure = false) {
  const { transport, ...rest } = backend(erasure);
  const storage = memoryStorage();
  const widget = await fixture<ChatWidgetElement>(html`<chat-widget></chat-widget>`);
  Object.assign(widget, { transport, storage, config: { url: `https://identity.example/${++count}` }, ...gifts });
  await widget.whenReady;
  const keys = async () => (await storage.entries('')).map(([key]) => key).filter((key) => key !== 'chat-widget:index');
  return { widget, storage, keys, ...rest };
}
function defer() {
  let settle = (): void => undefined;
  const promise = new Promise<void>((resolve) => (settle = resolve));
  return { promise, settle: () => settle() };
}
const texts = (widget: ChatWidgetElement) =>
  widget.messages.flatMap(({ parts }) => parts.map((part) => Reflect.get(part, 'text') as unknown));

describe('who the visitor is', () => {
  it('begins anew for somebody else, and nothing of the one before is kept, shown or sent', async () => {
    const { widget, keys, said } = await draw({ user: { id: 'mara', name: 'Mara' } });
    const begun = oneEvent(widget, 'chat-session-started');
    await widget.open();
    await widget.sendMessage('from mara');
    await waitUntil(() => said().length === 1);
    await waitUntil(async () => (await keys()).some((key) => key.includes(':mara/message/')));
    await begun;
    const order: string[] = [];
    for (const type of ['chat-session-ended', 'chat-session-started']) widget.on(type, () => order.push(type));
    await widget.setUser({ id: 'ivo' });
    expect(order).to.deep.equal(['chat-session-ended', 'chat-session-started']);
    expect((await keys()).filter((key) => key.includes(':mara/'))).to.deep.equal([]);
    expect(texts(widget)).to.deep.equal([]);
    await widget.sendMessage('from ivo');
    await waitUntil(() => said().length === 2);
    expect(said()).to.deep.equal(['mara: from mara', 'ivo: from ivo']);
  });

  it('lets a page log out, or begin anew, when it hears that a session ended', async () => {
    const { widget, said } = await draw({ user: { id: 'mara' } });
    const told: string[] = [];
    for (const type of ['chat-session-ended', 'chat-session-started']) widget.on(type, () => told.push(type.slice(13)));
    await widget.open();
    await waitUntil(() => told.length === 1);
    const undo = widget.on('chat-session-ended', () => void widget.chat?.restart());
    widget.chat?.receive({ type: 'conversation-ended' });
    await waitUntil(() => told.length > 2);
    expect(told).to.deep.equal(['started', 'ended', 'started']);
    widget.chat?.restart();
    await waitUntil(() => told.length > 4);
    expect(told.slice(3)).to.deep.equal(['ended', 'started']);
    undo();
    widget.on('chat-session-ended', () => void widget.logout());
    await widget.setUser({ id: 'ivo' });
    await waitUntil(() => told.length > 6);
    expect(told.slice(5)).to.deep.equal(['ended', 'started']);
    await widget.sendMessage('from ivo');
    await waitUntil(() => said().length === 1);
    expect(said()).to.deep.equal(['ivo: from ivo']);
  });

  it('keeps what the page says when it hears of a new session, and tells of it before any words in it', async () => {
    const { widget } = await draw();
    const greet = () => ({
      type: 'message-added' as const,
      message: {
        id: `greeting-${widget.chat?.session.get().id}`,
        author: 'bot' as const,
        parts: [{ type: 'text' as const, text: 'Welcome.' }],
        delivery: 'delivered' as const,
        streaming: false,
      },
    });
    const told: string[] = [];
    for (const type of [
      'chat-connection-changed',
      'chat-session-ended',
      'chat-session-started',
      'chat-message-received',
    ])
      widget.on(type, () => told.push(type.slice(5)));
    widget.on('chat-session-started', () => widget.chat?.receive(greet()));
    await widget.open();
    await waitUntil(() => told.includes('connection-changed'));
    expect(told.slice(0, 2)).to.deep.equal(['session-started', 'message-received']);
    told.length = 0;
    await widget.restartConversation();
    expect(told.filter((each) => each !== 'connection-changed')).to.deep.equal([
      'session-ended',
      'session-started',
      'message-received',
    ]);
    expect(widget.messages.map(({ id }) => id)).to.deep.equal([greet().message.id]);
    // The time of one is over: its words come after it.
    told.length = 0;
    const id = 'later';
    widget.chat?.receive({ type: 'session-changed', session: { id, userId: 'u', startedAt: 1 } });
    widget.chat?.receive({ ...greet(), message: { ...greet().message, id: 'after' } });
    expect(told.slice(0, 2)).to.deep.equal(['session-ended', 'session-started']);
    expect(told.at(-1)).to.equal('message-received');
  });

  it('tells of a session before its connection, however long reading takes, and of all else as it happens', async () => {
    const { setTimeout } = globalThis;
    const reading = defer();
    const memory = memoryStorage();
    const entries = (prefix: string) => reading.promise.then(() => memory.entries(prefix));
    // The limit for reading is far away, however slow this machine is.
    globalThis.setTimeout = ((deed: () => void, ms?: number) =>
      setTimeout(deed, ms === 800 ? 100_000 : ms)) as typeof globalThis.setTimeout;
    try {
      // It answers whoever speaks, at once.
      const setup = (chat: Chat) =>
        chat.on((event) => {
          if (event.type !== 'message-added' || event.message.author !== 'user') return;
          const reply = { ...event.message, id: `re-${event.message.id}`, author: 'bot' } as const;
          chat.receive({ type: 'message-added', message: reply });
        });
      const there = new Promise<void>((resolve) =>
        registerPlugin({ name: 'there', setup: (chat) => (resolve(), setup(chat)) }),
      );
      const config = { url: `https://identity.example/${++count}`, plugins: ['there'] };
      const { widget } = await draw({ storage: { ...memory, entries }, config });
      const told: string[] = [];
      for (const name of [
        'connection-changed',
        'session-ended',
        'session-started',
        'message-sent',
        'message-received',
        'error',
      ])
        widget.on(`chat-${name}` as 'chat-error', () => told.push(name));
      void widget.open();
      await there;
      await widget.sendMessage('Early.');
      widget.chat?.receive({ type: 'error-raised', code: 'unreachable', message: 'No.', retryable: true });
      expect(told).to.deep.equal(['message-sent', 'message-received', 'error']);
      told.length = 0;
      reading.settle();
      await waitUntil(() => told.includes('connection-changed'));
      expect(told[0]).to.equal('session-started');
      told.length = 0;
      void widget.restartConversation();
      await widget.sendMessage('Next.');
      expect(told.filter((each) => each !== 'connection-changed')).to.deep.equal([
        'session-ended',
        'session-started',
        'message-sent',
        'message-received',
      ]);
      expect(widget.messages.map(({ author }) => author)).to.deep.equal(['user', 'bot']);
    } finally {
      globalThis.setTimeout = setTimeout;
    }
  });

  it('tells of the session that requests carry, and ends each that it told of once', async () => {
    const { widget, storage, keys } = await draw();
    const { url } = widget.config;
    const told: string[] = [];
    const listen = (to: ChatWidgetElement) => {
      for (const type of ['chat-session-started', 'chat-session-ended', 'chat-conversation-restarted'])
        to.on(type, (event) => {
          const { id } = Reflect.get(event, 'session') as { readonly id: string };
          told.push(`${type.replace(/chat-\w+-/, '')} ${id}`);
        });
    };
    listen(widget);
    await widget.open();
    await widget.sendMessage('hi');
    await waitUntil(async () => (await keys()).some((key) => key.includes('/message/')));
    await waitUntil(async () => (await keys()).some((key) => key.endsWith('/session')));
    await waitUntil(() => told.length > 0);
    const id = widget.chat?.session.get().id;
    expect(told).to.deep.equal([`started ${id}`]);
    widget.remove();
    await waitUntil(() => !widget.chat);
    expect(told).to.deep.equal([`started ${id}`, `ended ${id}`]);

    const next = (await draw({ storage, config: { url } })).widget;
    listen(next);
    await next.open();
    await waitUntil(() => told.length === 3);
    expect(told[2]).to.equal(`started ${id}`);
    const read: number[] = [];
    next.on('chat-session-ended', () => read.push(next.messages.length));
    await next.restartConversation();
    const other = next.chat?.session.get().id;
    expect(told.slice(3)).to.deep.equal([`ended ${id}`, `started ${other}`, `restarted ${other}`]);
    expect(read).to.deep.equal([1]);

    next.chat?.receive({ type: 'conversation-ended' });
    expect(told.slice(6)).to.deep.equal([`ended ${other}`]);
    next.chat?.receive({ type: 'conversation-ended' });
    await next.restartConversation();
    const third = next.chat?.session.get().id;
    expect(told.slice(7)).to.deep.equal([`started ${third}`, `restarted ${third}`]);
    // So is it when the time of one is over.
    next.chat?.receive({ type: 'session-changed', session: { id: 'later', userId: 'u', startedAt: 1 } });
    expect(told.slice(9)).to.deep.equal([`ended ${third}`, 'started later']);
    // Another backend is another conversation.
    next.transport = backend(false).transport;
    await waitUntil(() => told.length === 13);
    expect(told.slice(11)).to.deep.equal(['ended later', `started ${next.chat?.session.get().id}`]);
  });

  it('sends what one user left unsent in nobody else’s name, though another comes meanwhile', async () => {
    const { fetch } = globalThis;
    const scheduler = Object.getOwnPropertyDescriptor(globalThis, 'scheduler');
    const asked: { readonly body: string; readonly token: string | null }[] = [];
    let reachable = false;
    globalThis.fetch = async (to, init) => {
      if (!String(to instanceof Request ? to.url : to).includes('identity.example')) return fetch(to, init);
      const request = new Request(to, init);
      if (!reachable) throw new TypeError('offline');
      asked.push({ body: await request.text(), token: request.headers.get('authorization') });
      return Response.json({});
    };
    try {
      const memory = memoryStorage();
      const config = { url: `https://identity.example/${++count}` };
      const page = async (storage: KeyValueStorage) => {
        const widget = await fixture<ChatWidgetElement>(html`<chat-widget></chat-widget>`);
        Object.assign(widget, { storage, config });
        await widget.setUser({ id: 'mara' }, { token: 'of-mara' });
        return widget;
      };
      const first = await page(memory);
      await first.open();
      await first.sendMessage('from mara');
      await waitUntil(async () => (await memory.entries('')).some(([key]) => key.includes('/command/')));
      first.remove();
      await waitUntil(() => !first.chat);
      reachable = true;
      // The next page is still beginning, and has not read what there is, when somebody else comes.
      const [beginning, reading, finished] = [defer(), defer(), defer()];
      const pause = () => (beginning.settle(), finished.promise);
      Object.defineProperty(globalThis, 'scheduler', { configurable: true, value: { yield: pause } });
      const entries = async (prefix: string) => reading.promise.then(() => memory.entries(prefix));
      const widget = await page({ ...memory, entries });
      void widget.open();
      await beginning.promise;
      const changed = widget.setUser({ id: 'ivo' }, { token: 'of-ivo' });
      reading.settle();
      await waitUntil(() => asked.some(({ body }) => body.includes('from mara')));
      finished.settle();
      await changed;
      await widget.sendMessage('from ivo');
      await waitUntil(() => asked.some(({ body }) => body.includes('from ivo')));
      const tokenFor = (words: string) => asked.find(({ body }) => body.includes(words))?.token;
      expect(tokenFor('from mara')).to.equal(null);
      expect(tokenFor('from ivo')).to.equal('Bearer of-ivo');
      expect(asked.some(({ body, token }) => body.includes('ivo') && token === null)).to.equal(false);
    } finally {
      globalThis.fetch = fetch;
      Reflect.deleteProperty(globalThis, 'scheduler');
      if (scheduler) Object.defineProperty(globalThis, 'scheduler', scheduler);
    }
  });

  it('goes on for the same one: only what is known of them changes', async () => {
    const { widget, said } = await draw({ user: { id: 'mara' } });
    await widget.open();
    await widget.sendMessage('hi');
    await waitUntil(() => said().length === 1);
    const { chat } = widget;
    await widget.setUser({ id: 'mara', email: 'mara@example.org' }, { token: 'new' });
    widget.user = { id: 'mara', name: 'Mara' };
    expect(widget.chat).to.equal(chat);
    expect(widget.user).to.deep.equal({ id: 'mara', name: 'Mara' });
    expect(texts(widget)).to.deep.equal(['hi']);
  });

  it('is nobody after logout, and by property it is the same rule', async () => {
    const { widget, keys, said } = await draw({ user: { id: 'mara' } });
    await widget.open();
    await widget.sendMessage('hi');
    await waitUntil(async () => said().length === 1 && (await keys()).length > 0);
    const begun = oneEvent(widget, 'chat-session-started');
    widget.user = undefined;
    expect(widget.messages).to.deep.equal([]);
    await begun;
    expect((await keys()).filter((key) => key.includes(':mara/'))).to.deep.equal([]);
    await widget.setUser({ id: 'ivo' });
    await widget.logout();
    expect(widget.user).to.equal(undefined);
  });

  it('wipes what was kept of a known user even where nothing was begun', async () => {
    const { widget, storage, keys } = await draw({ user: { id: 'mara' } });
    await widget.open();
    await widget.sendMessage('hi');
    await waitUntil(async () => (await keys()).some((key) => key.includes('/message/')));
    const { url } = widget.config;
    widget.remove();
    await waitUntil(() => !widget.chat);
    const next = await draw({ user: { id: 'mara' }, storage, config: { url } });
    await next.widget.logout();
    expect(await keys()).to.deep.equal([]);
    expect(next.commands).to.deep.equal([]);
  });

  it('leaves alone what others left: another user, another page’s cart', async () => {
    const { widget, storage, said } = await draw({ user: { id: 'mara' } });
    const other = 'chat-widget:direct:https://identity.example/x:k:maraa/message/1';
    await storage.set(other, 1);
    sessionStorage.setItem('cart', 'full');
    await widget.open();
    await widget.sendMessage('hi');
    await waitUntil(() => said().length === 1);
    await widget.logout();
    expect(await storage.get(other)).to.equal(1);
    expect(sessionStorage.getItem('cart')).to.equal('full');
    sessionStorage.removeItem('cart');
  });

  it('asks for tokens and sessions, tells meta with each message, and is found by frameworks', async () => {
    const { widget, commands } = await draw({ meta: { plan: 'free' } });
    for (const name of ['meta', 'storage', 'getToken', 'getSession', 'user', 'attributesForRequests'])
      expect(name in widget, name).to.equal(true);
    await widget.sendMessage({ text: 'hi', meta: { page: 2 } });
    await waitUntil(() => commands.length === 1);
    expect(commands[0]).to.deep.include({ meta: { plan: 'free', page: 2 } });
  });
});

describe('erasing', () => {
  for (const erasure of [true, false])
    it(`forgets everything here, and ${erasure ? 'says that the backend did' : 'does not claim it of a backend that cannot'}`, async () => {
      const { widget, keys, commands } = await draw({ user: { id: 'mara' } }, erasure);
      await widget.open();
      await widget.sendMessage('hi');
      await widget.setComposerValue({ text: 'half a thought' });
      await waitUntil(async () => (await keys()).some((key) => key.endsWith('/draft')), 'a draft');
      const told = oneEvent(widget, 'chat-data-erased');
      expect(await widget.eraseData()).to.deep.equal({ local: true, backend: erasure });
      expect((await told) as unknown).to.include({ backend: erasure });
      expect(commands.some(({ type }) => type === 'erase-data')).to.equal(true);
      expect(texts(widget)).to.deep.equal([]);
      expect(widget.chat?.draft.get()).to.equal('');
      expect((await keys()).filter((key) => /message|command|draft/.test(key))).to.deep.equal([]);
    });
});

describe('the description of what is stored', () => {
  it('has the table, and keys and sizes of what is there, without contents', async () => {
    const { widget, keys } = await draw({ user: { id: 'mara' } });
    expect((await widget.describeStorage()).present).to.deep.equal([]);
    await widget.open();
    await widget.sendMessage('a secret');
    await waitUntil(async () => (await keys()).some((key) => key.includes('/message/')));
    const { version, table, present } = await widget.describeStorage();
    expect(version).to.equal(1);
    expect(table.map(({ name }) => name)).to.include.members(['messages', 'outbox', 'consent']);
    expect(present.map(({ key }) => key).sort()).to.deep.equal((await keys()).sort());
    expect(present.every(({ size }) => size > 0)).to.equal(true);
    expect(JSON.stringify(present)).not.to.include('secret');
  });
});
