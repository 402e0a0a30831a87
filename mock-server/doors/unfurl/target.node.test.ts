import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, refused } from './addresses.test-data.js';
import { Refused, targetOf } from './target.js';

describe('an address to look at', () => {
  it('has a table that is long enough', () => assert.ok(new Set(refused).size >= 80, `${refused.length}`));

  for (const address of refused)
    it(`is not ${JSON.stringify(address.slice(0, 80))}`, () => assert.throws(() => targetOf(address), Refused));
  for (const [address, href] of Object.entries(accepted))
    it(`may be ${address}`, () => assert.equal(targetOf(address).href, href));

  it('is checked as strictly where a redirect leads', () => {
    const base = new URL('https://site.org/a/b');
    assert.equal(targetOf('../c', [], base).href, 'https://site.org/c');
    assert.equal(targetOf('//other.org/', [], base).href, 'https://other.org/');
    assert.equal(targetOf('/x', [], new URL('http://8.8.8.8/')).href, 'http://8.8.8.8/x');
    for (const location of ['//localhost/', '//127.1/', 'http:\\\\10.0.0.1', 'file:///etc/passwd', '//0x7f.1/', 'javascript:1'])
      assert.throws(() => targetOf(location, [], base), Refused, location); // prettier-ignore
  });

  it('may be on a host that the owner named, and on no other port or scheme of it', () => {
    const hosts = ['127.0.0.1:4000', 'intranet'];
    assert.equal(targetOf('http://127.0.0.1:4000/x', hosts).host, '127.0.0.1:4000');
    assert.equal(targetOf('http://intranet:81/', hosts).host, 'intranet:81');
    for (const address of ['http://127.0.0.1:4001/', 'http://127.0.0.1/', 'ftp://intranet/', 'http://u@intranet/'])
      assert.throws(() => targetOf(address, hosts), Refused, address);
  });
});
