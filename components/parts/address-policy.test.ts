import { expect } from '@open-wc/testing';
import { resolveConfig } from '../../src/config/resolve.js';
import { addressPolicy } from './address-policy.js';

const policy = (settings: Readonly<Record<string, unknown>> = {}) =>
  addressPolicy(resolveConfig({ properties: settings }));
const links = (...allowedLinkHosts: readonly string[]) => policy({ allowedLinkHosts });
const images = (...allowedImageHosts: readonly string[]) => policy({ allowedImageHosts });
const say = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 90);
const inPage = (path: string) => new URL(path, document.baseURI).href;

const nowhere: readonly unknown[] = [
  'javascript:alert(1)', 'JAVASCRIPT:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'java\tscript:alert(1)', '\u0000javascript:alert(1)',
  'java\u200bscript:alert(1)', 'javascript://a.example/%0aalert(1)', 'vbscript:x', 'data:text/html,x', 'data:image/png;base64,AAAA', 'blob:https://a.example/1',
  'file:///etc/passwd', 'ftp://a.example/', 'ws://a.example/', 'sms:123', 'about:blank', 'intent://x', 'view-source:https://a.example/',
  'https://', 'https:///', 'https://[::1', 'https://a b/', 'https://a%00b/', null, undefined, 7, {}, [], '',
]; // prettier-ignore

const relative = ['rooms', '/rooms', './rooms', '../rooms', '?q=1', '#top', '/a:b', '//elsewhere.example/x', '\\\\elsewhere.example\\x', '/\\elsewhere.example/x', '\t/rooms']; // prettier-ignore

describe('an address that may become a link', () => {
  for (const raw of [...nowhere, ...relative])
    it(`is not ${say(raw)}`, () => expect(policy().link(raw)).to.equal(undefined));

  const spelled: Readonly<Record<string, string>> = {
    'https://a.example': 'https://a.example/',
    'http://A.example:80/': 'http://a.example/',
    'https:\\\\a.example\\b': 'https://a.example/b',
    'https:a.example': 'https://a.example/',
    'ht\ntps://a.ex\tample/': 'https://a.example/',
    'https://user:pass@a.example/': 'https://a.example/',
    'https://bank.example@evil.example/': 'https://evil.example/',
    'https://bank.example\\@evil.example/': 'https://bank.example/@evil.example/',
    'https://bank.example%2f@evil.example/': 'https://evil.example/',
    'https://bücher.example/': 'https://xn--bcher-kva.example/',
    'https://а.example/': 'https://xn--80a.example/',
    'https://a\u202e.example/': 'https://a.example/',
    'https://[::1]:8080/': 'https://[::1]:8080/',
    'mailto:a@b.example': 'mailto:a@b.example',
    'tel:+15550100': 'tel:+15550100',
  };
  for (const [raw, href] of Object.entries(spelled))
    it(`is ${href} for ${say(raw)}`, () => expect(policy().link(raw)).to.equal(href));
});

describe('the hosts that links may lead to', () => {
  const table: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
    ['*', ['https://a.example/', 'http://b.example:81/'], []],
    ['example.com', ['https://example.com/', 'http://example.com:8080/', 'https://EXAMPLE.com/x'], ['https://www.example.com/', 'https://evilexample.com/', 'https://example.com.evil.org/', 'https://example.com./', 'https://example.co/', 'https://evil.org/example.com', 'https://example.com@evil.org/', 'https://evil.org#example.com', 'https://evil.org?example.com']],
    ['*.example.com', ['https://a.example.com/', 'https://a.b.example.com/'], ['https://example.com/', 'https://evilexample.com/', 'https://a.example.com.evil.org/', 'https://.example.com@evil.org/']],
    ['example.com:8443', ['https://example.com:8443/'], ['https://example.com/', 'https://example.com:8444/']],
    ['example.com:443', ['https://example.com/', 'https://example.com:443/'], ['http://example.com/', 'https://example.com:8443/']],
    ['*.example.com:8443', ['https://a.example.com:8443/'], ['https://a.example.com/', 'https://example.com:8443/']],
    ['https://example.com', ['https://example.com/', 'https://example.com:8443/'], ['http://example.com/']],
    ['https://example.com/path?x#y', ['https://example.com/'], ['https://www.example.com/']],
    [' Example.COM ', ['https://example.com/'], []],
    ['bücher.example', ['https://bücher.example/', 'https://xn--bcher-kva.example/'], ['https://bucher.example/']],
    ['*.bücher.example', ['https://a.xn--bcher-kva.example/'], []],
    ['xn--80a.example', ['https://а.example/'], ['https://a.example/']],
    ['[::1]', ['http://[::1]/', 'http://[0:0::1]:81/'], ['http://127.0.0.1/']],
    ['127.0.0.1', ['http://127.0.0.1/', 'http://2130706433/'], ['http://127.0.0.2/']],
    ['*.', [], ['https://a.example/', 'https://a.example./']],
    ['.', [], ['https://a.example/']],
    ['*example.com', [], ['https://evilexample.com/', 'https://example.com/']],
    ['a.*.com', [], ['https://a.b.com/']],
    ['javascript:', [], ['https://a.example/']],
    ['http://[', [], ['https://a.example/']],
  ]; // prettier-ignore
  for (const [pattern, yes, no] of table) {
    for (const url of yes)
      it(`${say(pattern)} are those of ${url}`, () => expect(addressOf(pattern, url), url).to.equal(new URL(url).href));
    for (const url of no)
      it(`${say(pattern)} are not those of ${url}`, () => expect(addressOf(pattern, url)).to.equal(undefined));
  }
  // As a page gives it: an entry with blanks around it would be read as an empty one.
  const addressOf = (pattern: string, url: string) => links(pattern).link(url);

  it('say nothing about mail and phone', () => {
    const { link } = links('a.example');
    expect([link('mailto:x@b.example'), link('tel:1')]).to.deep.equal(['mailto:x@b.example', 'tel:1']);
  });
  it('are none with an empty list', () => expect(links().link('https://a.example/')).to.equal(undefined));
});

describe('a list of hosts that cannot be read', () => {
  const said: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    said.length = 0;
    console.warn = (line: string) => said.push(line);
  });
  afterEach(() => (console.warn = warn));

  for (const raw of ['["elsewhere.example"', { 'elsewhere.example': true }, 7, ['*.'], ['a.*.example'], [['*']], [{}]])
    it(`allows nothing outside the page where it is ${say(raw)}`, () => {
      const { link, media } = policy({ allowedLinkHosts: raw, allowedImageHosts: raw });
      for (const url of ['https://elsewhere.example/', 'https://a.b.example/']) {
        expect(link(url), url).to.equal(undefined);
        expect(media(url)?.allowed, url).to.equal(false);
      }
      expect(media(inPage('/a.png'))?.allowed).to.equal(true);
      expect(link('rooms')).to.equal(undefined);
    });

  it('keeps the entries that can be, and names each that cannot, once', () => {
    for (let round = 1; round <= 2; round++) {
      const { link } = links('good.example', 'once.*.example', 'bad host');
      expect(link('https://good.example/')).to.equal('https://good.example/');
      for (const url of ['https://once.a.example/', 'https://bad/', 'https://host/', 'https://evil.example/'])
        expect(link(url), url).to.equal(undefined);
    }
    expect(said).to.have.length(2);
    expect(said[0]).to.match(/^\[chat-widget\] bad-setting: .*“allowed-link-hosts”.*“once\.\*\.example”/);
    expect(said[1]).to.contain('“bad host”');
  });
});

describe('a relative address', () => {
  const own = links(location.host);

  it('is the page’s own where the page named itself', () => {
    for (const raw of ['rooms', '/rooms', '../rooms', '?q=1', '#top']) expect(own.link(raw), raw).to.equal(inPage(raw));
  });
  it('is not one of another host, however it is written', () => {
    for (const raw of ['//elsewhere.example/x', '\\\\elsewhere.example\\x', '/\\elsewhere.example/x', '///elsewhere.example/x', '/\t/elsewhere.example/x'])
      expect(own.link(raw), raw).to.equal(undefined);
  }); // prettier-ignore
  it('is nothing where all hosts are named, but not the page', () => {
    for (const raw of relative) expect(links('*').link(raw), raw).to.equal(undefined);
    for (const raw of relative) expect(links('other.example').link(raw), raw).to.equal(undefined);
  });
  it('is never of a dangerous scheme', () => {
    for (const raw of nowhere.slice(0, 18)) expect(own.link(raw), say(raw)).to.equal(undefined);
  });
});

describe('the address of a picture, sound or film', () => {
  const pixel = 'data:image/png;base64,iVBORw0KGgo=';

  for (const type of ['png', 'jpeg', 'gif', 'webp'])
    it(`may be a small inline ${type}`, () => {
      const raw = `data:image/${type};base64,AAAA`;
      expect(policy().media(raw)).to.deep.equal({ url: raw, host: '', allowed: true });
      expect(policy().picture(raw)).to.equal(raw);
    });
  it('may be as large as 256 KB, and no larger', () => {
    const bytes = (size: number) => `data:image/png;base64,${'A'.repeat(Math.ceil(size / 3) * 4)}`;
    expect(policy().media(bytes(256 * 1024))?.allowed).to.equal(true);
    expect(policy().media(bytes(257 * 1024))).to.equal(undefined);
  });
  for (const raw of [
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:image/svg+xml,<svg/>',
    'data:text/html;base64,AAAA',
    'data:image/png,raw',
    'data:image/png;charset=utf-8;base64,AAAA',
    'data:image/avif;base64,AAAA',
    'data:image/png;base64,<svg onload=x>',
    'data:image/png;base64,AA"A',
    'data:,',
    ` ${pixel}`,
    'data:audio/mpeg;base64,AAAA',
    ...nowhere.filter((each) => each !== 'data:image/png;base64,AAAA'),
    ...relative,
    'mailto:a@b.example',
    'tel:1',
  ])
    // prettier-ignore
    it(`is not ${say(raw)}`, () => expect(policy().media(raw)).to.equal(undefined));

  it('may be what this page has in its own memory, and no other page', () => {
    expect(policy().media(`blob:${location.origin}/1-2`)?.allowed).to.equal(true);
    for (const raw of ['blob:https://a.example/1', `blob:${location.origin}.evil.example/1`, `blob:${location.origin}`, 'blob:null/1'])
      expect(policy().media(raw), raw).to.equal(undefined);
  }); // prettier-ignore

  it('is fetched at once from the page’s own host and from the backend’s', () => {
    const { media } = policy({ url: 'https://bot.example/stentor' });
    expect(media(inPage('/a.png'))?.allowed).to.equal(true);
    expect(media('https://bot.example/a.png')?.allowed).to.equal(true);
    expect(media('https://sub.bot.example/a.png')?.allowed).to.equal(false);
    expect(policy({ url: 'wss://bot.example:81/ws' }).media('https://bot.example:81/a.png')?.allowed).to.equal(true);
    expect(policy({ url: '/stentor' }).media(inPage('/a.png'))?.allowed).to.equal(true);
  });

  it('waits for the visitor at every other host, and names it', () => {
    expect(policy().media('https://user:pass@a.example:81/b.png')).to.deep.equal({
      url: 'https://a.example:81/b.png',
      host: 'a.example:81',
      allowed: false,
    });
    expect(policy().picture('https://a.example/b.png')).to.equal(undefined);
  });

  it('is fetched at once from the hosts of a list', () => {
    const { media, picture } = images('a.example', '*.b.example');
    for (const url of ['https://a.example/x', 'https://c.b.example/x']) expect(picture(url)).to.equal(url);
    for (const url of ['https://b.example/x', 'https://evila.example/x', 'https://a.example.evil.org/x'])
      expect(media(url)?.allowed, url).to.equal(false);
    expect(images('*').media('https://anything.example/x')?.allowed).to.equal(true);
  });

  it('may be relative where links may', () =>
    expect(links(location.host).media('a.png')).to.deep.include({ url: inPage('a.png'), allowed: true }));
});

describe('a page with a base elsewhere', () => {
  const base = document.createElement('base');
  before(() => {
    base.href = 'https://files.example/folder/';
    document.head.append(base);
  });
  after(() => base.remove());

  it('keeps its own host and memory', () => {
    const { media } = policy({ heading: 'with a base' });
    expect(media(`${location.origin}/a.png`)?.allowed).to.equal(true);
    expect(media(`blob:${location.origin}/1`)?.allowed).to.equal(true);
    expect(media('blob:https://files.example/1')).to.equal(undefined);
  });
  it('has its relative links there, where it named that host', () => {
    expect(links('files.example').link('rooms')).to.equal('https://files.example/folder/rooms');
    expect(links(location.host).link('rooms')).to.equal(undefined);
  });
});
