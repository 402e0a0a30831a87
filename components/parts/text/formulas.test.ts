import { expect } from '@open-wc/testing';
import { renderMarkdown, type MathRules } from './markdown.js';
import { sceneOf } from './scene.test-data.js';
import { loadSanitiser } from './sanitiser.js';
import { MarkdownStream } from './stream.js';

const math: MathRules = { dollars: false, formulas: 200 };
const rendered = (source: string, rules: Partial<MathRules> = {}) => renderMarkdown(source, {}, { ...math, ...rules });
/** Inline formulas as `i:tex`, display ones as `d:tex`. */
const formulas = (root: ParentNode) =>
  [...root.querySelectorAll('chat-math')].map(
    (each) => `${each.hasAttribute('display') ? 'd' : 'i'}:${each.textContent}`,
  );
const drawn = (text: string, size = text.length, rules: Partial<MathRules> = {}) => {
  const root = document.createElement('div');
  const stream = new MarkdownStream(root, sceneOf({ math: { ...math, ...rules } }));
  for (let end = size; end < text.length; end += size) while (stream.draw(text.slice(0, end), true));
  while (stream.draw(text, false));
  return root;
};

const found: Readonly<Record<string, readonly string[]>> = {
  'a \\(x\\) b': ['i:x'],
  '\\[x\\]': ['d:x'],
  $$x$$: ['d:x'],
  'a $$x$$ b \\[ y \\]': ['d:x', 'd:y'],
  '\\[\na\n\n+ b\n\n---\n\\]': ['d:a\n\n+ b\n\n---'],
  'Text:\n$$\n# a\n> b\n$$\nmore': ['d:# a\n> b'],
  '\\[ a\n+ b \\]': ['d:a\n+ b'],
  '1. a\n   \\[\n   x\n   - y\n   \\]\n2. \\(b\\)': ['d:x\n- y', 'i:b'],
  '> $$\n> x\n> $$': ['d:x'],
  '# Of \\(a\\) and **\\(b\\)** [\\(c\\)](https://a.example)': ['i:a', 'i:b', 'i:c'],
  '| \\(a\\) | b |\n|---|---|\n| $$c$$ | d |': ['i:a', 'd:c'],
  '\\(a \\\\ (b) \\left( c \\right)\\)': ['i:a \\\\ (b) \\left( c \\right)'],
  '\\(\\text{a $b$ c}\\) $$\\$1 + x$$': ['i:\\text{a $b$ c}', 'd:\\$1 + x'],
  '\\(a\\)\\(b\\)$$c$$': ['i:a', 'i:b', 'd:c'],
  'a $$\nx\n$$\nb\n\n$$\ny\n$$': ['d:x', 'd:y'],
  'a \\(b $$\n\n$$\ny\n$$': ['d:y'],
  'unclosed \\( and then \\(x\\)': ['i:x'],
  // Money, and what only looks like a formula.
  'It costs $5 and $6, US$7, $$ or $$$.': [],
  '$5$ and $x$': [],
  '$$ $$ \\(\\) \\[ \\]': [],
  'unclosed \\(x': [],
  'unclosed $$x': [],
  '\\[x\n\ny\\]': [],
  '\\\\(x\\\\) \\\\[y\\\\]': [],
  // Code and addresses.
  '`\\(x\\)` ``$$x$$``': [],
  '`\\(` and `\\)`': [],
  '\\( and `\\)`': [],
  '```\n\\(x\\)\n$$y$$\n```': [],
  '    \\[x\\]': [],
  '$$\n```\n$$\n```': [],
  '[a](https://a.example/\\(x\\)) ![b](https://a.example/$$x$$)': [],
  '<https://a.example/$$x$$> https://a.example/$$y$$': [],
  '[a]: https://a.example/$$x$$\n\n[a]': [],
};

describe('formulas in markdown', () => {
  before(loadSanitiser);

  for (const [source, expected] of Object.entries(found))
    it(`are where they should be in ${JSON.stringify(source)}`, () => {
      expect(formulas(rendered(source))).to.deep.equal(expected);
      for (const size of [1, 2, 3, 4, 5, 6, 7]) expect(formulas(drawn(source, size))).to.deep.equal(expected);
    });

  it('leave emphasis to the words around them', () => {
    const root = drawn('**bold \\(a*b\\) words** and *soft $$x_1*y$$ words*, a_b \\(c_d\\) e_f');
    expect([...root.querySelectorAll('strong, em')].map(({ textContent }) => textContent)).to.deep.equal([
      'bold a*b words',
      'soft x_1*y words',
    ]);
  });
  it('stand between single dollars only where that is asked for', () => {
    const source = 'So $x^2$ is not $5 and $6, nor $ y $ nor `$z$` nor \\$a$; $$b$$ is.';
    expect(formulas(drawn(source, 3))).to.deep.equal(['d:b']);
    expect(formulas(drawn(source, 3, { dollars: true }))).to.deep.equal(['i:x^2', 'd:b']);
  });
  it('are plain source where formulas are off', () => {
    const root = drawn('a \\(x*y*z\\) b\n\n$$\n- z\n$$', 5, { formulas: 0 });
    expect(formulas(root)).to.deep.equal([]);
    expect(root.querySelector('em, ul')).to.equal(null);
    expect(root.textContent).to.equal('a \\(x*y*z\\) b$$\n- z\n$$');
  });
  it('are source beyond a number of them, and beyond a length', () => {
    for (const size of [7, 10_000]) {
      const root = drawn('\\(x\\) and **\\(y\\)**\n\n- \\(z\\)\n\n'.repeat(100), size);
      expect(formulas(root)).to.have.length(200);
      expect(root.textContent).to.match(/\\\(y\\\)\s*\\\(z\\\)\s*$/);
    }
    expect(formulas(rendered(`\\(${'x'.repeat(4096)}\\)`))).to.have.length(1);
    expect(formulas(rendered(`\\(${'x'.repeat(4097)}\\)`))).to.deep.equal([]);
  });
  it('pass by the sanitiser, which no author can make one of', () => {
    const root = drawn(
      'A <b>\\(x<y\\)</b> <chat-math>z</chat-math> <var class="m0">0</var>\n\n<div>\n\n$$w$$\n\n</div>',
    );
    expect(formulas(root)).to.deep.equal(['i:x<y', 'd:w']);
    expect(root.querySelector('b chat-math')?.textContent).to.equal('x<y');
    expect(root.textContent.replace(/\s+/g, ' ')).to.equal('A x<y z 0w');
    expect([...root.querySelectorAll('var')].map(({ outerHTML }) => outerHTML)).to.deep.equal(['<var>0</var>']);
  });
  it('hold nothing back for longer than a formula can be', () => {
    const root = document.createElement('div');
    const stream = new MarkdownStream(root, sceneOf());
    const text = `Words \\(${'so many words '.repeat(320)}`;
    stream.draw(text.slice(0, 400), true);
    expect(root.textContent).to.equal('Words ');
    while (stream.draw(text, true));
    expect(root.textContent).to.match(/^Words \(so many/);
  });
  it('show nothing of themselves before they are whole', () => {
    const text = 'a \\(x^2 + y\\) b $$\nz\n$$\n\nHere:\n\\[\n+ w\n\n- v\n\\]\n\n1. c\n   $$\n   - d\n   $$\n';
    const root = document.createElement('div');
    const stream = new MarkdownStream(root, sceneOf());
    for (let end = 1; end < text.length; end++) {
      while (stream.draw(text.slice(0, end), true));
      for (const each of root.querySelectorAll('chat-math')) each.remove();
      expect(root.textContent, text.slice(0, end)).to.not.match(/[\\$+^\-wvdxz]/);
      root.replaceChildren();
      stream.draw('', true);
    }
  });
  it('are found in time, whatever is begun', () => {
    for (const sign of [
      '\\(',
      '\\[',
      '$$',
      '$',
      '\\( \\[ ',
      '\\(x\\',
      '$$x$',
      '$$\n',
      '\\[\n\n',
      '- $$\n',
      '> \\[\n',
    ]) {
      const text = sign.repeat(Math.floor(12_000 / sign.length));
      expect(drawn(text, 4_000).textContent, sign).to.not.equal('');
      expect(drawn(text, 12_000, { dollars: true }).textContent, sign).to.not.equal('');
    }
  }).timeout(60_000);
});
