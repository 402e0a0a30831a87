import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minutes } from './minutes.js';

describe('a duration', () => {
  for (const [seconds, locale, shown] of [
    [0, 'en', '0:00'],
    [7.9, 'en', '0:07'],
    [750, 'de', '12:30'],
    [3723, 'en', '1:02:03'],
    [3_600_000, 'de', '1000:00:00'],
    [67, 'fa', '۱:۰۷'],
    [67, 'ar-EG', '١:٠٧'],
    [67, 'hi', '1:07'],
    [67, 'hi-u-nu-deva', '१:०७'],
  ] as const)
    it(`of ${seconds} s is ${shown} in ${locale}`, () => assert.equal(minutes(seconds, locale), shown));
});
