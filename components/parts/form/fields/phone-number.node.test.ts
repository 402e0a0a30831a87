import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { internationalNumber, regionsOf } from './phone-number.js';
import { plainDigits } from './plain-digits.js';

const read = (text: string, languages: readonly string[] = [], regions: readonly string[] = []) =>
  internationalNumber(plainDigits(text), regions, languages);

describe('a phone number', () => {
  const rows: readonly (readonly [
    text: string,
    languages: readonly string[],
    regions: readonly string[],
    number: string | undefined,
  ])[] = [
    ['+49 (30) 901820', [], [], '+4930901820'],
    ['+1 415-555-2671', ['de-DE'], [], '+14155552671'],
    ['030 901820', ['de-DE'], [], '+4930901820'],
    ['030 901820', ['de'], [], '+4930901820'],
    ['030 901820', ['en-US'], [], undefined],
    ['030 901820', ['en-US'], ['DE'], '+4930901820'],
    ['(415) 555-2671', ['en-US'], ['DE'], '+14155552671'],
    ['06 12345678', ['en', 'nl-NL'], [], '+31612345678'],
    ['0049 30 901820', ['de-DE'], [], '+4930901820'],
    ['011 49 30 901820', ['en-US'], [], '+4930901820'],
    ['٠١٠٠١٢٣٤٥٦٧', ['ar-EG'], [], '+201001234567'],
    ['+٢٠ ١٠٠ ١٢٣ ٤٥٦٧', [], [], '+201001234567'],
    ['＋８１ ９０ １２３４ ５６７８', [], [], '+819012345678'],
    ['+९१ ९८७६५ ४३२१०', [], [], '+919876543210'],
    ['+1 415 555 2671 ext. 5', [], [], '+14155552671'],
    ['030 901820', [], [], undefined],
    ['+49 1', ['de-DE'], [], undefined],
    ['+1 111 111 1111', [], [], undefined],
    ['+999 1234567', [], [], undefined],
    ['12', ['en-US'], [], undefined],
    ['call me', ['en-US'], [], undefined],
    ['my number is +49 30 901820', [], [], undefined],
    ['', ['en-US'], [], undefined],
    ['+'.repeat(10_000), ['en-US'], [], undefined],
    ['1'.repeat(100_000), ['en-US'], [], undefined],
    ['+49 30 901820', ['no language!', 'x'], ['XX', '', 'constructor'], '+4930901820'],
  ];
  for (const [text, languages, regions, number] of rows)
    it(`${text.slice(0, 30)} of ${[...languages, ...regions].join(', ') || 'nowhere'}: ${number ?? 'none'}`, () => {
      assert.equal(read(text, languages, regions), number);
    });

  it('is first looked for where the visitor says they are', () => {
    assert.deepEqual(regionsOf(['de', 'en-GB', 'pt-BR', 'en']), ['GB', 'BR', 'DE', 'US']);
  });

  it('has digits of every script, and nothing else is touched', () => {
    assert.equal(plainDigits('٣ ۴ ५ ７ 𝟙𝟞 𝟿 ๙ a-Z'), '3 4 5 7 16 9 9 a-Z');
    assert.equal(plainDigits('0123456789'), '0123456789');
  });
});
