import { expect } from '@open-wc/testing';
import { addressOf } from './address.js';

const http = ['http:', 'https:'];

describe('addressOf', () => {
  it('leaves an address as it is', () => {
    const url = 'https://lex.example/bot/studio?appId=1';
    expect(addressOf({ url }, http).href).to.equal(url);
  });

  it('counts a relative one from the page', () => {
    expect(addressOf({ url: '/stentor' }, http).href).to.equal(`${location.origin}/stentor`);
  });

  it('fills in path and query', () => {
    const address = addressOf(
      { url: 'https://a.example/{org}/{other}?x=1', pathParams: { org: 'a/b' }, queryParams: { y: 'c d' } },
      http,
    );
    expect(address.pathname).to.equal('/a%2Fb/%7Bother%7D');
    expect(address.search).to.equal('?x=1&y=c+d');
  });

  it('fills in the path of one that was made whole before', () => {
    const { href } = new URL('/{room}/chat?{room}', 'https://a.example');
    expect(addressOf({ url: href, pathParams: { room: '7' } }, http).href).to.equal('https://a.example/7/chat?7');
  });

  for (const url of ['', 'http://', 'javascript:alert(1)', 'ws://a.example', 'data:,x']) {
    it(`refuses ${JSON.stringify(url)}`, () => {
      expect(() => addressOf({ url }, http))
        .to.throw()
        .with.property('code', 'bad-config');
    });
  }
});
