import { expect } from '@open-wc/testing';
import { pathological } from '../parts/text/hostile.test-data.js';
import { briefWords, withoutMarks } from './brief-words.js';

const rows: readonly [markdown: string, words: string][] = [
  ['', ''],
  ['  Two rooms\n\nare   free. ', 'Two rooms are free.'],
  ['**Two** rooms are _free_, *really*, and ***quiet***.', 'Two rooms are free, really, and quiet.'],
  ['# Rooms\n- Garden room\n- Sea room\n> Both with dogs', 'Rooms Garden room Sea room Both with dogs'],
  ['Rooms\n=====\n\n---\n\nTwo', 'Rooms Two'],
  ['See [**the** guide](https://example.com/a_b) ![A bed](x.png)', 'See the guide A bed'],
  ['```js\nconst a = 1;\n```\nuse `a`', 'const a = 1; use a'],
  ['5 > 3, 2 * 4, C# and a*b*c, snake_case, [sic] <b>', '5 > 3, 2 * 4, C# and a*b*c, snake_case, [sic] <b>'],
];

describe('a message in brief', () => {
  for (const [markdown, words] of rows)
    it(`says ${JSON.stringify(words)}`, () => {
      expect(briefWords(markdown)).to.equal(words);
    });

  it('is no longer than two lines or three', () => {
    expect(briefWords('word '.repeat(50_000)))
      .to.match(/^(word )+wor?d?…$/)
      .and.to.have.length.at.most(240);
    for (const sign of ['[', '*', '`', '_', '> ', '![', '[]('])
      expect(briefWords(sign.repeat(100_000)).length).to.be.at.most(240);
  });
});

describe('words without their marks', () => {
  it('keep their lines', () => {
    expect(withoutMarks('# Rooms\n\n- **Garden** room')).to.equal('Rooms\n\nGarden room');
  });

  // A pattern that looks twice at a million signs would not end before the run does.
  for (const [name, text] of Object.entries({
    ...pathological,
    'open links': '[]('.repeat(300_000),
    dashes: `${'-'.repeat(1_000_000)}a`,
    'stars and letters': '*a'.repeat(500_000),
  }))
    it(`are read in one go from ${name}`, () => {
      expect(withoutMarks(text).length).to.be.at.most(text.length);
    }).timeout(60_000);
});
