import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { announcerEnglish } from '../../../src/i18n/announcer.en.js';
import type { Message } from '../../../src/protocol/message.js';
import { beginning, finished, spoken } from './spoken.js';

const signs = { ...talkEnglish, ...announcerEnglish };
const textOf = (part: object): string => ('text' in part ? String(part.text) : '');
const read = (
  text: string,
  { author = 'bot', dollars = false, ...more }: Partial<Message> & { dollars?: boolean } = {},
) => spoken({ author, parts: [{ type: 'text', text }], ...more }, { signs, textOf, dollars });

/** What is written, and what is heard. */
const heard: Readonly<Record<string, string>> = {
  'Hello **there**, _you_ and ~~him~~': 'Hello there, you and him',
  'See [our page](https://example.com/a_(b)) now': 'See our page now',
  'See [our page][1] now.\n\n[1]: https://example.com': 'See our page now.',
  'See https://www.example.com/rooms?a=1#b.': 'See example.com.',
  'Write to <mailto:a@example.com>.': 'Write to a@example.com.',
  '![A room](https://example.com/r.png)': 'Picture: A room',
  '![](https://example.com/r.png)': 'Picture',
  '# Rooms\n\n> quoted\n> words\n\nAll of them': 'Rooms. quoted words. All of them',
  'Rooms\n===\nText': 'Rooms. Text',
  'Before\n```js\nlet secret = 1;\n```\nafter': 'Before. Code. after',
  'Before\n```\nlet secret = 1;': 'Before. Code',
  'Use `api.free()` here': 'Use api.free() here',
  '- Prices include\n  breakfast\n- A hold lasts `15 min`\n\nThe rest.':
    'Prices include breakfast. A hold lasts 15 min. The rest.',
  '1. First\n2. Then!\n- [x] Bought\n- [ ] Sold': '1. First. 2. Then! Done: Bought. Not done: Sold',
  '| Room | Price |\n|:--|--:|\n| Garden | €118 |\n| Sea | a \\| b |': 'Table. Room, Price. Garden, €118. Sea, a, b',
  'One\n\n---\n\nTwo': 'One. Two',
  'The area is \\(\\pi r^2\\), and\n\n$$\n\\int_0^1 x\n$$\n\nas said': 'The area is Formula, and. Formula. as said',
  'A matrix \\[\\begin{matrix}1\\\\[2pt]2\\end{matrix}\\] here': 'A matrix. Formula. here',
  'It costs $5 or $6': 'It costs $5 or $6',
  'a <img src=x> b <b>c</b>': 'a b c',
  'if a < b and c > d': 'if a < b and c > d',
  'snake_case, 2 * 3, C# and room #5': 'snake_case, 2 * 3, C# and room #5',
  '\\*no stars\\* &amp; &lt;no tag&gt;': '*no stars* & <no tag>',
  '2 guests · terrace · €118': '2 guests, terrace, €118',
  'What is due:\n- This': 'What is due: This',
  '': '',
};

describe('a message as one would read it aloud', () => {
  for (const [text, words] of Object.entries(heard))
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(read(text), words));

  it('reads single dollars as formulas only where they are', () => {
    assert.equal(read('So $x^2$ costs $5.', { dollars: true }), 'So Formula costs $5.');
  });
  it('leaves the visitor’s own words, and plain ones, as they are', () => {
    assert.equal(read('2 * 3 # `x`', { author: 'user' }), '2 * 3 # `x`');
    const plain = { author: 'bot', parts: [{ type: 'text', text: '# not a heading', format: 'plain' }] } as const;
    assert.equal(spoken(plain, { signs, textOf }), '# not a heading');
  });
  it('names what is drawn among the words', () => {
    assert.equal(read('```card\ntitle: Garden room\nprice: 118\n```'), 'Garden room');
  });
  it('names files that came along', () => {
    const attachments = [{ url: '/a', name: 'menu\u202e.pdf' }, { url: '/b' }];
    assert.equal(read('Here.', { attachments }), 'Here. Attachment: menu.pdf. Attachment');
  });
  it('begins with as many sentences as there is time for', () => {
    assert.equal(beginning('One two. Three four. Five.', 22), 'One two. Three four.');
    assert.equal(beginning('One two three', 9), 'One two…');
    assert.equal(beginning('Short', 9), 'Short');
  });
  it('finishes a sentence when the next one begins', () => {
    assert.equal(finished('It costs 3.50 euros. And'), 'It costs 3.50 euros.');
    assert.equal(finished('See e.g. this. Or'), 'See e.g. this.');
    assert.equal(finished('よろしい。次'), 'よろしい。');
    assert.equal(finished('كيف حالك؟ أنا'), 'كيف حالك؟');
    assert.equal(finished('1. Prices are here. 2. Dogs'), '1. Prices are here.');
    assert.equal(finished('Nothing yet'), '');
  });

  it('never takes back what it has said of a text that grows', () => {
    const text = [...Object.keys(heard)].filter((each) => !each.includes('![')).join('\n\n');
    const whole = read(text);
    let said = '';
    for (let end = 1; end <= text.length; end++) {
      const words = finished(read(text.slice(0, end)));
      if (words.length <= said.length) continue;
      assert.ok(words.startsWith(said), `after ${JSON.stringify(text.slice(Math.max(0, end - 40), end))}`);
      said = words;
    }
    assert.ok(whole.startsWith(said));
  });

  it('does not look for marks in what is empty', (t) => {
    const lines = 500;
    const { mock } = t.mock.method(String.prototype, 'replace');
    assert.equal(read('\n'.repeat(lines)), '');
    const empty = mock.calls.filter((call) => String(call.this) === '').length;
    assert.ok(empty <= 2 * lines, `${empty} times`);
  });

  it('takes no longer for what is made to keep it', () => {
    for (const piece of [
      '[',
      '![',
      '](',
      '\\[',
      '\\(',
      '$$',
      '<!--',
      '<a',
      '```',
      '`',
      '**',
      '|',
      '- ',
      'https://',
      '((',
    ])
      for (const text of [piece.repeat(20_000), `x${piece} `.repeat(10_000), `\n${piece}a`.repeat(10_000)])
        assert.ok(read(text).length <= 20_000);
  });
});
