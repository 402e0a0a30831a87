import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowsOrigin, isOrigin, normalOrigin } from './origin.js';

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
    [['https://*.shop.example:8443'], 'https://a.shop.example:8443', true],
    [['https://*.shop.example:8443'], 'https://a.shop.example', false],
    [['https://*.bücher.example'], 'https://a.xn--bcher-kva.example', true],
    [['https://*.xn--bcher-kva.example'], 'https://a.bücher.example', true],
    [['HTTPS://*.EXAMPLE.com'], 'https://a.example.com', true],
    [['https://faß.example'], 'https://fass.example', false],
    [['https://аpple.example'], 'https://apple.example', false],
    [['https://xn--pple-43d.example'], 'https://аpple.example', true],
    [['https://a.example.com'], 'https://a。example.com', true],
    [['https://*.example.com'], 'https://.example.com', false],
    [['https://*.example.com'], 'https://a..example.com', false],
    [['https://*.example.com'], 'https://a.example.com.', false],
    [['https://*.example.com'], 'https://*.example.com', false],
    [['https://*.example.com'], 'https://evil.org#.example.com', false],
    [['https://*.example.com'], 'https://evil.org?.example.com', false],
    [['https://*.example.com'], 'https://evil.org/.example.com', false],
    [['https://*.example.com'], 'https://evil.org\\.example.com', false],
    [['https://*.example.com'], 'https://evil.org%2f.example.com', false],
    [['https://*.example.com'], 'https://evil.org:443.example.com', false],
    [['https://*.example.com'], 'https://evil.org\u0000.example.com', false],
    [['https://*.example.com'], 'https://*.example.com@evil.org', false],
    [['https://*.example.com'], 'null', false],
    [['https://a.example.com'], 'https://a.example.com:', false],
    [['https://a.example.com'], 'https://a.example.com:65536', false],
    [['https://a.example.com'], 'https://a.example.com:80', false],
    [['http://a.example.com'], 'http://a.example.com:80', true],
    [['https://a.example.com'], 'https://user:word@a.example.com', false],
    [['https://a.example.com'], 'https://a.example.com\t', false],
    [['https://a.example.com'], 'https://a.example.com;https://evil', false],
    [['https://a.example.com'], 'https:a.example.com', false],
    [['https://a.example.com'], '//a.example.com', false],
    [['https://a.example.com'], 'a.example.com', false],
    [['https://a.example.com'], 'NULL', false],
    [['https://a.example.com'], 'undefined', false],
    [['https://a.example.com'], 'wss://a.example.com', false],
    [['https://127.0.0.1'], 'https://0x7f.1', true],
    [['https://127.0.0.1'], 'https://127.0.0.1.evil.org', false],
    [['http://[::1]:8080'], 'http://[::1]:8080:', false],
    [['http://[::1]:8080'], 'http://::1:8080', false],
    [['file://'], 'file://', false],
    [['*'], 'https://a.example.com', false],
    [['https://*'], 'https://a.example.com', false],
    [['https://a.*.com'], 'https://a.example.com', false],
    [['https://a*.example.com'], 'https://ab.example.com', false],
    [['a.example.com'], 'https://a.example.com', true],
    [['a.example.com'], 'http://a.example.com', false],
    [['*.example.com'], 'https://a.example.com', true],
    [['*.example.com'], 'http://a.example.com', false],
    [['*.example.com'], 'https://example.com', false],
    [[''], 'https://a.example.com', false],
    [[''], '', false],
    [[], 'https://a.example.com', false],
    [[], 'null', false],
  ];
  for (const [list, header, allowed] of table)
    it(`${allowed ? 'lets in' : 'refuses'} “${header}” by ${JSON.stringify(list)}`, () =>
      assert.equal(allowsOrigin(list, header), allowed));

  it('is for callers that say where they are', () => {
    assert.equal(allowsOrigin(['https://a.example.com', 'null'], null), false);
  });

  it('knows what no page can be', () => {
    for (const header of ['https://a.example', 'https://a.example.', 'null', 'file://', 'app://-', 'http://[::1]:1'])
      assert.ok(isOrigin(header), header);
    for (const header of ['', 'https://a, https://b', 'https://a https://b', 'https://a/b', 'https://u@a', 'a', '*'])
      assert.ok(!isOrigin(header), header);
  });

  it('has one spelling for an origin', () =>
    assert.equal(normalOrigin('HTTPS://EXAMPLE.com:443'), 'https://example.com'));
});
