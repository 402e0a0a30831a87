import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { createStore } from '../../../src/core/store.js';
import type { Message } from '../../../src/protocol/message.js';
import { staged } from '../../foundation/fakes/stage.js';
import type { ChatMessage } from './message.js';
import './message.js';

async function isLarge(text: string): Promise<boolean> {
  const store = createStore<Message>({
    id: 'm1',
    author: 'user',
    parts: [{ type: 'text', text }],
    delivery: 'delivered',
    streaming: false,
  });
  const { element } = await staged<ChatMessage>(html`<chat-message .store=${store}></chat-message>`);
  return element.hasAttribute('emoji');
}

/** What is shown large, and what as all words are. */
const table: Readonly<Record<string, readonly string[]>> = {
  large: ['👍', '👍👍', ' 🎉 🎊 ', '👍🏽', '❤️', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇩🇪', '🇩🇪🇫🇷', '👩🏽‍🚀\n🚀', '1️⃣', '#️⃣ *️⃣', '2⃣', '🎉 3️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  plain: [
    ...['', ' ', '1', '42', '#', '*', '1️', '1️⃣2', '# 👍', '12 👍', '👍 1', 'ok 👍', '👍 ok', '!', 'é', '\u200d'],
    ...['👍'.repeat(200), '👍'.repeat(50_000) + 'x', '👍'.repeat(11) + 'x'],
  ],
};

describe('a message of a few emoji', () => {
  for (const [how, texts] of Object.entries(table))
    for (const text of texts)
      it(`is ${how}: ${JSON.stringify(text.slice(0, 12))}, ${text.length}`, async () => {
        expect(await isLarge(text)).to.equal(how === 'large');
      });
});
