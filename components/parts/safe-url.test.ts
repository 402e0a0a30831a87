import { expect } from '@open-wc/testing';
import { safeUrl, withoutDeceit } from './safe-url.js';

const refused: readonly unknown[] = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', '\u0001javascript:alert(1)', 'java\nscript:alert(1)',
  'java\tscript:alert(1)', 'java\u200bscript:alert(1)', 'javascript\u202e:alert(1)', 'javascript:https://a.example', 'vbscript:x',
  'data:text/html,<script>1</script>', 'DATA:text/html;base64,PHN2Zz4=', 'data:image/svg+xml,<svg/>', 'blob:https://a.example/1',
  'filesystem:https://a.example/x', 'file:///etc/passwd', 'ftp://a.example', 'ws://a.example', 'view-source:https://a.example',
  'about:blank', 'chrome://settings', 'intent://x#Intent;end', 'x-apple:1', 'feed:javascript:alert(1)', 'jar:https://a.example!/',
  '/relative', 'relative', '../up', '//a.example', '\\\\a.example', '?q', '#hash', '', ' ', 'https://', 'http:///', 'https://[bad',
  'https://a b.example', 'javascript&colon;alert(1)', '&#106;avascript:alert(1)', '%6aavascript:alert(1)', null, undefined, 1, {},
]; // prettier-ignore

const allowed: Readonly<Record<string, string>> = {
  'https://a.example': 'https://a.example/',
  '  HTTPS://A.example/x  ': 'https://a.example/x',
  'http://a.example:8080/x?y=1#z': 'http://a.example:8080/x?y=1#z',
  'https://user:secret@a.example/': 'https://a.example/',
  'https://bank.example@evil.example/': 'https://evil.example/',
  'https:\\\\a.example\\x': 'https://a.example/x',
  'https://a.example/\u202egpj.exe': 'https://a.example/gpj.exe',
  'https://b\u00fccher.example': 'https://xn--bcher-kva.example/',
  'https://\u0430pple.example': 'https://xn--pple-43d.example/',
  'mailto:a@b.example?subject=Hi': 'mailto:a@b.example?subject=Hi',
  'tel:+49 30 123': 'tel:+49 30 123',
};

describe('safeUrl', () => {
  for (const url of refused) it(`refuses ${JSON.stringify(url)}`, () => expect(safeUrl(url)).to.equal(undefined));
  for (const [url, safe] of Object.entries(allowed))
    it(`spells ${JSON.stringify(url)}`, () => expect(safeUrl(url)).to.equal(safe));
});

describe('withoutDeceit', () => {
  it('takes away what turns, hides or climbs', () => {
    expect(withoutDeceit('invoice\u202efdp.exe')).to.equal('invoicefdp.exe');
    expect(withoutDeceit('\u2066a\u2069\u200b\ufeff\u0000\u3164\u2028b')).to.equal('ab');
    expect(withoutDeceit(`a${'\u0301'.repeat(50)}`)).to.equal(`a${'\u0301'.repeat(4)}`);
  });
  it('leaves what writing needs', () => {
    for (const word of ['می\u200cخواهم', 'क्\u200dष', '👩\u200d🚒', 'Wohl\u00adstand', 'Tiếng Việt', 'שָׁלוֹם', 'a\nb\tc'])
      expect(withoutDeceit(word)).to.equal(word);
  });
  it('says nothing for what is no text', () => {
    for (const value of [undefined, null, 1, {}, [], { replace: 'x' }]) expect(withoutDeceit(value)).to.equal('');
  });
});
