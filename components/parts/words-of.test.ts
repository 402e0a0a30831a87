import { expect } from '@open-wc/testing';
import { wordsOf } from './words-of.js';

describe('the words of a part', () => {
  it('are what can be read, in reading order, and no addresses or tokens', () => {
    const words = wordsOf({
      type: 'card',
      actions: [{ type: 'link', label: 'Book', url: 'https://a.example/secret' }],
      image: { url: 'https://a.example/p.png', alt: 'A bed' },
      description: 'Two guests',
      title: 'Garden room',
      action: { type: 'select', label: 'Garden room', token: 'token-1' },
    });
    expect(words).to.equal('Garden room\nTwo guests\nA bed\nGarden room\nBook');
  });

  it('say nothing twice in a row', () => {
    expect(wordsOf({ title: 'Tea', items: [{ label: 'Tea' }, { label: 'Coffee' }] })).to.equal('Tea\nCoffee');
  });

  it('are none for what has none, however odd', () => {
    for (const odd of [undefined, null, 1, true, {}, [], { title: '  ' }, Object.create({ title: 'inherited' })])
      expect(wordsOf(odd)).to.equal('');
  });

  it('end where nesting is no content any more', () => {
    let deep: unknown = { title: 'bottom' };
    for (let depth = 0; depth < 10_000; depth++) deep = { items: [deep] };
    expect(wordsOf(deep)).to.equal('');
  });
});
