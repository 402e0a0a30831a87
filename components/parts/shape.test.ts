import { expect } from '@open-wc/testing';
import { anAction } from './action-shape.js';
import { aNumber, aText, has, maybe, oneOf, some, type Check } from './shape.js';

const table: readonly (readonly [string, Check, readonly unknown[], readonly unknown[]])[] = [
  ['a text', aText, ['x', ' x '], ['', '  ', 1, null, undefined, {}, ['x']]],
  ['a number', aNumber, [0, -1.5], [NaN, Infinity, '1', null, undefined]],
  ['perhaps a text', maybe(aText), ['x', undefined, null], ['', 1, {}]],
  ['one of two', oneOf('a', 'b'), ['a', 'b'], ['c', 'toString', undefined, 0]],
  ['some texts', some(aText), [['x'], ['x', 'y']], [[], ['x', 1], 'x', { 0: 'x', length: 1 }, undefined]],
  [
    'an object',
    has({ name: aText, age: maybe(aNumber) }),
    [{ name: 'x' }, { name: 'x', age: 1, more: {} }],
    [{}, { name: 'x', age: '1' }, null, 'x', Object.create({ name: 'inherited' })],
  ],
  [
    'an action',
    anAction,
    [
      { type: 'reply', label: 'x' },
      { type: 'select', label: 'x', token: '' },
      { type: 'postback', label: 'x', data: '' },
      { type: 'link', label: 'x', url: 'https://a.example' },
      { type: 'call', label: 'x', phone: '+1' },
      { type: 'schedule', label: 'x' },
    ],
    [
      {},
      { type: 'reply' },
      { type: 'reply', label: ' ' },
      { type: 'select', label: 'x' },
      { type: 'link', label: 'x', url: 7 },
      { type: 'call', label: 'x' },
      { type: 'toString', label: 'x' },
      { type: '__proto__', label: 'x' },
      { label: 'x' },
      'x',
      null,
    ],
  ],
];

describe('a shape', () => {
  for (const [name, check, good, bad] of table)
    it(`knows ${name}`, () => {
      for (const value of good) expect(check(value), JSON.stringify(value)).to.equal(true);
      for (const value of bad) expect(check(value), JSON.stringify(value)).to.equal(false);
    });
});
