import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { isData } from './is-data.js';

const nested = (depth: number): object => (depth ? { a: [nested(depth - 1)] } : {});

describe('isData', () => {
  it('takes what JSON can say', () => {
    expect(isData({ type: 'card', title: 'a', items: [{ n: 1, yes: true, none: null, absent: undefined }] })).to.equal(
      true,
    );
  });
  it('refuses what a template would take for its own', () => {
    expect(isData({ title: JSON.parse('{"_$litDirective$":{},"values":["x"]}') as unknown })).to.equal(false);
    expect(isData({ items: [{ title: { _$litType$: 1, strings: ['<b>'], values: [] } }] })).to.equal(false);
    expect(isData({ title: html`<b></b>` })).to.equal(false);
  });
  it('does not run out of stack', () => {
    expect(isData(nested(3_000))).to.equal(true);
  });
});
