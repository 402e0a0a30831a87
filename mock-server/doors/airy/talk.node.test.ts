import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createBackend } from '../../backend.js';
import { talkIn } from './talk.js';

it('airy: a conversation that goes on for ever keeps its newest five hundred messages', async () => {
  const room = await createBackend().conversations.join('airy', 'c-1');
  const talk = talkIn(room);
  for (let count = 1; count <= 600; count += 1) await room.utter({ author: 'bot', answer: { text: `word ${count}` } });
  assert.equal(talk.messages.length, 500);
  assert.deepEqual(
    [talk.messages[0], talk.messages.at(-1)].map((message) => Reflect.get(message?.content ?? {}, 'text')),
    ['word 101', 'word 600'],
  );
});
