import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatCommand } from '../../src/protocol/commands.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import { ChatError } from '../../src/protocol/errors.js';
import { createMemoryBot } from './memory-bot.js';
import { chunksOf } from './words.js';

const bot = createMemoryBot({ pace: 0, now: () => 7 });
const message = (text: string): ChatCommand => ({ type: 'send-message', id: 'm', text });

async function hear(command: ChatCommand, signal = new AbortController().signal): Promise<readonly ChatEvent[]> {
  const events: ChatEvent[] = [];
  await bot(command, (event) => events.push(event), signal);
  return events;
}

describe('the bot in a page', () => {
  it('streams word by word, and begins and ends the message', async () => {
    const events = await hear(message('good morning'));
    assert.deepEqual(events[0], { type: 'message-started', id: 'm.reply', author: 'bot', createdAt: 7 });
    assert.deepEqual(events.at(-1), { type: 'message-completed', id: 'm.reply' });
    const deltas = events.flatMap((event) => (event.type === 'text-delta' ? [event.delta] : []));
    assert.ok(deltas.length > 3);
    assert.equal(deltas.join(''), 'You said:\n\n> good morning');
  });

  it('adds parts, suggestions and questions before the end', async () => {
    const types = async (text: string) => (await hear(message(text))).map(({ type }) => type).slice(-2);
    assert.deepEqual(await types('show carousel'), ['part-added', 'message-completed']);
    assert.deepEqual(await types('suggestions'), ['message-updated', 'message-completed']);
    assert.deepEqual(await types('permission email'), ['permission-requested', 'message-completed']);
    assert.deepEqual(await types('handoff'), ['handoff-changed', 'message-completed']);
    assert.deepEqual(await types('no reprompt'), ['conversation-ended', 'message-completed']);
  });

  it('thinks before it speaks, counts in place, and calls when it has said so', async () => {
    const thought = await hear(message('think'));
    const to = thought.flatMap((event) => (event.type === 'text-delta' ? [event.to ?? 'text'] : []));
    assert.equal(to.lastIndexOf('reasoning') < to.indexOf('text') && to[0] === 'reasoning', true);
    const steps = (await hear(message('steps'))).flatMap((event) => (event.type === 'part-added' ? [event.part] : []));
    assert.equal(new Set(steps.map((part) => 'id' in part && part.id)).size, 1);
    const called = (await hear(message('call getTitle,getTime {"a": 1}'))).slice(-2);
    assert.deepEqual(called[0], {
      type: 'tool-called',
      call: { id: 'm.call.0', name: 'getTitle', input: { a: 1 }, messageId: 'm.reply' },
    });
    assert.equal(called[1]?.type, 'tool-called');
    assert.equal(
      (await hear(message('call me {bad'))).some(({ type }) => type === 'tool-called'),
      false,
    );
  });

  it('lets people come and go', async () => {
    const types = async (text: string) => (await hear(message(text))).map(({ type }) => type);
    assert.deepEqual(await types('join Ann'), ['party-changed', 'handoff-changed']);
    assert.deepEqual(await types('leave'), ['party-changed', 'handoff-changed']);
    assert.equal((await types('queue')).filter((type) => type === 'queue-changed').length, 4);
  });

  it('puts into words what it cannot show', async () => {
    const words = async (text: string) =>
      (await hear(message(text))).map((event) => (event.type === 'text-delta' ? event.delta : '')).join('');
    assert.equal(await words('ssml'), 'We are open all day & all night.');
  });

  it('says nothing when it has nothing to say', async () => assert.deepEqual(await hear(message('empty')), []));

  it('breaks with an error that says how', async () => {
    await assert.rejects(hear(message('fail 503')), (error) => ChatError.is(error) && error.status === 503);
  });

  it('stops when it is told to, and closes the message it had begun', async () => {
    const stop = new AbortController();
    const events: ChatEvent[] = [];
    const talking = bot(
      message('long 4'),
      (event) => {
        events.push(event);
        if (events.length === 5) stop.abort();
      },
      stop.signal,
    );
    await assert.rejects(talking, { name: 'AbortError' });
    assert.equal(events.length, 6);
    assert.equal(events.at(-1)?.type, 'message-completed');
  });

  it('does not begin at all once it was stopped', async () => {
    await assert.rejects(hear(message('hello'), AbortSignal.abort()), { name: 'AbortError' });
    await assert.rejects(hear(message('slow'), AbortSignal.abort()), { name: 'AbortError' });
  });

  it('loses no character between chunks', () => {
    const text = '  one\n\n- two  three ';
    assert.equal(chunksOf(text).join(''), text);
  });
});
