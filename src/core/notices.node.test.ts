import assert from 'node:assert/strict';
import { defaultPlatform } from '../platform/platform.js';
import { describe, it } from 'node:test';
import { until } from '../../test/until.js';
import type { ChatEvent } from '../protocol/events.js';
import { createChat, type Chat } from './chat.js';
import { newSession } from './new-session.js';
import { countUnread } from './unread.js';

const quiet = {
  ...defaultPlatform,
  now: () => 7,
  newId: () => crypto.randomUUID(),
  warn: () => undefined,
};
const chatOf = (): Chat =>
  createChat({
    transport: { open: async () => undefined, send: async () => undefined, close: async () => undefined },
    session: newSession(quiet),
    platform: quiet,
  });
/** No backend speaks before there is a line to it. */
async function hear(chat: Chat, ...events: readonly ChatEvent[]): Promise<void> {
  await chat.ready;
  for (const event of events) chat.receive(event);
}
/**
 * A chat that has what makes the lines: from then on they come at once. Its code is fetched with the first of them, and
 * nobody can tell from outside when it came, but by a line.
 */
async function knowing(): Promise<Chat> {
  const chat = chatOf();
  await chat.ready;
  chat.receive(party('Nobody', true));
  await until(() => lines(chat).length > 0, 'what the lines are made of');
  chat.restart();
  return chat;
}
const lines = (chat: Chat): readonly string[] =>
  chat
    .messages()
    .flatMap(({ parts }) => parts)
    .map((part) => {
      if (part.type !== 'notice' || !('event' in part)) return part.type;
      const { event, name, position } = part;
      return [event, name, position].filter((word) => word !== undefined).join(' ');
    });
const party = (name: string, present: boolean, author: 'agent' | 'bot' = 'agent'): ChatEvent => ({
  type: 'party-changed',
  party: { id: name, author, name },
  present,
});
const handoff = (to: 'none' | 'requested' | 'active'): ChatEvent => ({ type: 'handoff-changed', handoff: to });
const queue = (position?: number): ChatEvent => ({
  type: 'queue-changed',
  ...(position === undefined ? {} : { position }),
});
const gap: ChatEvent = { type: 'continuity-lost', cause: 'gap' };
const word = (id: string): ChatEvent => ({
  type: 'message-added',
  message: { id, author: 'bot', parts: [{ type: 'text', text: 'x' }], delivery: 'delivered', streaming: false },
});

const stories: Readonly<Record<string, readonly [readonly ChatEvent[], readonly string[]]>> = {
  'who comes and goes': [
    [party('Mara', true), word('1'), party('Mara', false)],
    ['joined Mara', 'text', 'left Mara'],
  ],
  'nothing twice, however often it is told': [
    [party('Mara', true), party('Mara', true), party('Mara', true), handoff('active'), handoff('active')],
    ['joined Mara'],
  ],
  'nothing of a bot': [[party('Bot', true, 'bot'), party('Bot', false, 'bot')], []],
  'nothing of somebody who goes and never came': [[party('Mara', false)], []],
  'nothing of a page that was reloaded': [
    [party('Mara', true), party('Mara', false), party('Mara', true)],
    ['joined Mara'],
  ],
  'of a return after something was said': [
    [party('Mara', true), party('Mara', false), word('1'), party('Mara', true)],
    ['joined Mara', 'left Mara', 'text', 'joined Mara'],
  ],
  'two persons apart': [
    [party('Mara', true), party('Ann', true), party('Mara', false)],
    ['joined Mara', 'joined Ann', 'left Mara'],
  ],
  'that a person was asked for, came without a name, and gave back': [
    [handoff('requested'), handoff('active'), handoff('none')],
    ['handoff', 'joined', 'handback'],
  ],
  'nothing of a hand-off that is not': [[handoff('none')], []],
  'the place in line on one line': [
    [queue(2), queue(2), queue(1), word('1'), queue(0)],
    ['queue 1', 'text'],
  ],
  'the line no more when it is over': [[queue(2), queue(1), queue(), queue()], []],
  'the line no more when a person has come, and a new one after that': [
    [queue(1), handoff('active'), handoff('none'), queue(3)],
    ['joined', 'handback', 'queue 4'],
  ],
  'that something may be missing, once in a place': [
    [gap, word('1'), gap, gap, word('2'), gap],
    ['text', 'gap', 'text', 'gap'],
  ],
  'the line anew when it begins anew': [
    [queue(2), queue(), word('1'), queue(4)],
    ['text', 'queue 5'],
  ],
};

describe('a conversation tells', () => {
  for (const [what, [events, told]] of Object.entries(stories))
    it(what, async () => {
      const chat = await knowing();
      await hear(chat, ...events);
      assert.deepEqual(lines(chat), told);
    });

  it('what happened before what was said in the same moment', async () => {
    const chat = chatOf();
    await chat.ready;
    for (const event of [word('1'), party('Mara', true), word('2'), party('Mara', false), word('3')])
      chat.receive(event);
    await hear(chat, party('Mara', true), word('4'));
    await until(() => lines(chat).length > 6, 'all of it');
    assert.deepEqual(lines(chat), ['text', 'joined Mara', 'text', 'left Mara', 'text', 'joined Mara', 'text']);
  });

  it('who came before the first word', async () => {
    const chat = chatOf();
    await chat.ready;
    for (const event of [party('Mara', true), word('1')]) chat.receive(event);
    await hear(chat, word('2'));
    await until(() => lines(chat).length > 2, 'all of it');
    assert.deepEqual(lines(chat), ['joined Mara', 'text', 'text']);
  });

  it('at once as soon as it knows how', async () => {
    const chat = await knowing();
    await hear(chat, word('1'), party('Mara', true));
    chat.receive(party('Mara', false));
    chat.receive(word('2'));
    assert.deepEqual(lines(chat), ['text', 'joined Mara', 'left Mara', 'text']);
  });

  it('nothing of who was gone for a moment, in one moment', async () => {
    const chat = chatOf();
    await chat.ready;
    for (const event of [
      word('1'),
      party('Mara', true),
      word('2'),
      party('Mara', false),
      party('Mara', true),
      word('3'),
    ])
      chat.receive(event);
    await until(() => lines(chat).length > 3, 'what the lines are made of');
    await hear(chat, queue());
    assert.deepEqual(lines(chat), ['text', 'joined Mara', 'text', 'text']);
  });

  it('all anew after a restart', async () => {
    const chat = await knowing();
    await hear(chat, party('Mara', true));
    chat.restart();
    await hear(chat, party('Mara', true));
    assert.deepEqual(lines(chat), ['joined Mara']);
  });

  it('nothing of a conversation that is gone', async () => {
    const chat = chatOf();
    chat.receive(party('Mara', true));
    chat.restart();
    await hear(chat, party('Ann', true));
    await until(() => lines(chat).length > 0, 'the line of the new conversation');
    assert.deepEqual(lines(chat), ['joined Ann']);
  });

  it('without disturbing what is awaited', async () => {
    const chat = await knowing();
    chat.receive({ type: 'suggestions-changed', suggestions: [{ type: 'reply', label: 'Yes' }] });
    chat.receive({ type: 'typing-changed', party: { id: 'Ann', author: 'agent' }, typing: true });
    const unread = countUnread(chat);
    await hear(chat, party('Mara', true));
    assert.deepEqual(lines(chat), ['joined Mara']);
    const { suggestions, typing } = chat.state.get();
    assert.equal(suggestions.length, 1);
    assert.equal(typing.length, 1);
    assert.equal(unread.count.get(), 0);
  });
});
