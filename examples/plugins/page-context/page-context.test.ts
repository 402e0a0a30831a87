import { expect } from '@open-wc/testing';
import type { Chat, Outgoing } from 'chat-widget/parts';
import { pageContext } from './page-context.js';

const page = {
  title: 'Rooms',
  location: { href: 'https://northwind.example/rooms?token=secret#part' },
  getSelection: () => ({ toString: () => ' the sea room ' }) as Selection,
};

/** As much of a chat as the plugin uses. */
function amended(options: Parameters<typeof pageContext>[0], outgoing: Outgoing = { text: 'hi' }) {
  let change: (outgoing: Outgoing) => Outgoing = (same) => same;
  let on = true;
  const chat: Pick<Chat, 'amend'> = {
    amend(next) {
      change = next;
      return () => (on = false);
    },
  };
  const dispose = pageContext(options).setup?.(chat as Chat);
  return { meta: change(outgoing).meta, text: change(outgoing).text, dispose, isOn: () => on };
}

describe('the page-context plugin', () => {
  it('says where the visitor is, without what may be secret', () => {
    const { meta, text } = amended({ page });
    expect(meta).to.deep.equal({ page: { title: 'Rooms', url: 'https://northwind.example/rooms' } });
    expect(text).to.equal('hi');
  });
  it('says what is marked only where the page wants that', () =>
    expect(amended({ page, selection: true }).meta).to.deep.equal({
      page: { title: 'Rooms', url: 'https://northwind.example/rooms', selection: 'the sea room' },
    }));
  it('leaves alone what the page itself says', () => {
    const meta = { page: 'mine', more: 1 };
    expect(amended({ page }, { text: 'hi', meta }).meta).to.deep.equal(meta);
  });
  it('reads this page by itself', () =>
    expect(amended({}).meta).to.have.nested.property('page.url', location.origin + location.pathname));
  it('ends with the conversation', () => {
    const { dispose, isOn } = amended({ page });
    dispose?.();
    expect(isOn()).to.equal(false);
  });
});
