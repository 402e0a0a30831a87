import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../protocol/message.js';
import type { Part } from '../protocol/part.js';
import { createConversation } from './conversation.js';

const said = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  author: 'bot',
  parts: [{ type: 'text', text: `words of ${id}` }],
  delivery: 'delivered',
  streaming: false,
  ...more,
});
const page = (from: number, count: number): readonly Message[] =>
  Array.from({ length: count }, (_, index) => said(`m${from + index}`));
/** What was said in one go has been told to whoever watches. */
const told = () => Promise.resolve();

describe('a conversation with a past', () => {
  it('takes fifty thousand messages in one go, and tells of them once', async () => {
    const { receive, order, messages } = createConversation();
    const heard: (readonly string[])[] = [];
    order.subscribe((ids) => heard.push(ids));
    receive({ type: 'history-added', messages: page(0, 50_000) });
    assert.equal(order.get().length, 50_000);
    await told();
    assert.deepEqual(
      heard.map(({ length }) => length),
      [50_000],
    );
    assert.equal(messages().at(-1)?.id, 'm49999');
  });

  it('takes it page by page, the newest first, before what is said meanwhile', () => {
    const { receive, order } = createConversation();
    receive({ type: 'history-added', messages: page(20, 2) });
    receive({ type: 'message-added', message: said('now', { author: 'user' }) });
    receive({ type: 'history-added', messages: page(10, 2) });
    assert.deepEqual(order.get(), ['m10', 'm11', 'm20', 'm21', 'now']);
  });

  it('knows each message once: the later word about it counts, and it stands where the history has it', () => {
    const { receive, order, read } = createConversation();
    receive({ type: 'message-added', message: said('m1') });
    receive({ type: 'message-added', message: said('own', { author: 'user' }) });
    receive({ type: 'history-added', messages: [said('m0'), said('m1', { name: 'Ada' }), said('m1')] });
    assert.deepEqual(order.get(), ['m0', 'm1', 'own']);
    assert.equal(read('m1')?.name, undefined);
  });

  it('keeps what it knows before what a storage knows, which may have lost the beginning', () => {
    const { receive, load, order } = createConversation();
    for (const id of ['a', 'b', 'c', 'd', 'e']) receive({ type: 'message-added', message: said(id) });
    load([said('x'), said('c'), said('d')]);
    assert.deepEqual(order.get(), ['x', 'a', 'b', 'c', 'd', 'e']);
    load([said('d'), said('c')]);
    assert.deepEqual(order.get(), ['d', 'x', 'a', 'b', 'c', 'e']);
  });

  it('does not take back what was delivered, whoever tells of an earlier state', () => {
    const { receive, load, read, pending } = createConversation();
    const own = said('own', { author: 'user' });
    receive({ type: 'message-added', message: own });
    for (const delivery of ['pending', 'failed'] as const) load([{ ...own, delivery }]);
    assert.equal(read('own')?.delivery, 'delivered');
    load([said('other', { author: 'user', delivery: 'pending' })]);
    load([said('other', { author: 'user' })]);
    assert.equal(read('other')?.delivery, 'delivered');
    assert.deepEqual(pending(), []);
  });

  it('tells of many messages that come one by one in the same moment once, and has them at once', async () => {
    const { receive, order } = createConversation();
    let heard = 0;
    order.subscribe(() => heard++);
    for (const message of page(0, 200)) receive({ type: 'message-added', message });
    assert.equal(order.get().length, 200);
    assert.equal(order.get(), order.get());
    await told();
    assert.equal(heard, 1);
    receive({ type: 'text-delta', id: 'm0', delta: '…' });
    receive({ type: 'message-removed', id: 'nobody' });
    await told();
    assert.equal(heard, 1);
  });

  it('wakes only who watches the message that a word belongs to', () => {
    const { receive, message } = createConversation();
    receive({ type: 'history-added', messages: [said('a', { streaming: true }), said('b')] });
    const woken: string[] = [];
    for (const id of ['a', 'b']) message(id)?.subscribe(() => woken.push(id));
    receive({ type: 'text-delta', id: 'a', delta: ' and more' });
    assert.deepEqual(woken, ['a']);
    assert.equal(message('a'), message('a'));
  });

  it('wakes nobody with what they know, and a listener that comes while it wakes with the next word', () => {
    const { receive, load, read, message } = createConversation();
    receive({ type: 'message-added', message: said('a') });
    let woken = 0;
    let undo = (): void => undefined;
    function listener(): void {
      woken++;
      undo();
      undo = message('a')?.subscribe(listener) ?? undo;
    }
    listener();
    load([read('a') ?? said('a')]);
    assert.equal(woken, 1);
    receive({ type: 'message-updated', id: 'a', patch: { name: 'Ann' } });
    assert.equal(woken, 2);
  });

  it('keeps nothing for messages that nobody watches any more, and misses nothing of what is watched again', () => {
    const { receive, message } = createConversation();
    receive({ type: 'history-added', messages: [said('a')] });
    const view = message('a');
    const other = message('a');
    assert.ok(view && other);
    const name = (text: string) => receive({ type: 'message-updated', id: 'a', patch: { name: text } });
    const heard: string[] = [];
    const hear = (who: string) => (next: Message) => heard.push(`${who} ${next.name}`);
    const leave = view.subscribe(hear('first'));
    assert.equal(message('a'), view);
    const leaveToo = other.subscribe(hear('second'));
    name('Ada');
    leave();
    name('Bo');
    assert.deepEqual(heard, ['first Ada', 'second Ada', 'second Bo']);
    assert.deepEqual([view.get().name, other.get().name], ['Bo', 'Bo']);
    leaveToo();
    assert.notEqual(message('a'), view);
    name('Cy');
    assert.equal(view.get().name, 'Cy');
    view.subscribe(hear('again'));
    assert.equal(message('a'), view);
    name('Di');
    assert.deepEqual([heard.at(-1), view.get().name], ['again Di', 'Di']);
    receive({ type: 'message-removed', id: 'a' });
    assert.equal(view.get().name, 'Di');
    assert.equal(message('a'), undefined);
    receive({ type: 'message-added', message: said('a', { name: 'Eve' }) });
    assert.equal(heard.at(-1), 'again Di');
  });

  it('takes for a part only what is one, and for words only what is words', () => {
    const { receive, read } = createConversation();
    const odd = JSON.parse('{"type":"text","text":{"toString":"x","valueOf":"y"}}') as Part;
    const nothing = JSON.parse('null') as Part;
    receive({ type: 'message-started', id: 'a', author: 'bot' });
    for (const part of [nothing, odd]) receive({ type: 'part-added', id: 'a', part });
    receive({ type: 'text-delta', id: 'a', delta: 'Hello' });
    assert.deepEqual(read('a')?.parts, [odd, { type: 'text', text: 'Hello' }]);
    receive({ type: 'message-updated', id: 'a', patch: { parts: [nothing, odd] } });
    assert.deepEqual(read('a')?.parts, [odd]);
  });

  it('knows what the visitor said and nobody has confirmed', () => {
    const { receive, pending } = createConversation();
    receive({ type: 'history-added', messages: page(0, 3) });
    for (const id of ['x', 'y', 'z'])
      receive({ type: 'message-added', message: said(id, { author: 'user', delivery: 'pending' }) });
    receive({ type: 'delivery-changed', id: 'x', delivery: 'delivered' });
    receive({ type: 'message-removed', id: 'y' });
    assert.deepEqual(
      pending().map(({ id }) => id),
      ['z'],
    );
  });
});
