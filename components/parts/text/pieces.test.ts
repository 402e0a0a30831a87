import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { tokensOf } from './blocks.js';
import { renderMarkdown } from './markdown.js';
import { loadSanitiser } from './sanitiser.js';
import { sceneOf } from './scene.test-data.js';
import { MarkdownStream, type Engine } from './stream.js';

const scene = sceneOf();
const drawn = (text: string, cuts: readonly number[] = []): string => {
  const root = document.createElement('div');
  const stream = new MarkdownStream(root, scene);
  for (const cut of [...cuts].sort((a, b) => a - b)) stream.draw(text.slice(0, cut), true);
  while (stream.draw(text, false));
  return root.innerHTML;
};

const word = fc.constantFrom(
  'room', 'the', 'a', 'garden', '**two words**', '*soft*', '***both***', '`a | b`', '``x ` y``', '[link](https://a.example/b_c "t")',
  '[1]', '[ref][r]', '![pic](https://a.example/p.png)', 'snake_case', '_under_', '__strong__', '2 * 3', '5 < 6', '~~gone~~',
  'https://a.example/x_y', 'www.b.example', 'AT&T', '&amp;', '\\*', '\\[', '(', ')', ']', '[', '!', '"quoted"', 'end.', '花园', 'a*b', '**', '_',
  '<b>bold</b>', '<u>', '`', '- no', '# no', '1. no', '|', '\\(x^2\\)', '$$y$$', 'مرحبا', '~', 'don`t',
); // prettier-ignore
const sentence = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most }).map((words) => words.join(' '));
const plain = fc
  .array(fc.constantFrom('room', 'garden', '**two words**', '*soft*', '`code`', '[l](https://a.example)', 'so.'), {
    minLength: 40,
    maxLength: 160,
  })
  .map((words) => words.join(' '));
const nested = fc.tuple(sentence(1, 6), fc.array(sentence(1, 4), { maxLength: 3 }));
const list = fc
  .tuple(
    fc.array(nested, { minLength: 1, maxLength: 12 }),
    fc.constantFrom('- ', '* ', '1. ', '7) '),
    fc.constantFrom('\n', '\n\n', ''),
  )
  .map(([items, sign, gap]) =>
    items
      .map(
        ([item, inner], index) =>
          `${sign.replace(/\d/, (number) => String(Number(number) + index))}${item}\n${inner.map((each) => `${' '.repeat(sign.length)}- ${each}\n`).join('')}${gap || (index === 5 ? '\n' : '')}`,
      )
      .join(''),
  );
const table = fc
  .array(fc.tuple(word, sentence(1, 4)), { maxLength: 15 })
  .map((rows) => `| a | b |\n|:--|--:|\n${rows.map(([a, b]) => `| ${a} | ${b} |\n`).join('')}`);
const code = fc.array(sentence(1, 5), { maxLength: 30 }).map((lines) => `\`\`\`js\n${lines.join('\n')}\n\`\`\`\n`);
const lines = fc
  .array(sentence(3, 12), { minLength: 1, maxLength: 12 })
  .map((all) => all.map((each) => `so ${each}`).join('\n'));
const heading = plain.map((words) => `so ${words}\n---\n`);
const wide = plain.map((words) => `so ${words} | b\n--|--\n1 | 2\n`);
const block = fc.oneof(plain, list, table, code, lines, heading, wide, sentence(20, 80));
const text = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n'));

describe('a text given away in pieces', () => {
  before(loadSanitiser);

  it('is what it is at once, wherever it is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (source, cuts) => {
        const places = cuts.map((cut) => Math.round(cut * source.length));
        expect(drawn(source, places)).to.equal(drawn(source));
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  it('draws what is longer than a slice as it draws it growing', () => {
    const kinds = [
      '- an *item*\n'.repeat(2_000),
      '- an *item*\n'.repeat(900) + '\n- and\n\n  more\n' + '- an *item*\n'.repeat(900),
      '| a | b |\n|---|---|\n' + '| **some** | words |\n'.repeat(3_000),
      'Some **words** of a paragraph '.repeat(3_000),
      'Some **words** of a\nparagraph '.repeat(3_000),
      '```js\n' + 'const a = "`";\n'.repeat(3_000) + '```\n\nend',
      'See [it][a].\n\n'.repeat(2_000) + '[a]: https://a.example\n',
    ];
    for (const kind of kinds) {
      const cuts = Array.from({ length: 150 }, (_, index) => Math.round((kind.length * index) / 150));
      expect(drawn(kind, cuts) === drawn(kind), kind.slice(0, 30)).to.equal(true);
    }
  }).timeout(60_000);

  it('makes another block of one that turns out to be none', () => {
    const words = 'words '.repeat(80).trim();
    for (const [end, made] of [
      ['\n===\n', 'h1'],
      [' | b\n--|--\n1 | 2\n', 'div'],
      ['\n- item\n', 'p,ul'],
    ] as const) {
      const root = document.createElement('div');
      root.innerHTML = drawn(words + end, [100, 300, 400, 450]);
      expect([...root.children].map(({ localName }) => localName).join()).to.equal(made);
      expect(root.firstElementChild?.textContent.includes(words)).to.equal(true);
    }
  });

  for (const [what, begin, more, kept] of [
    ['rows', '| a |\n|---|\n| 1 |\n| 2 |\n', '| 3 |\n| 4', 'tr'],
    ['items', '- a\n- b\n- c\n', '- d\n- e', 'li'],
    ['words', `**some** ${'words '.repeat(60)}`, 'and more', 'strong'],
  ] as const)
    it(`leaves ${what} alone that were given away`, () => {
      const root = document.createElement('div');
      const stream = new MarkdownStream(root, scene);
      stream.draw(begin, true);
      const before = [...root.querySelectorAll(kept)];
      const touched: Node[] = [];
      const seen = new MutationObserver(() => undefined);
      seen.observe(root, { childList: true, characterData: true, attributes: true, subtree: true });
      stream.draw(begin + more, true);
      for (const { target, removedNodes } of seen.takeRecords()) touched.push(target, ...removedNodes);
      expect([...root.querySelectorAll(kept)].slice(0, before.length)).to.deep.equal(before);
      expect(touched.filter((node) => before.slice(0, -1).some((each) => each.contains(node)))).to.deep.equal([]);
    });

  for (const [what, line, start] of [
    ['items', (index: number) => `- item ${index}\n`, '1 1 1'],
    ['numbered items', (index: number) => `${index + 7}. item ${index}\n`, '7 507 1007'],
  ] as const)
    it(`goes on in another list after five hundred ${what}, wherever it is cut`, () => {
      const text = Array.from({ length: 1_234 }, (_, index) => line(index)).join('');
      const root = document.createElement('div');
      root.innerHTML = drawn(text);
      const lists = [...root.querySelectorAll<HTMLOListElement>('ul, ol')];
      expect(lists.map((list) => list.children.length)).to.deep.equal([500, 500, 234]);
      expect(lists.map((list) => list.start ?? 1).join(' ')).to.equal(start);
      expect([...root.querySelectorAll('li')].map((item) => item.textContent).join('')).to.equal(
        text.replace(/^\S+ |\n/gm, ''),
      );
      const cuts = Array.from({ length: 200 }, (_, index) => Math.round((text.length * index) / 200));
      expect(drawn(text, cuts) === drawn(text)).to.equal(true);
      const airy = `${text}\n${line(1_234)}`;
      root.innerHTML = drawn(airy, cuts);
      expect(root.querySelectorAll('li > p')).to.have.length(1_235);
    });

  it('stands in boxes where it has many blocks: what a browser watches in each frame stays little', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `So **${index}** is said.\n\n`).join('');
    const cuts = Array.from({ length: 50 }, (_, index) => Math.round((text.length * index) / 50));
    const root = document.createElement('div');
    for (const html of [drawn(text), drawn(text, cuts)]) {
      root.innerHTML = html;
      expect(root.querySelectorAll('p')).to.have.length(10_000);
      for (const each of [root, ...root.querySelectorAll('div')]) expect(each.children.length).to.be.at.most(300);
    }
    expect(drawn(text, cuts) === drawn(text)).to.equal(true);
    expect(root.textContent.match(/\d+/g)?.map(Number)).to.deep.equal(Array.from({ length: 10_000 }, (_, i) => i));
  }).timeout(60_000);

  it('makes all items paragraphs once there is a blank line between two', () => {
    const items = (html: string) => [...html.matchAll(/<li>(?:<p>)?/g)].map(String);
    const tight = '- a\n- b\n- c\n- d';
    expect(items(drawn(tight, [9]))).to.deep.equal(Array(4).fill('<li>'));
    expect(items(drawn(`${tight}\n\n- e`, [9, 14, 17]))).to.deep.equal(Array(5).fill('<li><p>'));
  });
});

describe('the cost of a reply', () => {
  const grown = (make: (index: number) => string) => (size: number) => {
    let out = '';
    for (let index = 0; out.length < size; index++) out += make(index);
    return out.slice(0, size);
  };
  const words =
    'the **room** has a [view](https://a.example/v) of *the* garden, `quiet` and `bright`, until eleven on sundays. ';
  const kinds: Readonly<Record<string, (size: number) => string>> = {
    paragraphs: grown(() => words.repeat(5) + '\n\n'),
    'one paragraph': grown(() => words),
    'one paragraph of many lines': grown(() => words.trim() + '\n'),
    'a list': grown((index) => `- item ${index} ${words.slice(0, 60)}\n`),
    'a nested list': grown((index) => `- item ${index} **so**\n  - first ${words.slice(0, 40)}\n  - second\n`),
    'an airy list': grown((index) => `${index + 1}. item ${words.slice(0, 60)}\n\n`),
    'a table': (size) =>
      `| a | b |\n|---|---|\n${grown((index) => `| **Room ${index}** | ${words.slice(0, 40)} |\n`)(size)}`,
    code: (size) => `\`\`\`js\n${grown((index) => `const value${index} = compute("${index}");\n`)(size)}`,
    formulas: grown((index) => `It is \\(x_${index}\\) and\n\n$$\ny = ${index}\n$$\n\n`),
    links: grown((index) => `See https://a.example/${index} and [that](https://b.example/${index}) too.\n\n`),
  };

  /** Eight chunks of two thousand come in a frame. */
  const cost = (text: string) => {
    const root = document.createElement('div');
    const count = { parsed: 0, most: 0, touched: 0 };
    let frame = 0;
    const engine: Engine = {
      render: (source, ...rest) => ((frame += source.length), renderMarkdown(source, ...rest)),
      tokens: (source, ...rest) => ((frame += source.length), tokensOf(source, ...rest)),
    };
    const seen = new MutationObserver(() => undefined);
    seen.observe(root, { childList: true, characterData: true, subtree: true });
    const stream = new MarkdownStream(root, scene, engine);
    for (let step = 1; step <= 250; step++) {
      frame = 0;
      stream.draw(text.slice(0, Math.round((text.length * step) / 250)), true);
      count.parsed += frame;
      count.most = Math.max(count.most, frame);
      for (const { addedNodes, removedNodes } of seen.takeRecords())
        count.touched += addedNodes.length + removedNodes.length;
    }
    return {
      perCharacter: count.parsed / text.length,
      most: count.most,
      perNode: count.touched / root.querySelectorAll('*').length,
    };
  };
  for (const [name, make] of Object.entries(kinds))
    it(`is bounded by its length, and in each frame by what is new: ${name}`, () => {
      for (const [size, perCharacter] of [
        [20_000, 6],
        [80_000, 3],
        [320_000, 2.5],
      ] as const) {
        const { most, perNode, ...found } = cost(make(size));
        expect(found.perCharacter, `${size}, parsed`).to.be.at.most(perCharacter);
        expect(most, `${size}, in one frame`).to.be.at.most((size / 250) * 4 + 1_500);
        if (name !== 'code') expect(perNode, `${size}, nodes`).to.be.at.most(6);
      }
    }).timeout(60_000);
});
