import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applies } from './condition.js';

const scope = new Map<string, unknown>([
  ['room', 'sea'],
  ['nights', '3'],
  ['extras', ['breakfast', 'parking']],
  ['none', []],
  ['empty', ''],
  ['guest-name', 'Ann'],
  ['größe', 'L'],
  ['it', 'it’s “fine”'],
]);

const table: Readonly<Record<string, boolean>> = {
  "room === 'sea'": true,
  "room === 'garden'": false,
  'room == "sea"': true,
  "'sea' == room": true,
  "room !== 'sea'": false,
  "room != 'garden'": true,
  'nights == 3': true,
  'nights === 3': false,
  "nights === '3'": true,
  'nights != 3': false,
  '1.5 == 1.5': true,
  '-1 == -1': true,
  room: true,
  empty: false,
  none: false,
  '!none': true,
  extras: true,
  "extras == 'parking'": true,
  "'breakfast' === extras": true,
  "extras != 'sauna'": true,
  'missing == null': true,
  'missing === null': false,
  'missing != null': false,
  missing: false,
  '!missing': true,
  '!!room': true,
  true: true,
  false: false,
  null: false,
  'true && false': false,
  'true || false': true,
  'false && false || true': true,
  'true || false && false': true,
  '(true || false) && false': false,
  "!(room == 'sea' && nights == 3)": false,
  "room=='sea'&&!missing": true,
  "room == ('garden' || 'sea')": false,
  "  room   ==\n'sea' ": true,
  "guest-name == 'Ann'": true,
  "größe == 'L'": true,
  "'a\\'b' == \"a'b\"": true,
  "'\\\\' == '\\\\'": true,
};

/** Nothing of this is understood, so what depends on it is shown, and nothing happens. */
const unreadable: readonly unknown[] = [
  undefined, null, 5, true, {}, [], '', '   ', '==', '== 1', '1 ==', '&&', 'a &', 'a | b', 'a = b', '(', ')', '()', '(a', 'a)',
  '!', 'a b', "'open", '"open', "a == 'b", 'a + b', 'a > 3', 'a ? b : c', 'a.b', 'a[0]', 'a()', 'alert(1)', 'alert`1`',
  "missing == 'x';", 'missing, false', 'false // x', 'false /* x */', '`${1}`', '1e9 == 2', '0x10', '.5', '== ==', '!== 1',
  "constructor.constructor('alert(1)')()", 'this.x', 'new Date', '(() => false)()', 'missing ?? false', '{}', '[]', '/x/',
  'a ==== b', 'false\u0000', '\\u0061', '#x', '@', 'import("x")', 'false; while(true){}', '='.repeat(400),
  `${'('.repeat(21)}false${')'.repeat(21)}`, `${'!'.repeat(22)}true`, `false ${' '.repeat(500)}`, `'${'x'.repeat(600)}' == 'y'`,
]; // prettier-ignore

describe('applies', () => {
  for (const [condition, shown] of Object.entries(table))
    it(`${condition} is ${shown}`, () => assert.equal(applies(condition, scope), shown));

  for (const condition of unreadable)
    it(`shows what depends on ${JSON.stringify(condition)?.slice(0, 60)}`, () =>
      assert.equal(applies(condition, scope), true));

  for (const name of [
    '__proto__',
    'constructor',
    'toString',
    'prototype',
    'hasOwnProperty',
    'window',
    'globalThis',
    'undefined',
  ])
    it(`knows no ${name}`, () => {
      assert.equal(applies(name, scope), false);
      assert.equal(applies(`${name} == null`, new Map()), true);
    });

  it('nests as deep as it says', () => {
    assert.equal(applies(`${'('.repeat(20)}false${')'.repeat(20)}`, scope), false);
    assert.equal(applies(`${'!'.repeat(20)}missing`, scope), false);
    assert.equal(applies(`${'(a) || '.repeat(60)}false`, new Map()), false);
  });

  // A pattern that tries again and again would not end before the run does.
  it('is done with whatever is thrown at it', () => {
    for (const text of [
      "'".repeat(499),
      '\\'.repeat(499),
      `'${'\\'.repeat(498)}`,
      ' '.repeat(500),
      'a||'.repeat(166),
      '!('.repeat(249),
    ])
      assert.equal(typeof applies(text, scope), 'boolean');
  });
});
