import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowsOrigin, normalOrigin } from './origin.js';

describe('an origin list', () => {
  const table: readonly (readonly [list: readonly string[], header: string, allowed: boolean])[] = [
    [['https://a.example.com'], 'https://a.example.com', true],
    [['https://a.example.com'], 'https://a.example.com:443', true],
    [['https://a.example.com:443'], 'https://a.example.com', true],
    [['https://a.example.com'], 'https://a.example.com:8443', false],
    [['https://a.example.com:8443'], 'https://a.example.com:8443', true],
    [['https://a.example.com'], 'http://a.example.com', false],
    [['https://a.example.com'], 'https://A.EXAMPLE.com', true],
    [['https://a.example.com'], 'https://a.example.com.', false],
    [['https://bücher.example'], 'https://xn--bcher-kva.example', true],
    [['https://xn--bcher-kva.example'], 'https://bücher.example', true],
    [['https://example.com'], 'https://evil-example.com', false],
    [['https://example.com'], 'https://example.com.evil.org', false],
    [['https://*.example.com'], 'https://a.example.com', true],
    [['https://*.example.com'], 'https://a.b.example.com', true],
    [['https://*.example.com'], 'https://example.com', false],
    [['https://*.example.com'], 'https://evilexample.com', false],
    [['https://*.example.com'], 'https://a.example.com.evil.org', false],
    [['https://*.example.com'], 'http://a.example.com', false],
    [['https://*.example.com'], 'https://a.example.com:8443', false],
    [['https://a.example.com'], 'null', false],
    [['https://a.example.com', 'null'], 'null', true],
    [['https://a.example.com'], 'file://', false],
    [['https://a.example.com'], 'chrome-extension://x', false],
    [['chrome-extension://x'], 'chrome-extension://x', true],
    [['https://a.example.com'], '', false],
    [['https://a.example.com'], 'https://a.example.com, https://evil', false],
    [['https://a.example.com'], 'https://a.example.com https://evil', false],
    [['https://a.example.com'], 'https://a.example.com/path', false],
    [['https://a.example.com'], 'https://a.example.com/', false],
    [['https://a.example.com'], 'https://user@a.example.com', false],
    [['https://a.example.com'], 'https://a.example.com ', false],
    [['https://a.example.com'], ' https://a.example.com', false],
    [['https://a.example.com'], 'https:\\\\a.example.com', false],
    [['http://[::1]:8080'], 'http://[::1]:8080', true],
    [['http://[::1]:8080'], 'http://[0:0:0:0:0:0:0:1]:8080', true],
    [['http://[::1]:8080'], 'http://[::1]', false],
    [[], 'https://a.example.com', false],
  ];
  for (const [list, header, allowed] of table)
    it(`${allowed ? 'lets in' : 'refuses'} “${header}” by ${JSON.stringify(list)}`, () =>
      assert.equal(allowsOrigin(list, header), allowed));

  it('has one spelling for an origin', () =>
    assert.equal(normalOrigin('HTTPS://EXAMPLE.com:443'), 'https://example.com'));
});
