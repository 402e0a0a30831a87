import { expect } from '@open-wc/testing';
import { tokensOf } from './blocks.js';
import { renderMarkdown } from './markdown.js';
import { loadSanitiser } from './sanitiser.js';
import { MarkdownStream } from './stream.js';
import { ownSamples } from './own-samples.test-data.js';
import { samples } from './samples.test-data.js';
import { sceneOf } from './scene.test-data.js';

const scene = sceneOf();
const whole = (text: string, size = text.length || 1) => {
  const root = document.createElement('div');
  const stream = new MarkdownStream(root, scene);
  for (let end = size; end < text.length; end += size) while (stream.draw(text.slice(0, end), true));
  while (stream.draw(text, false));
  return root;
};
const shown = (root: Element) => (root.textContent ?? '').replace(/\s+/g, '');

/** Every character of `before` comes back in `after`, in the same order. */
function isKept(before: string, after: string): boolean {
  let at = 0;
  for (let index = 0; index < after.length; index++) if (after[index] === before[at]) at++;
  return at === before.length;
}

describe('a streamed markdown text', () => {
  before(loadSanitiser);

  for (const sample of [...samples, ...ownSamples]) {
    it(`only grows and ends as if it had come at once: ${JSON.stringify(sample.slice(0, 40))}`, () => {
      const root = document.createElement('div');
      const stream = new MarkdownStream(root, scene);
      let before = '';
      for (let end = 1; end <= sample.length; end++) {
        while (stream.draw(sample.slice(0, end), true));
        const now = shown(root);
        expect(isKept(before, now), `${JSON.stringify(sample.slice(0, end))}: ${before} → ${now}`).to.equal(true);
        before = now;
      }
      while (stream.draw(sample, false));
      expect(isKept(before, shown(root)), `at the end: ${before} → ${shown(root)}`).to.equal(true);
      expect(root.innerHTML).to.equal(whole(sample).innerHTML);
    });
  }

  const reply = [...samples, ...ownSamples.filter((sample) => !/never|unclosed/i.test(sample))].join('\n\n') + '\n\n';
  const long = (size: number) => reply.repeat(Math.ceil(size / reply.length)).slice(0, size);

  it('is the same in pieces of every size', () => {
    const at = (html: string, other: string) => [...html].findIndex((char, index) => char !== other[index]);
    for (const size of [1, 2, 3, 4, 5, 6, 7, 64]) {
      const [pieces, once] = [whole(reply, size).innerHTML, whole(reply).innerHTML];
      const differs = pieces === once ? -1 : at(once, pieces);
      expect(pieces.slice(Math.max(differs, 0), differs + 99), `${size}`).to.equal(
        once.slice(Math.max(differs, 0), differs + 99),
      );
    }
  });

  const cost = (text: string, chunks: number) => {
    const count = { parses: 0, parsed: 0, lexed: 0 };
    const stream = new MarkdownStream(document.createElement('div'), scene, {
      render: (source, ...rest) => (count.parses++, (count.parsed += source.length), renderMarkdown(source, ...rest)),
      tokens: (source, ...rest) => ((count.lexed += source.length), tokensOf(source, ...rest)),
    });
    for (let chunk = 1; chunk <= chunks; chunk++)
      stream.draw(text.slice(0, Math.round((text.length * chunk) / chunks)), chunk < chunks);
    return count;
  };
  const shapes: Record<string, (size: number) => string> = {
    'a mixed reply': (size) => long(size).replace(/^\[.*\]:.*$/gm, ''),
    'one list': (size) => '- an item of *some* words\n'.repeat(size / 25),
    'one fence': (size) => '```js\n' + 'const a = 1; // *not* emphasis\n'.repeat(size / 31),
    'one table': (size) => '| a | b |\n|---|---|\n' + '| some | words |\n'.repeat(size / 17),
    'short paragraphs': (size) => 'Some **words** and `code` in a paragraph.\n\n'.repeat(size / 43),
  };
  for (const [name, make] of Object.entries(shapes))
    it(`costs what it is long: ${name}`, function () {
      this.timeout(60_000);
      const small = cost(make(20_000), 2_000);
      const large = cost(make(40_000), 4_000);
      expect(large.parses, 'parses').to.be.at.most(small.parses * 2.2 + 10);
      expect(large.parsed, 'parsed').to.be.at.most(small.parsed * 2.2);
      expect(large.lexed, 'lexed').to.be.at.most(small.lexed * 2.2);
      expect(small.parses).to.be.at.most(2_000 * 2);
    });

  it('leaves the nodes of finished blocks alone', () => {
    const root = document.createElement('div');
    const stream = new MarkdownStream(root, scene);
    stream.draw('# One\n\nTwo [a](https://a.example)\n\n- x\n- y\n\nTh', true);
    const before = [...root.querySelectorAll('*')];
    stream.draw('# One\n\nTwo [a](https://a.example)\n\n- x\n- y\n\nThree\n\nFour', true);
    expect([...root.querySelectorAll('*')].slice(0, before.length)).to.deep.equal(before);
  });
  it('starts anew when the text is another one', () => {
    const root = document.createElement('div');
    const stream = new MarkdownStream(root, scene);
    stream.draw('One **two**', false);
    stream.draw('Other', false);
    expect(root.textContent).to.equal('Other');
  });
  it('knows definitions that come after their use', () => {
    const root = whole('See [the guide][g].\n\nMore.\n\n[g]: https://a.example/g\n', 3);
    expect(root.querySelector('a')?.href).to.equal('https://a.example/g');
    expect(root.textContent).to.equal('See the guide.More.');
  });
  it('keeps a long list one list', () => {
    for (const size of [undefined, 7, 900]) {
      const root = whole('7. An item of some words\n'.repeat(400), size);
      expect([...root.children].map(({ localName }) => localName)).to.deep.equal(['ol']);
      expect(root.querySelector('ol')?.start).to.equal(7);
      expect(root.querySelectorAll('li')).to.have.length(400);
    }
  });
});
