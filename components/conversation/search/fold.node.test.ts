import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fold, placesOf } from './fold.js';

/** What is searched for, and a text in which it stands between the brackets. */
const found: readonly (readonly [string, string])[] = [
  ['cafe', 'Un [Café] au lait'],
  ['CAFÉ', 'a plain [cafe]'],
  ['strasse', 'no ß here, but a [Strasse]'],
  ['محمد', 'قال [مُحَمَّد] هذا'],
  ['احمد', '[أحمد]'],
  ['שלום', 'אמר [שָׁלוֹם]'],
  ['東京', 'ここは[東京]です'],
  ['abc', '[ＡＢＣ] wide'],
  ['naïve', 'so [naive], so [naïve]'],
  // In these a mark is a letter of its own.
  ['दिन', 'दान नहीं, [दिन] है'],
  ['किताब', 'कताब, [किताब]'],
  ['ที่', 'ทำ ทา [ที่]'],
  ['ハハ', 'ババ、パパ、[ハハ]'],
  ['は', 'が ば ぱ [は]'],
  // What many leave out, or write in another way.
  ['जमीन', 'यह [ज़मीन] है'],
  ['ज़मीन', 'यह [जमीन] है'],
  ['ΟΔΟΣ', 'η [οδος], η [ΟΔΟΣ]Α'],
  ['ışık', 'bir [IŞIK]'],
  ['کتاب', 'هذا [كتاب]'],
  ['ก\u0e49\u0e39', 'ต้อง [ก\u0e39\u0e49]'],
  // Half a sign is all of it.
  ['ffi', 'the o[ﬃ]ce'],
  ['ガラス', 'カラス [ガラス] [ｶﾞﾗｽ] [カ\u3099ラス]'],
];

describe('what is found in a text', () => {
  for (const [words, text] of found)
    it(`${words} in ${text}`, () => {
      const plain = text.replace(/[[\]]/g, '');
      const marked = placesOf(fold(words), plain).map(([from, to]) => plain.slice(from, to));
      assert.deepEqual(
        marked.map((each) => fold(each)),
        [...text.matchAll(/\[(.*?)\]/g)].map(([, each = '']) => fold(each)),
      );
      assert.ok(marked.length > 0);
    });

  it('is all of a sign that is still being written', () => {
    assert.deepEqual(placesOf(fold('가'), '한 각시'), [[2, 3]]);
    assert.deepEqual(placesOf(fold('한그'), '한글은'), [[0, 2]]);
  });

  it('is nothing for nothing', () => assert.deepEqual(placesOf('', 'text'), []));
});
