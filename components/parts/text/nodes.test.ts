import { expect } from '@open-wc/testing';
import { Marked } from 'marked';
import { renderMarkdown } from './markdown.js';
import { nodesOf } from './nodes.js';
import { samples } from './samples.test-data.js';
import { loadSanitiser, sanitiser } from './sanitiser.js';

const marked = new Marked({ gfm: true });
const pen = () => ({ html: [] as string[], formulas: 9 });
/** Spaces between blocks are the serialiser's; those inside words are not. */
const shape = (fragment: DocumentFragment): string => {
  const box = document.createElement('div');
  box.append(fragment);
  return box.innerHTML.replace(/\s*\n\s*/g, '');
};
const markdown = [
  ...samples.filter((sample) => !sample.includes('\\[')),
  '- [x] done\n- [ ] open\n\n  more',
  '3. three\n4. four',
  '| a | b |\n|:-:|--:|\n| 1 | **2** |',
  'a &amp; b &lt;i&gt; &#65; &#x42; &quot;c&quot; \\* \\<b>',
  '[link *em*](https://a.example/?x=1&y=2 "a & b") ![pic *x*](https://a.example/p.png "t")',
  '[x](https://a.example/?a=1&amp;b=2) [\u00fc](https://a.example/\u00fc?%20 "&quot;")',
  'a &#0; b &#x80; &#65 &#xD800; &#99999999; `&#65;` [x](https://a.example/?&#65;b "&#66;") &copy &copy_ &;',
  '<https://a.example> www.a.example a@b.example `a & <b>` `&amp;`',
  '    indented & <code>\n\n> quote\n> # head\n\n---\nx  \ny\\\nz ~~gone~~',
  'a <b>c</b> &rarr; *d*\n\n<div>\n\n- x <i>y</i>\n\n</div>',
  '&rarr; there ![&rarr;](/x) [x](/a "&rarr;")',
  '<kbd>a &lt; *b*</kbd> <br> | <u>x</u>\n\n| <i>a</i> | b |\n|--|--|\n| 1 | <b>2</b> |',
  '[bad](javascript:alert(1)) [worse](%zz) [ref]\n\n[ref]: https://a.example/&amp;x',
];

describe('nodes made of markdown alone', () => {
  before(loadSanitiser);

  for (const source of markdown)
    it(`are what the sanitiser makes of the same words: ${JSON.stringify(source.slice(0, 40))}`, () =>
      expect(shape(renderMarkdown(source))).to.equal(
        shape(sanitiser().sanitise(marked.parse(source, { async: false }))),
      ));

  for (const source of ['a <b>c</b>', '<div>x</div>', '<pre>&rarr; a', '- <i>x</i>'])
    it(`leave HTML to the sanitiser: ${source}`, () => {
      const held = pen();
      const nodes = nodesOf(marked.lexer(source), held);
      expect(held.html.join('')).to.match(/<\w+>/);
      expect(nodes.querySelector('b, i, div, pre') === null).to.equal(true);
    });
  it('keep a comment of the author from standing for HTML', () => {
    const fragment = renderMarkdown('x<!--0--> a <b>c</b><!--1-->');
    expect(shape(fragment)).to.equal('<p>x a <b>c</b></p>');
  });

  it('never reach a prototype for a kind that does not exist', () =>
    expect(nodesOf([{ type: 'constructor', raw: 'raw' }], pen()).textContent).to.equal('raw'));

  it('load nothing before they are shown', () => {
    const nodes = nodesOf(marked.lexer('![x](https://foreign.example/x.png)'), pen());
    expect(nodes.ownerDocument === document).to.equal(false);
    expect(nodes.ownerDocument.defaultView === null).to.equal(true);
  });
});
