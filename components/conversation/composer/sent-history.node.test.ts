import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../../src/protocol/message.js';
import { createSentHistory, ownWords } from './sent-history.js';

const message = (author: Message['author'], text: string): Message => ({
  id: text,
  author,
  parts: [{ type: 'text', text }],
  delivery: 'delivered',
  streaming: false,
});

describe('what the visitor said', () => {
  it('is theirs alone, and once where it was said twice in a row', () => {
    const said = [message('user', 'a'), message('bot', 'x'), message('user', 'b'), message('user', 'b')];
    assert.deepEqual(ownWords(said), ['a', 'b']);
  });

  it('is walked back to its beginning and forward to the draft', () => {
    const history = createSentHistory(() => ['one', 'two']);
    assert.equal(history.step(1, 'draft'), undefined);
    assert.equal(history.step(-1, 'draft'), 'two');
    assert.equal(history.shows('two'), true);
    assert.equal(history.step(-1, 'two'), 'one');
    assert.equal(history.step(-1, 'one'), undefined);
    assert.equal(history.step(1, 'one'), 'two');
    assert.equal(history.step(1, 'two'), 'draft');
    assert.equal(history.step(1, 'draft'), undefined);
  });

  it('loses nothing that was changed on the way', () => {
    const history = createSentHistory(() => ['one', 'two']);
    history.step(-1, 'draft');
    assert.equal(history.step(-1, 'two, changed'), 'one');
    assert.equal(history.step(1, 'one'), 'two, changed');
    assert.equal(history.step(1, 'two, changed'), 'draft');
  });

  it('is nothing where nothing was said, and begins at the end again after a message went', () => {
    assert.equal(createSentHistory(() => []).step(-1, 'draft'), undefined);
    let none: readonly string[] = [];
    const early = createSentHistory(() => none);
    assert.equal(early.step(-1, ''), undefined);
    none = ['one'];
    assert.equal(early.step(-1, ''), 'one', 'who pressed the key too early finds it later');
    let said = ['one'];
    const history = createSentHistory(() => said);
    history.step(-1, '');
    said = ['one', 'two'];
    history.leave();
    assert.equal(history.step(-1, ''), 'two');
  });
});
