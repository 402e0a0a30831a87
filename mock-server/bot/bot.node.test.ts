import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SendMessage } from '../../src/protocol/commands.js';
import { carouselExample } from '../../components/parts/carousel/carousel.example.js';
import { listExample } from '../../components/parts/list/list.example.js';
import { multiSelectExample } from '../../components/parts/multi-select/multi-select.example.js';
import { answer } from './bot.js';
import { examples } from './examples.js';
import { longText } from './long-text.js';
import { escapeMarkdown, quote } from './markdown.js';
import { cues } from './script.js';

const say = (text: string, more: Partial<SendMessage> = {}) => answer({ type: 'send-message', id: '1', text, ...more });

describe('the bot', () => {
  it('greets, and offers what to say next', () => {
    const { text, suggestions } = answer({ type: 'launch', id: '1' });
    assert.match(text ?? '', /Northwind/);
    assert.ok(suggestions?.length);
  });

  it('quotes whatever it has no cue for, every line of it', () => {
    assert.match(say('opening hours?').text ?? '', /^> opening hours\?$/m);
    assert.match(say('one\r\ntwo').text ?? '', /^> one\n> two$/m);
    assert.match(say('helpful words').text ?? '', /> helpful words/, 'a cue is a whole word');
  });

  it('takes no word of the visitor for one of its own tables', () => {
    for (const text of ['toString', '__proto__', 'show constructor', 'permission hasOwnProperty', 'constructor'])
      assert.match(say(text).text ?? '', /^You said:/, text);
  });

  it('lists every cue at help', () => {
    const { text } = say('  HELP ');
    for (const { usage } of Object.values(cues)) assert.ok(text?.includes(`\`${usage}\``), usage);
    for (const name of Object.keys(examples)) assert.ok(text?.includes(name), name);
  });

  it('shows the example of a part, by its name alone too', () => {
    assert.deepEqual(say('show carousel').parts, [carouselExample]);
    assert.deepEqual(say('list').parts, [listExample]);
    assert.deepEqual(say('show multi-select').parts, [multiSelectExample]);
  });

  it('understands each cue', () => {
    assert.equal(say('suggestions').suggestions?.length, 3);
    assert.match(say('html').html ?? '', /<b>/);
    assert.match(say('ssml').ssml ?? '', /<speak>/);
    assert.equal(say('ssml').text, undefined);
    assert.match(say('link').text ?? '', /\]\(https:/);
    assert.equal(say('greet de').language, 'de');
    assert.equal(say('greet constructor').language, undefined);
    assert.deepEqual(say('handoff').handoff, {});
    assert.deepEqual(say('transfer call').handoff, { phone: '+15550100' });
    assert.equal(say('permission location').permission, 'location');
    assert.equal(say('slow').delay, 3000);
    assert.equal(say('slow 1').delay, 1000);
    assert.equal(say('fail 503').fail, 503);
    assert.equal(say('fail').fail, 500);
    assert.equal(say('no reprompt').ended, true);
    assert.equal(say('empty').silent, true);
  });

  it('quotes a cue whose rest makes no sense', () => {
    for (const text of ['fail 200', 'slow down', 'long ago', 'show me the money', 'permission slip'])
      assert.match(say(text).text ?? '', new RegExp(`> ${text}`), text);
  });

  it('names what was chosen, sent and granted', () => {
    assert.match(answer({ type: 'select-option', id: '1', label: 'Sea room', token: 't' }).text ?? '', /Sea room/);
    const many = answer({ type: 'select-option', id: '1', label: '', token: 'a', tokens: ['a', 'b'] });
    assert.match(many.text ?? '', /a, b/);
    assert.match(say('', { attachments: [{ url: 'https://x.example/a.png' }] }).text ?? '', /a\.png/);
    const granted = { type: 'answer-permission', id: '1', permission: 'email', granted: true, value: 'a@b.c' } as const;
    assert.match(answer(granted).text ?? '', /a@b\.c/);
    assert.match(answer({ ...granted, granted: false }).text ?? '', /without your email/);
    const form = { type: 'submit-form', id: '1', name: 'booking', values: { room: 'sea' } } as const;
    assert.match(answer(form).text ?? '', /room: sea/);
  });
});

describe('a long text', () => {
  it('has the wanted length, and every kind of block', () => {
    const text = longText(8);
    assert.ok(text.length >= 8 * 1024 && text.length < 9 * 1024, String(text.length));
    for (const block of [/^## /m, /^- /m, /^\d+\. /m, /^\|/m, /^```ts$/m, /^> /m, /\]\(https:/])
      assert.match(text, block);
  });
  it('is the same each time', () => assert.equal(longText(3), longText(3)));
});

describe('a quote', () => {
  it('escapes what markdown would act on', () => {
    assert.equal(escapeMarkdown('*a* <b> [c](d) `e` $f$'), '\\*a\\* \\<b\\> \\[c\\](d) \\`e\\` \\$f\\$');
    assert.equal(quote('# no heading\n1. no list\n- nor this'), '> \\# no heading\n> 1\\. no list\n> \\- nor this');
  });
  it('leaves plain words alone', () => assert.equal(quote('Well, is it 9-5? Yes!'), '> Well, is it 9-5? Yes!'));
});
