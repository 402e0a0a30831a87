import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { growth, median, percentile } from './statistics.js';

describe('the statistics of the bench', () => {
  it('finds the middle of many, of two and of one, in any order', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([7]), 7);
    assert.ok(Number.isNaN(median([])));
  });

  it('finds what a share of all is not above', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile([3], 0.95), 3);
  });

  it('tells a line from a square', () => {
    const sizes = [5, 20, 80, 320];
    assert.equal(growth(sizes.map((size) => [size, 3 * size])).toFixed(6), '1.000000');
    assert.equal(growth(sizes.map((size) => [size, size * size])).toFixed(6), '2.000000');
    assert.ok(Number.isNaN(growth([[5, 1]])), 'one point has no slope');
    assert.equal(
      growth([
        [5, -1],
        [10, 10],
        [20, 20],
      ]).toFixed(6),
      '1.000000',
    );
  });
});
