import { expect } from '@open-wc/testing';
import { readRetryAfter } from './retry-after.js';

const now = Date.UTC(2026, 0, 1);

describe('readRetryAfter', () => {
  const table: readonly [string | null, number | undefined][] = [
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['2', 2_000],
    [' 7 ', 7_000],
    ['0', 1_000],
    ['99999999999', 300_000],
    [new Date(now + 5_000).toUTCString(), 5_000],
    [new Date(now - 5_000).toUTCString(), 1_000],
    [new Date(now + 86_400_000).toUTCString(), 300_000],
  ];
  for (const [header, wait] of table) {
    it(`reads ${JSON.stringify(header)} as ${wait}`, () => expect(readRetryAfter(header, now)).to.equal(wait));
  }
});
