import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languageTag } from './language.js';

describe('a language tag', () => {
  for (const [said, tag] of [
    ['de', 'de'],
    ['DE-at', 'de-AT'],
    ['en_US', 'en-US'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['', undefined],
    ['no such tag', undefined],
    ['"><script>', undefined],
    [undefined, undefined],
    [null, undefined],
    [7, undefined],
    [['de'], undefined],
  ] as const)
    it(`is ${String(tag)} for ${JSON.stringify(said)}`, () => assert.equal(languageTag(said), tag));
});
