import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Message } from '../protocol/message.js';
import { saidWords } from './said-words.js';

const text = (words: string): Message['parts'][number] => ({ type: 'text', text: words });
const picture = { type: 'image', url: 'https://a.example/b.png' };
const said = (author: Message['author'], parts: Message['parts'], more: Partial<Message> = {}): Message => ({
  id: author,
  author,
  parts,
  delivery: 'delivered',
  streaming: false,
  ...more,
});

it('has the words of those who spoke, paragraph by paragraph', () => {
  const messages = [
    said('user', [text('Hi')]),
    said('bot', [text('Two'), picture, text('things')]),
    said('agent', [text('Here I am')]),
  ];
  assert.deepEqual(saidWords(messages), [
    { author: 'user', text: 'Hi' },
    { author: 'bot', text: 'Two\n\nthings' },
    { author: 'agent', text: 'Here I am' },
  ]);
});

it('has nothing of our own lines, of what is without words, and of what is still on its way', () => {
  const messages = [
    said('system', [text('A day went by')]),
    said('bot', [picture]),
    said('bot', [text('')]),
    said('user', [text('On its way')], { delivery: 'pending' }),
    said('user', [text('Lost')], { delivery: 'failed' }),
  ];
  assert.deepEqual(saidWords(messages), []);
});
