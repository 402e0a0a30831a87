import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { createStore } from '../../../src/core/store.js';
import type { Message } from '../../../src/protocol/message.js';
import { waitUntil } from '../../../test/wait-until.js';
import { staged } from '../../foundation/fakes/stage.js';
import type { ChatMessage } from '../message/message.js';
import '../message/message.js';
import { clearHighlight, highlight } from './highlight.js';

/** Draws an answer, and what is painted in it. */
async function draw() {
  const store = createStore<Message>({
    id: 'm1',
    author: 'bot',
    name: 'Garden',
    createdAt: 0,
    parts: [{ type: 'text', text: 'Breakfast is at **sev**en in the [garden](https://a.example), Café *number* two.' }],
    delivery: 'delivered',
    streaming: false,
  });
  const { element, all } = await staged<ChatMessage>(html`<chat-message first .store=${store}></chat-message>`);
  await waitUntil(() => all('em').length === 1);
  let ranges: readonly Range[] = [];
  const paint = (next: readonly Range[]): void => void (ranges = next);
  return { element, paint, painted: () => ranges.map(String) };
}
const ownPaint = (): readonly string[] => [...(CSS.highlights.get('chat-search') ?? [])].map(String);

describe('words that are found', () => {
  const rows: readonly (readonly [words: string, found: readonly string[]])[] = [
    ['breakfast', ['Breakfast']],
    ['  SEVEN ', ['seven']],
    ['the garden', ['the garden']],
    ['garden', ['garden']],
    ['cafe number two', ['Café number two']],
    ['e', ['e', 'e', 'e', 'e', 'e', 'é', 'e']],
    ['supper', []],
    ['', []],
  ];
  for (const [words, found] of rows)
    it(`are painted where they stand, in whatever elements, and nothing beside them: “${words}”`, async () => {
      const { element, paint, painted } = await draw();
      highlight(element, words, paint);
      expect(painted()).to.deep.equal(found);
      clearHighlight(element, paint);
      expect(painted()).to.deep.equal([]);
    });

  it('are told by a line around the message where the browser cannot paint them', async () => {
    const { element, paint } = await draw();
    expect(getComputedStyle(element).outlineStyle).to.equal('none');
    highlight(element, 'seven', paint);
    expect(getComputedStyle(element).outlineStyle).to.equal('solid');
    clearHighlight(element, paint);
    expect(getComputedStyle(element).outlineStyle).to.equal('none');
  });

  if ('highlights' in CSS)
    it('are painted by the browser where it can, those of one message at a time', async () => {
      const [one, other] = [await draw(), await draw()];
      highlight(one.element, 'seven');
      expect(ownPaint()).to.deep.equal(['seven']);
      clearHighlight(one.element);
      highlight(other.element, 'two');
      expect(ownPaint()).to.deep.equal(['two']);
      clearHighlight(other.element);
      expect(ownPaint()).to.deep.equal([]);
    });
});
