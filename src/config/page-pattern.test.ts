import { expect } from '@open-wc/testing';
import { fitsPage, isPagePattern } from './page-pattern.js';

const rows: readonly [pattern: string, page: string, fits: boolean][] = [
  ['/', 'https://shop.example/', true],
  ['/', 'https://shop.example/pricing', false],
  ['/pricing', 'https://shop.example/pricing', true],
  ['/pricing', 'https://shop.example/pricing/', true],
  ['/pricing/', 'https://shop.example/pricing', true],
  ['/pricing', 'https://shop.example/pricing?plan=a#top', true],
  ['/pricing', 'https://shop.example/pricing/team', false],
  ['/pricing*', 'https://shop.example/pricing/team', true],
  ['/pricing/*', 'https://shop.example/pricing', true],
  ['/pricing*', 'https://shop.example/en/pricing', false],
  ['*/pricing*', 'https://shop.example/en/pricing', true],
  ['/*/help/*.html', 'https://shop.example/en/help/a/b.html', true],
  ['/*/help/*.html', 'https://shop.example/en/help/a/b.htm', false],
  ['/a*a', 'https://shop.example/a', false],
  ['/a*a', 'https://shop.example/aa', true],
  ['/*', 'https://shop.example/', true],
  ['*', 'https://shop.example/anything', true],
  ['shop.example', 'https://shop.example/', true],
  ['shop.example/*', 'https://shop.example/pricing', true],
  ['shop.example/*', 'https://other.example/shop.example/x', false],
  ['*.example/pricing', 'https://www.shop.example/pricing', true],
  ['https://shop.example/*', 'https://shop.example/pricing', true],
  ['http://shop.example/*', 'https://shop.example/pricing', false],
  ['https://shop.example/*', 'https://shop.example:8443/pricing', false],
  ['/search?q=*', 'https://shop.example/search?q=rooms', true],
  ['/search?q=*', 'https://shop.example/search', false],
  ['/search', 'https://shop.example/search?q=rooms', true],
  // As it is written by people, and as addresses write it.
  ['/über*', 'https://shop.example/über-uns', true],
  ['/%C3%BCber*', 'https://shop.example/über-uns', true],
  ['/%c3%bcber*', 'https://shop.example/über-uns', true],
  ['/料金/*', 'https://shop.example/料金/団体', true],
  ['/über*', 'https://shop.example/uber-uns', false],
  ['/suche?q=Zürich*', 'https://shop.example/suche?q=Zürich+Nord', true],
  ['münchen.example/*', 'https://münchen.example/bad', true],
  ['*.münchen.example/*', 'https://www.münchen.example/bad', true],
  ['https://münchen.example:8443/größe', 'https://münchen.example:8443/größe', true],
  ['münchen.example', 'https://munchen.example/', false],
  ["/suche?q='ü'", "https://shop.example/suche?q='ü'", true],
  ["/l'été", "https://shop.example/l'été", true],
  ['/100%', 'https://shop.example/100%', true],
  ['/a%2Fb', 'https://shop.example/a%2Fb', true],
  ['/a%2Fb', 'https://shop.example/a/b', false],
  // Every sign but the star is itself.
  ['/a.c', 'https://shop.example/abc', false],
  ['/(a+)+$', 'https://shop.example/aaaa', false],
];

describe('a pattern of pages', () => {
  for (const [pattern, page, fits] of rows)
    it(`${pattern} ${fits ? 'means' : 'does not mean'} ${page}`, () => {
      expect(fitsPage(pattern, new URL(page))).to.equal(fits);
    });

  it('is a text without what no address has in it', () => {
    for (const raw of ['/a', '*', 'a.example/*', 'https://a.example/?b=c']) expect(isPagePattern(raw), raw).to.be.true;
    for (const raw of [
      '',
      ' ',
      '/a b',
      '^/a',
      '\\/a',
      '/a{2}',
      '/a|b',
      '/'.repeat(501),
      7,
      null,
      undefined,
      {},
      ['/a'],
    ])
      expect(isPagePattern(raw), String(raw)).to.be.false;
  });

  it('walks once, whatever is in it', () => {
    const page = { origin: '', host: '', pathname: `/${'a'.repeat(20_000)}`, search: '' };
    expect(fitsPage(`/${'*a'.repeat(200)}*b`, page)).to.be.false;
    expect(fitsPage(`/${'a*'.repeat(200)}`, page)).to.be.true;
  });
});
