import { expect } from '@open-wc/testing';
import { honest } from './honest.js';

describe('honest', () => {
  it('cleans what a part and all in it are called', () => {
    const part = {
      type: 'list',
      title: 'a\u202eb',
      items: [{ title: '\u200bc', action: { type: 'select', label: 'd\u2066', token: 't\u202e' } }, { title: 'e' }],
    };
    const clean = honest(part);
    expect(clean).to.deep.equal({
      type: 'list',
      title: 'ab',
      items: [{ title: 'c', action: { type: 'select', label: 'd', token: 't\u202e' } }, { title: 'e' }],
    });
    expect(clean.items[1]).to.equal(part.items[1]);
    expect(honest(part), 'the same again').to.equal(clean);
  });
  it('leaves what it says, and what is clean, as it is', () => {
    const text = { type: 'text', text: 'a\u202eb' };
    expect(honest(text)).to.equal(text);
    const form = { type: 'form', title: 'x', steps: [{ fields: [{ name: 'a\u200b' }] }] };
    expect(honest(form)).to.equal(form);
  });
  it('has an end', () => {
    const { title, items } = honest({
      title: 'x'.repeat(1_000_000),
      items: Array.from({ length: 10_000 }, () => ({ title: 'a' })),
    });
    expect(title).to.have.length(4001);
    expect(items).to.have.length(200);
  });
  it('takes no harm from own keys with odd names', () => {
    const part = JSON.parse('{"title":"a\u202eb","__proto__":{"polluted":true}}') as {
      title: string;
      polluted?: boolean;
    };
    expect(honest(part).title).to.equal('ab');
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
  });
});
