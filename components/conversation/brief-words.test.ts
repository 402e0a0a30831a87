import { expect } from '@open-wc/testing';
import { briefWords } from './brief-words.js';

const rows: readonly [markdown: string, words: string][] = [
  ['', ''],
  ['  Two rooms\n\nare   free. ', 'Two rooms are free.'],
  ['**Two** rooms are _free_, *really*.', 'Two rooms are free, really.'],
  ['# Rooms\n- Garden room\n- Sea room\n> Both with dogs', 'Rooms Garden room Sea room Both with dogs'],
  ['See [the guide](https://example.com/a_b) ![A bed](x.png)', 'See the guide A bed'],
  ['```js\nconst a = 1;\n```\nuse `a`', 'const a = 1; use a'],
  ['5 > 3, C# and a*b*c, snake_case, [sic] <b>', '5 > 3, C# and a*b*c, snake_case, [sic] <b>'],
];

describe('a message in brief', () => {
  for (const [markdown, words] of rows)
    it(`says ${JSON.stringify(words)}`, () => {
      expect(briefWords(markdown)).to.equal(words);
    });

  it('is no longer than two lines or three, and takes no time however long the message is', () => {
    expect(briefWords('word '.repeat(50_000)))
      .to.match(/^(word )+wor?d?…$/)
      .and.to.have.length.at.most(240);
    for (const sign of ['[', '*', '`', '_', '> ', '![', '[]('])
      expect(briefWords(sign.repeat(100_000)).length).to.be.at.most(240);
  });
});
