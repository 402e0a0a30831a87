import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContactField } from '../config/contact-field.js';
import type { Contact } from '../protocol/contact.js';
import { cleanContact } from './clean-contact.js';
import { contactQuestions, missingQuestions } from './contact-questions.js';

const company = { name: 'company' } as const;
const terms = { name: 'terms', type: 'checkbox', required: true } as const;

describe('what is still asked', () => {
  const rows: readonly (readonly [
    what: string,
    fields: readonly (string | ContactField)[],
    known: Contact,
    answered: readonly string[],
    missing: readonly string[],
  ])[] = [
    ['a stranger is asked for everything', ['name', 'email'], {}, [], ['name', 'email']],
    ['only what is missing', ['name', 'email'], { name: 'Ann' }, [], ['email']],
    ['a known visitor nothing', ['name', 'email'], { name: 'Ann', email: 'ann@example.com' }, [], []],
    ['what is known besides does not matter', ['name'], { phone: '+15551234567' }, [], ['name']],
    ['what may be left empty, together with what may not', ['name', company], {}, [], ['name', 'company']],
    ['not for what may be left empty alone', ['name', company], { name: 'Ann' }, [], []],
    ['unless nothing else was ever asked', [company], { name: 'Ann' }, [], ['company']],
    ['not again for what was left empty', ['name', company], { name: 'Ann' }, ['name', 'company'], []],
    ['nor where that is all', [company], {}, ['company'], []],
    ['for what the page added since', ['name', terms], { name: 'Ann' }, ['name'], ['terms']],
    ['an empty word is not known', ['name'], { name: '' }, [], ['name']],
    ['nobody is asked for nothing', [], {}, [], []],
  ];
  for (const [what, fields, known, answered, missing] of rows)
    it(what, () => {
      const names = missingQuestions(contactQuestions(fields), known, answered).map(({ name }) => name);
      assert.deepEqual(names, missing);
    });
});

describe('questions from settings', () => {
  it('know the usual ones by name, and are required as words', () => {
    const [email, phone, shoe] = contactQuestions(['email', { name: 'phone' }, { name: 'shoe', label: 'Shoe size' }]);
    assert.deepEqual([email?.type, email?.required], ['email', true]);
    assert.deepEqual([phone?.type, phone?.required], ['phone', false]);
    assert.deepEqual([shoe?.type, shoe?.label, shoe?.required], ['text', 'Shoe size', false]);
  });

  it('take no name twice, no name that is none, no type that is none, and no endless list', () => {
    const odd = [{ name: ' ' }, { name: '__proto__' }, { name: 'a', type: 'password' }, { name: 'a', label: 'Second' }];
    const questions = contactQuestions(odd as unknown as readonly ContactField[]);
    assert.deepEqual(
      questions.map(({ name, type, label }) => [name, type, label]),
      [['a', 'text', 'Second']],
    );
    assert.equal(contactQuestions(Array.from({ length: 99 }, (_, index) => `field-${index}`)).length, 20);
  });
});

describe('a clean contact', () => {
  it('has words only, none that read as others, none endless', () => {
    const dirty = {
      name: '  Ann \u202e\u0000Lee\n\u200bJr ',
      email: ' ann@bücher.example ',
      phone: 15551234567,
      vip: true,
      nested: { name: 'x' },
      empty: ' ',
      note: 'x'.repeat(5000),
    };
    const { note, ...rest } = cleanContact(dirty);
    assert.deepEqual(rest, { name: 'Ann Lee Jr', email: 'ann@bücher.example', phone: '15551234567', vip: 'true' });
    assert.equal(note?.length, 1000);
  });

  it('is nothing of what is no contact, and cannot change what all objects are', () => {
    for (const raw of [undefined, null, 'Ann', 5, []]) assert.deepEqual(cleanContact(raw), {});
    assert.deepEqual(cleanContact(JSON.parse('{"__proto__": "x", "name": "Ann"}')), { name: 'Ann' });
    assert.equal(Object.keys(cleanContact(Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`f${i}`, 'x'])))).length, 30); // prettier-ignore
  });

  it('cuts between letters, not within one', () => {
    assert.equal(cleanContact({ name: '😀'.repeat(200) }).name, '😀'.repeat(100));
  });
});
