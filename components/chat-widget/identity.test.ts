import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { memoryStorage } from '../../src/platform/storage.js';
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
const texts = (widget: ChatWidgetElement) =>
  widget.messages.flatMap(({ parts }) => parts.map((part) => Reflect.get(part, 'text') as unknown));

describe('who the visitor is', () => {
  it('begins anew for somebody else, and nothing of the one before is kept, shown or sent', async () => {
    const { widget, keys, said } = await draw({ user: { id: 'mara', name: 'Mara' } });
    await widget.open();
    await widget.sendMessage('from mara');
    await waitUntil(() => said().length === 1);
    await waitUntil(async () => (await keys()).some((key) => key.includes(':mara/message/')));
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
    expect(told).to.deep.equal(['started', 'ended', 'started']);
    widget.chat?.restart();
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
