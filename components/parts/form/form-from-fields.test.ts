import { expect } from '@open-wc/testing';
import { form } from './form.part.js';
import { formFromFields } from './form-from-fields.js';

const fieldOf = (name: string, value: unknown) => formFromFields('f', { [name]: value })?.fields?.[0];

describe('formFromFields', () => {
  const text = { type: 'text', label: 'X', name: 'x', mandatory: false, multiline: false };
  const choice = { label: 'X', name: 'x', mandatory: false };
  const options = { a: 'Apple', b: 2, c: null };
  const items = [
    { id: 'a', label: 'Apple' },
    { id: 'b', label: '2' },
    { id: 'c', label: 'c' },
  ];
  const table: readonly (readonly [unknown, object])[] = [
    ['text', { ...text, format: 'plain' }],
    ['EMAIL', { ...text, format: 'email' }],
    ['tel', { ...text, format: 'phone' }],
    ['number', { ...text, format: 'number' }],
    ['textarea', { ...text, format: 'plain', multiline: true }],
    ['something new', { ...text, format: 'plain' }],
    [null, { ...text, format: 'plain' }],
    [[], { ...text, format: 'plain' }],
    [{ type: { a: 1 } }, { ...text, format: 'plain' }],
    ['toString', { ...text, format: 'plain' }],
    ['password', { ...text, format: 'plain', autocomplete: 'current-password' }],
    [
      { type: 'text', placeholder: 'P', value: 'V', label: 'L', required: true },
      { ...text, format: 'plain', label: 'L', placeholder: 'P', value: 'V', mandatory: true },
    ],
    ['date', { ...choice, type: 'date' }],
    [
      { type: 'datetime', value: '2026-12-01T10:00' },
      { ...choice, type: 'date-time', value: '2026-12-01T10:00' },
    ],
    [
      { type: 'hidden', value: 5 },
      { ...choice, type: 'hidden', value: '5' },
    ],
    [
      { type: 'select', options },
      { ...choice, type: 'dropdown', items },
    ],
    [{ options }, { ...choice, type: 'dropdown', items }],
    [
      { type: 'radio', options },
      { ...choice, type: 'checks', radio: true, items },
    ],
    [
      { type: 'checkbox', options },
      { ...choice, type: 'checks', items },
    ],
    ['checkbox', { ...choice, type: 'checks', items: [{ id: 'true', label: 'X' }] }],
    [
      { type: 'select', options: ['a', { value: 'b', label: 'Bean' }, null, {}, []], default: 'b', placeholder: 'P' },
      { ...choice, type: 'dropdown', placeholder: 'P', items: [{ id: 'a', label: 'a' }, { id: 'b', label: 'Bean', selected: true }] }, // prettier-ignore
    ],
  ];
  for (const [value, field] of table)
    it(`reads ${JSON.stringify(value)}`, () => expect(fieldOf('x', value)).to.deep.equal(field));

  const labels = { first_name: 'First name', firstName: 'First name', FIRST_NAME: 'First name', 'E-Mail': 'E-Mail', Größe: 'Größe', 名前: '名前' }; // prettier-ignore
  for (const [name, label] of Object.entries(labels))
    it(`calls ${name} “${label}”`, () => expect(fieldOf(name, 'text')?.label).to.equal(label));

  it('makes a part that is accepted', () => {
    const part = formFromFields('contact', { name: 'text', ' ': 'text', mail: { type: 'email' } });
    expect(part?.fields?.map(({ name }) => name)).to.deep.equal(['name', 'mail']);
    expect(part && form.accepts(part)).to.equal(true);
  });

  for (const fields of [undefined, null, 'x', 5, [], ['text'], {}, { '': 'text' }])
    it(`is nothing with ${JSON.stringify(fields)}`, () => expect(formFromFields('f', fields)).to.equal(undefined));
});
