import { expect } from '@open-wc/testing';
import { originAllowed } from './origin.js';

const wide = 'https://*.example.com';
const one = 'https://a.example.com';
const table: readonly [list: string[], origin: string, allowed: boolean][] = [
  [[], 'https://anything.example', true],
  [[], 'null', true],
  [[one], 'https://a.example.com', true],
  [[one], 'https://a.example.com:443', true],
  [[one], 'https://a.example.com:8443', false],
  [['https://a.example.com:8443'], 'https://a.example.com:8443', true],
  [[one], 'http://a.example.com', false],
  [[one], 'https://A.EXAMPLE.com', true],
  [['https://A.example.com/'], 'https://a.example.com', true],
  [[one], 'https://a.example.com.', false],
  [['https://bücher.example'], 'https://xn--bcher-kva.example', true],
  [[wide], 'https://a.example.com', true],
  [[wide], 'https://a.b.example.com', true],
  [[wide], 'https://example.com', false],
  [[wide], 'https://evil-example.com', false],
  [[wide], 'https://evilexample.com', false],
  [[wide], 'https://example.com.evil.org', false],
  [[wide], 'http://a.example.com', false],
  [[wide], 'https://a.example.com:8443', false],
  [['https://*.example.com:8443'], 'https://a.example.com:8443', true],
  [['https://*'], 'https://a.example.com', false],
  [[one], 'null', false],
  [['null'], 'null', true],
  [[one], 'file://', false],
  [[one], 'chrome-extension://x', false],
  [[one], '', false],
  [[one], 'https://a.example.com, https://evil.example', false],
  [[one], 'https://a.example.com/path', false],
  [[one], 'https://user@a.example.com', false],
  [['http://[::1]:3000'], 'http://[::1]:3000', true],
  [[one], 'https://a.example.com ', false],
  [['nonsense', one], 'https://a.example.com', true],
];

describe('the list of origins', () => {
  for (const [list, origin, allowed] of table)
    it(`${allowed ? 'lets' : 'does not let'} “${origin}” in by ${JSON.stringify(list)}`, () => {
      expect(originAllowed(list, origin)).to.equal(allowed);
    });
});
