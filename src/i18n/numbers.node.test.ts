import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numbersIn } from './numbers.js';
import { vocabularyFor } from './vocabulary.js';

describe('numbers', () => {
  it('have the digits of the visitor’s own region', () => {
    assert.equal(numbersIn('ar', ['en-US', 'ar-EG']).number(12), '١٢');
    assert.equal(numbersIn('ar', ['fr', 'ar-MA']).number(12), '12');
    assert.equal(numbersIn('fa', []).number(12), '۱۲');
    assert.equal(numbersIn('hi', []).number(12), '12');
  });
  it('stand in a text in the form that they ask for, and once', () => {
    const files = numbersIn('pl').plural({ one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' });
    assert.deepEqual([1, 3, 12, 1.5].map(files), ['1 plik', '3 pliki', '12 plików', '1,5 pliku']);
    assert.equal(numbersIn('en').plural({ other: 'all of them' })(3), 'all of them');
  });
  it('and dates are those of the region that the visitor names, and so is every other format', async () => {
    assert.equal((await vocabularyFor(['de-AT', 'en'])).locale, 'de-AT');
    assert.equal((await vocabularyFor(['zh-TW'])).locale, 'zh-Hant');
    assert.equal((await vocabularyFor(['fr', 'fr-CA'])).locale, 'fr-CA');
  });
});
