import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { formFromFields } from '../../../../components/parts/form/form-from-fields.js';
import { examples } from '../../../bot/examples.js';
import { sayInMarkdown } from '../say.js';
import { actionLink, linkTo } from './actions.js';
import { fence } from './fence.js';
import { partMarkdown } from './part-markdown.js';

/** What a fenced block of that name holds. */
function blockIn(text: string, name: string): unknown {
  const [, marks = '', yaml = ''] = new RegExp(`^(\`{3,})${name}\n([^]*?)\n\\1$`, 'm').exec(text) ?? [];
  assert.ok(marks, `${name} in ${text}`);
  return load(yaml, { schema: FAILSAFE_SCHEMA });
}
const example = (name: string): string => partMarkdown(examples[name]?.parts?.[0] ?? assert.fail(name));

describe('ChatBotKit’s markdown', () => {
  it('says something for every part that the text has a place for', () => {
    const elsewhere = ['notice', 'progress', 'reasoning', 'tool-call'];
    for (const [name, { parts = [] }] of Object.entries(examples))
      for (const part of parts) assert.equal(partMarkdown(part) === '', elsewhere.includes(name), name);
  });

  it('has a block for cards, and replies where they are chosen', () => {
    const text = example('carousel');
    assert.match(text, /^\*\*Rooms\*\*\n\n```carousel\n- title: Garden room\n/);
    const [garden] = blockIn(text, 'carousel') as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(garden?.['buttons'], [{ caption: 'Garden room' }]);
    assert.match(String(garden?.['image']), /^data:image/);
    assert.deepEqual((blockIn(example('card'), 'card') as { readonly buttons: unknown }).buttons, [
      { caption: 'Add breakfast' },
      { caption: 'See the menu', link: 'https://example.com/menu' },
    ]);
    assert.deepEqual(blockIn(example('buttons'), 'buttons'), [
      { caption: 'Book a room' },
      { caption: 'Change my booking' },
      { caption: 'Choose a time' },
      { caption: 'See all rooms', link: 'https://example.com/rooms' },
      { caption: 'Call us', link: 'tel:+15550100' },
    ]);
  });

  it('has a block for forms that asks for the same', () => {
    const block = blockIn(example('form'), 'form') as { readonly name: string; readonly fields: object };
    const form = formFromFields(block.name, block.fields);
    const asked = new Map(form?.fields?.map((field) => [field.name, field]));
    assert.deepEqual([...asked.keys()], ['room', 'view', 'name', 'email', 'phone', 'arrival', 'nights', 'extras', 'wishes']); // prettier-ignore
    assert.deepEqual(
      [...asked.values()].map(({ type }) => type),
      ['checks', 'dropdown', 'text', 'text', 'text', 'date', 'dropdown', 'checks', 'text'],
    );
    assert.equal(asked.get('email')?.label, 'E-mail');
    assert.match(example('multi-select'), /^```form\nname: What may we prepare for you\?\nfields:\n {2}choice:/);
  });

  it('has words and links for what it has no block for', () => {
    assert.match(example('list'), /^\*\*Rooms\*\*\n\n- \[Garden room\]\(\) 2 guests.*\n.*\n- \[Parking\]\(https:\/\/example\.com\/parking#button\)/); // prettier-ignore
    assert.match(example('image'), /^\[!\[Green hills behind the garden\]\(data:image\/webp;base64,[^)]+\)\]\(https:\/\/example\.com\/garden\)\n\nThe garden/); // prettier-ignore
    assert.match(example('location'), /^\[Northwind, Harbour Street 4\]\(https:\/\/www\.openstreetmap\.org\//);
    assert.match(
      example('sources'),
      /^1\. \[House rules: arriving late\]\(https.*\n2\. .*\n3\. Notes of the front desk/,
    );
    assert.equal(example('math').split('\n').at(0), '$$');
    assert.match(example('code'), /^```js\n/);
    assert.equal(example('rating').split('\n').at(-1), '[1]() [2]() [3]() [4]() [5]()');
    assert.equal(partMarkdown({ type: 'poll', fallback: 'A poll.' }), 'A poll.');
    assert.equal(partMarkdown({ type: 'toString' }), '');
    assert.equal(partMarkdown({ type: 'math', tex: 'x', display: false }), '\\(x\\)');
  });

  it('stands together, chips last', () => {
    const text = sayInMarkdown({ text: 'Look:', parts: [{ type: 'card', title: 'A' }], suggestions: [{ type: 'reply', label: 'Yes' }] }); // prettier-ignore
    assert.equal(text, 'Look:\n\n```card\ntitle: A\n```\n\n[Yes]()');
    assert.equal(sayInMarkdown({ text: 'Call.', handoff: { phone: '+1 555 0100' } }), 'Call.\n\n[+1 555 0100](tel:+15550100#button)'); // prettier-ignore
  });

  it('lets nothing out of its place', () => {
    assert.equal(linkTo('a](https://evil.example)\n[b'), '[a (https://evil.example) b]()');
    assert.equal(linkTo('a', 'https://a.example/x) [b](c'), '[a](<https://a.example/x) [b](c>)');
    assert.equal(actionLink({ type: 'call', label: 'x', phone: '+1 (2)' }), '[x](tel:+12#button)');
    assert.equal(fence('js', '```\nout'), '````js\n```\nout\n````');
    const hostile = partMarkdown({ type: 'card', title: '```\n[out]()', description: '__proto__: x\n- y' });
    assert.deepEqual(blockIn(hostile, 'card'), { title: '```\n[out]()', description: '__proto__: x\n- y' });
  });
});
