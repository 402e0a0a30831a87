import { expect } from '@open-wc/testing';
import { Marked } from 'marked';
import { renderMarkdown } from './markdown.js';
import { plainNodes } from './nodes.js';
import { samples } from './samples.test-data.js';
import { loadSanitiser, sanitised } from './sanitiser.js';

const marked = new Marked({ gfm: true });
const first = (source: string) => plainNodes(marked.lexer(source)[0] ?? { type: 'none', raw: '' });
/** Spaces between blocks are the serialiser's; those inside words are not. */
const shape = (fragment: DocumentFragment): string => {
  const box = document.createElement('div');
  box.append(fragment);
  return box.innerHTML.replace(/\s*\n\s*/g, '');
};
const markdown = [
  ...samples,
  '- [x] done\n- [ ] open\n\n  more',
  '3. three\n4. four',
  '| a | b |\n|:-:|--:|\n| 1 | **2** |',
  'a &amp; b &lt;i&gt; &#65; &#x42; &quot;c&quot; \\* \\<b>',
  '[link *em*](https://a.example/?x=1&y=2 "a & b") ![pic *x*](https://a.example/p.png "t")',
  '[x](https://a.example/?a=1&amp;b=2) [\u00fc](https://a.example/\u00fc?%20 "&quot;")',
  'a &#0; b &#x80; &#65 &#xD800; &#99999999; `&#65;` [x](https://a.example/?&#65;b "&#66;") &copy &copy_ &;',
  '<https://a.example> www.a.example a@b.example `a & <b>` `&amp;`',
  '    indented & <code>\n\n> quote\n> # head\n\n---\nx  \ny\\\nz ~~gone~~',
  '[bad](javascript:alert(1)) [worse](%zz) [ref]\n\n[ref]: https://a.example/&amp;x',
];

describe('nodes made of markdown alone', () => {
  before(loadSanitiser);

  for (const source of markdown)
    it(`are what the sanitiser makes of the same words: ${JSON.stringify(source.slice(0, 40))}`, () =>
      expect(shape(renderMarkdown(source))).to.equal(shape(sanitised(marked.parse(source, { async: false })))));

  for (const source of ['a <b>c</b>', '<div>x</div>', '&rarr; there', '![&rarr;](x)', '[x](/a "&rarr;")'])
    it(`leave HTML and rare references to the sanitiser: ${source}`, () =>
      expect(first(source) === undefined).to.equal(true));

  it('never reach a prototype for a kind that does not exist', () =>
    expect(plainNodes({ type: 'constructor', raw: '' }) === undefined).to.equal(true));

  it('load nothing before they are shown', () => {
    const [paragraph] = first('![x](https://foreign.example/x.png)') ?? [];
    expect(paragraph?.ownerDocument === document).to.equal(false);
    expect(paragraph?.ownerDocument?.defaultView === null).to.equal(true);
  });
});
