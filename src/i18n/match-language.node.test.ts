import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchLanguage } from './match-language.js';
import { regional } from './regional.js';

const there = ['en', 'ar', 'de', 'he', 'id', 'nb', 'pt', 'zh-Hans', 'zh-Hant'] as const;

describe('the language of a visitor', () => {
  for (const [wanted, found] of [
    ['de-AT', 'de'],
    ['pt-PT', 'pt'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-CN', 'zh-Hant'],
    ['yue', 'zh-Hant'],
    ['iw', 'he'],
    ['in', 'id'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['ar-EG', 'ar'],
    ['sr-Latn', undefined],
    ['de-Cyrl', undefined],
    ['xx', undefined],
    ['no such tag', undefined],
    ['', undefined],
  ] as const)
    it(`${wanted || 'nothing'} reads ${String(found)}`, () => assert.equal(matchLanguage([wanted], there), found));

  it('is the first of theirs that there is', () => {
    assert.equal(matchLanguage(['sr', '*', 'pt-BR', 'de'], there), 'pt');
    assert.equal(matchLanguage([], there), undefined);
  });
  it('has the dates of their own region', () => {
    assert.equal(regional('en', ['de', 'en-GB', 'en-US']), 'en-GB');
    assert.equal(regional('en', ['eng', 'de', 'en_US']), 'en');
  });
});
