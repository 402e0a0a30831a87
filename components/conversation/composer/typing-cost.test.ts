import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { Message } from '../../../src/protocol/message.js';
import { nextFrame } from '../../foundation/frame.js';
import { deep, press, settled, staged } from '../../foundation/fakes/stage.js';
import { ChatMessageList } from '../message-list/message-list.js';
import './composer.js';

const KEYS = 20;
const past: readonly Message[] = Array.from({ length: 1_000 }, (_, index) => ({
  id: `m${index}`,
  author: index % 2 ? 'bot' : 'user',
  parts: [{ type: 'text', text: `words ${index}` }],
  delivery: 'delivered',
  streaming: false,
}));

describe('a key in the composer', () => {
  it('draws the composer once and nothing else, with a thousand messages and while an answer grows', async () => {
    const { chat, element } = await staged(html`
      <div><chat-message-list></chat-message-list><chat-composer></chat-composer></div>
    `);
    const one = <E extends Element>(selector: string): E => deep<E>(element, selector)[0] as E;
    chat.receive({ type: 'history-added', messages: past });
    chat.receive({ type: 'message-started', id: 'answer', author: 'bot' });
    await settled();
    const drawn = { list: 0, composer: 0 };
    const count = (name: keyof typeof drawn, element: Element): void => {
      const host = element as unknown as { performUpdate: () => void };
      const performUpdate = host.performUpdate.bind(element);
      host.performUpdate = () => {
        drawn[name] += 1;
        performUpdate();
      };
    };
    const list = one('chat-message-list');
    expect(list).to.be.instanceOf(ChatMessageList);
    count('list', list);
    count('composer', one('chat-composer'));
    await waitUntil(() => deep(element, '.gap').length > 0, 'the window over a long conversation');
    // A busy machine has time for the words later than for the frames.
    await waitUntil(() => deep(element, '.gap > *').every((each) => each.textContent), 'all words are written');
    // What is near the view comes block by block, and what is far goes: the list rests when that is done.
    for (let resting = 0, seen = 0; resting < 20; resting = drawn.list === seen ? resting + 1 : 0) {
      seen = drawn.list;
      await nextFrame();
    }
    const box = one<HTMLTextAreaElement>('textarea');
    press(box, 'ArrowUp');
    await waitUntil(() => box.hasAttribute('aria-autocomplete'), 'what comes with the first key');
    await settled();
    Object.assign(drawn, { list: 0, composer: 0 });
    for (let key = 1; key <= KEYS; key++) {
      chat.receive({ type: 'text-delta', id: 'answer', delta: 'word ' });
      box.value = 'x'.repeat(key);
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settled();
    }
    // One of what came before may be late.
    expect(drawn.composer).to.be.within(KEYS, KEYS + 2);
    // What it still puts off until there is time is not for the keys.
    expect(drawn.list).to.be.lessThan(KEYS / 4);
    expect(chat.draft.get()).to.equal('x'.repeat(KEYS));
  });
});
