import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../test/until.js';
import { tabsHub } from '../platform/fakes/tabs.js';
import { defaultPlatform, type Platform } from '../platform/platform.js';
import { memoryStorage } from '../platform/storage.js';
import type { Tabs } from '../platform/tabs.js';
import type { ChatCommand } from '../protocol/commands.js';
import type { Emit } from '../protocol/events.js';
import type { Transport } from '../protocol/transport.js';
import { createChat, type Chat } from './chat.js';
import { createKept } from './kept.js';
import { newSession } from './new-session.js';

const platform: Platform = { ...defaultPlatform, warn: () => undefined };

/** A browser with any number of tabs, and a backend that the test speaks for. */
function setUp({ launch = false, idempotent = true, storage = memoryStorage() } = {}) {
  const hub = tabsHub();
  const connections = new Map<string, Emit>();
  const sent: (readonly [from: string, command: ChatCommand])[] = [];
  const chats: Chat[] = [];
  let talking: Promise<void> | undefined;

  function open() {
    const tabs = hub.open();
    const transport: Transport = {
      capabilities: { idempotent },
      async open(emit) {
        connections.set(tabs.id, emit);
        emit({ type: 'connection-changed', state: 'open' });
      },
      send: async (command) => {
        sent.push([tabs.id, command]);
        await talking;
      },
      close: async () => void connections.delete(tabs.id),
    };
    const chat = createChat({
      transport,
      session: newSession(platform),
      platform,
      launch,
      keeping: async () => ({
        storage,
        scope: 'test',
        tabs,
        kept: createKept({ storage, scope: 'test', platform, sessionDuration: Infinity, persist: 'always' }),
      }),
    });
    chats.push(chat);
    return { chat, tabs, say: (event: Parameters<Emit>[0]) => connections.get(tabs.id)?.(event) };
  }
  /** Tabs that are there and connected, one after the other. */
  async function openTabs(count: number) {
    const all: ReturnType<typeof open>[] = [];
    for (let each = 0; each < count; each++) {
      const tab = open();
      all.push(tab);
      await tab.chat.ready;
      await tab.chat.open();
    }
    return all as [ReturnType<typeof open>, ReturnType<typeof open>];
  }
  /** A backend that has heard the question, and is not done with its answer. */
  const keepTalking = (end = new Promise<void>(() => undefined)) => (talking = end);
  return {
    hub,
    storage,
    connections,
    sent,
    keepTalking,
    open,
    openTabs,
    close: () => Promise.all(chats.map((chat) => chat.close())),
  };
}
const textOf = (chat: Chat, id: string): string =>
  chat
    .message(id)
    ?.get()
    .parts.map((part) => ('text' in part ? part.text : ''))
    .join('') ?? '';
const leads = ({ tabs }: { tabs: Tabs }) => tabs.leads();

describe('a chat in many tabs', () => {
  it('streams to all of them; an answer whose leader is gone ends there, and a later one is heard', async () => {
    const { hub, openTabs, close } = setUp();
    const [a, b] = await openTabs(2);
    a.say({ type: 'message-started', id: 'm', author: 'bot' });
    a.say({ type: 'text-delta', id: 'm', delta: 'Half an ' });
    a.say({ type: 'text-delta', id: 'm', delta: 'answ' });
    await until(() => textOf(b.chat, 'm') === 'Half an answ', 'the words in the other tab');
    assert.equal(b.chat.busy.get(), true);
    const c = (await openTabs(1))[0];
    assert.equal(textOf(c.chat, 'm'), 'Half an answ');
    a.say({ type: 'text-delta', id: 'm', delta: 'er' });
    await until(() => textOf(c.chat, 'm') === 'Half an answer', 'what is said to a tab that came');

    hub.crash(a.tabs);
    await until(() => leads(b), 'another leads');
    for (const { chat } of [b, c]) {
      await until(() => chat.message('m')?.get().interrupted === true, 'it says that it was interrupted');
      await until(() => !chat.busy.get(), 'nobody waits for the rest');
    }
    b.say({ type: 'message-started', id: 'n', author: 'bot' });
    b.say({ type: 'text-delta', id: 'n', delta: 'Another' });
    b.say({ type: 'message-completed', id: 'n' });
    await until(() => textOf(c.chat, 'n') === 'Another', 'the next answer');
    await close();
  });

  it('asks for the greeting again, by the same id, when a page was gone before it came; and for no other', async () => {
    const { hub, storage, sent, keepTalking, openTabs, close } = setUp({ launch: true });
    keepTalking();
    const launches = () => sent.map(([, { type, id }]) => `${type} ${id}`);
    const [a] = await openTabs(1);
    await until(() => sent.length === 1, 'the launch');
    const launch = `launch ${a.chat.session.get().id}.launch`;
    while ((await storage.entries('test')).length === 0) await pause(5);
    hub.crash(a.tabs);
    keepTalking(Promise.resolve());
    const [b] = await openTabs(1);
    await until(() => sent.length === 2, 'another launch');
    assert.deepEqual(launches(), [launch, launch]);
    await until(() => !b.chat.busy.get(), 'the greeting');
    const isGreeted = async () => JSON.stringify(await storage.entries('test')).includes('"launched":true');
    while (!(await isGreeted())) await pause(5);
    hub.crash(b.tabs);
    const [c] = await openTabs(1);
    await c.chat.open();
    assert.deepEqual(launches(), [launch, launch]);
    await close();
  });

  it('shows no words that the page sent hidden to whoever takes them up', async () => {
    const { hub, storage, sent, keepTalking, openTabs, close } = setUp();
    const [a] = await openTabs(1);
    const hello = a.chat.send({ text: 'Hello' });
    await until(() => a.chat.message(hello)?.get().delivery === 'delivered', 'it arrived');
    keepTalking();
    const id = a.chat.send({ text: 'The visitor looks at shoes.', hidden: true });
    const isWritten = async () => (await storage.entries('test/command/')).length > 0;
    while (!(await isWritten())) await pause(5);
    hub.crash(a.tabs);
    keepTalking(Promise.resolve());
    const [b] = await openTabs(1);
    await until(() => sent.filter(([, command]) => command.id === id).length === 2, 'it is sent again');
    assert.deepEqual(b.chat.order.get(), [hello]);
    await close();
  });

  it('does not send again what a leader said to be delivered before it was gone', async () => {
    const { hub, sent, keepTalking, openTabs, close } = setUp();
    const [a, b] = await openTabs(2);
    keepTalking();
    const id = b.chat.send({ text: 'Tell me a story' });
    const asks = () => sent.filter(([, command]) => command.id === id).length;
    await until(() => asks() === 1, 'the leader sends it');
    a.say({ type: 'delivery-changed', id, delivery: 'delivered' });
    await until(() => b.chat.message(id)?.get().delivery === 'delivered', 'both know that it arrived');
    hub.crash(a.tabs);
    await until(() => leads(b), 'another leads');
    const next = b.chat.send({ text: 'Go on' });
    await until(() => sent.some(([, command]) => command.id === next), 'the next message goes out');
    assert.equal(asks(), 1);
    await close();
  });

  it('shows nothing again that was taken away while a tab heard nothing', async () => {
    const { hub, sent, openTabs, close } = setUp();
    const [a, b] = await openTabs(2);
    const taken = b.chat.send({ text: 'Taken back', hold: 60_000 });
    await until(() => a.chat.read(taken) !== undefined, 'it in the other tab');
    hub.freeze(a.tabs);
    await until(() => leads(b), 'another leads');
    b.chat.remove(taken);
    await until(() => !b.chat.read(taken), 'it is taken back');
    hub.thaw(a.tabs);
    await until(() => !a.chat.read(taken), 'it is gone where nobody could say so');
    const next = a.chat.send({ text: 'Next' });
    await until(() => b.chat.read(next)?.delivery === 'delivered', 'what was said next');
    for (const { chat } of [a, b]) assert.deepEqual(chat.order.get(), [next]);
    assert.deepEqual(
      sent.map(([, { id }]) => id),
      [next],
    );
    await close();
  });

  it('keeps to a restart that came before it was known what was kept', async () => {
    const { hub, sent, open, openTabs, close } = setUp();
    const [a] = await openTabs(1);
    const old = a.chat.send({ text: 'Old' });
    await until(() => a.chat.read(old)?.delivery === 'delivered', 'the old words');
    const before = a.chat.session.get().id;
    hub.crash(a.tabs);
    const b = open();
    b.chat.restart();
    const { id } = b.chat.session.get();
    const next = b.chat.send({ text: 'New' });
    await until(() => b.chat.read(next)?.delivery === 'delivered', 'the new words');
    assert.deepEqual(b.chat.order.get(), [next]);
    assert.deepEqual([b.chat.session.get().id === id, id === before], [true, false]);
    assert.deepEqual(
      sent.map(([, { type }]) => type),
      ['send-message', 'restart', 'send-message'],
    );
    await close();
  });

  it('goes on with what was done before a slow leader answered', async () => {
    const { hub, open, openTabs, close } = setUp();
    const [a] = await openTabs(1);
    const old = a.chat.send({ text: 'Old' });
    await until(() => a.chat.read(old)?.delivery === 'delivered', 'the old words');
    a.chat.draft.set('half a sentence');
    const b = open();
    await b.tabs.decided;
    hub.stall(a.tabs);
    await b.chat.ready;
    b.chat.draft.set('half a sentence, and its other half');
    hub.thaw(a.tabs);
    await until(() => a.chat.draft.get() === 'half a sentence, and its other half', 'it in the other tab');
    assert.equal(b.chat.draft.get(), a.chat.draft.get());

    const c = open();
    await c.tabs.decided;
    hub.stall(a.tabs);
    await c.chat.ready;
    c.chat.restart();
    const next = c.chat.send({ text: 'New' });
    const { id } = c.chat.session.get();
    hub.thaw(a.tabs);
    await until(() => a.chat.read(next)?.delivery === 'delivered', 'the new words');
    for (const { chat } of [a, c]) assert.deepEqual([chat.order.get(), chat.session.get().id], [[next], id]);
    await close();
  });

  it('takes up what was said last, though its bubble was lost, before what is said meanwhile', async () => {
    const { storage, sent, open, close } = setUp();
    const session = newSession(platform);
    const now = platform.now();
    await storage.set('test/session', { v: 1, session, lastActive: now, launched: false });
    const command = { type: 'send-message', id: 'early', text: 'First' };
    const record = { v: 1, command, sessionId: session.id, createdAt: now, attempts: 0, place: now };
    await storage.set('test/command/early', record);
    const { chat } = open();
    const id = chat.send({ text: 'Second' });
    await until(() => chat.message(id)?.get().delivery === 'delivered', 'both are sent');
    assert.deepEqual(chat.order.get(), ['early', id]);
    assert.deepEqual(
      sent.map(([, { id }]) => id),
      ['early', id],
    );
    await close();
  });

  it('does not send again what a leader was sending that is gone, though no record could be written', async () => {
    const full = { ...memoryStorage(), set: () => Promise.reject(new Error('Full.')) };
    const { hub, sent, keepTalking, openTabs, close } = setUp({ idempotent: false, storage: full });
    const [a, b] = await openTabs(2);
    keepTalking();
    const id = b.chat.send({ text: 'Tell me a story' });
    const asks = () => sent.filter(([, command]) => command.id === id).length;
    await until(() => asks() === 1, 'the leader sends it');
    keepTalking(Promise.resolve());
    hub.crash(a.tabs);
    const deliveryOf = () => b.chat.message(id)?.get().delivery;
    await until(() => deliveryOf() === 'failed', 'nobody knows whether it arrived');
    assert.equal(asks(), 1);
    b.chat.retry(id);
    await until(() => deliveryOf() === 'delivered', 'the visitor sends it again');
    assert.equal(asks(), 2);
    await close();
  });

  it('goes on in a tab in sight when the leader lost its connection in the background', async () => {
    const { hub, connections, sent, openTabs, close } = setUp();
    const [a, b] = await openTabs(2);
    a.say({ type: 'connection-changed', state: 'open' });
    hub.hide(a.tabs);
    hub.ask(b.tabs);
    await openTabs(1);
    assert.deepEqual([...connections.keys()], [a.tabs.id], 'no lead moves while the connection stands');

    a.say({ type: 'connection-changed', state: 'waiting' });
    await until(() => b.chat.state.get().connection === 'waiting', 'both know');
    hub.ask(b.tabs);
    await until(() => leads(b), 'the one in sight leads');
    await until(() => connections.has(b.tabs.id), 'it connects');
    b.say({ type: 'connection-changed', state: 'open' });
    await until(() => a.chat.state.get().connection === 'open', 'the other one knows');
    assert.deepEqual([leads(a), connections.has(a.tabs.id)], [false, false]);
    const id = a.chat.send({ text: 'Is anybody there?' });
    await until(() => a.chat.message(id)?.get().delivery === 'delivered', 'it is delivered');
    const [from] = sent.find(([, command]) => command.id === id) ?? [];
    assert.equal(from, b.tabs.id);
    await close();
  });

  it('stays with a leader in sight, connected or not', async () => {
    const { hub, openTabs, close } = setUp();
    const [a, b] = await openTabs(2);
    a.say({ type: 'connection-changed', state: 'waiting' });
    hub.ask(b.tabs);
    await openTabs(1);
    assert.deepEqual([leads(a), leads(b)], [true, false]);
    await close();
  });
});
