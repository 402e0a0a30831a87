import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  let now = 0;
  const clock = { now: () => now, sleep: async () => {} };
  const times = (count: number, take: () => number) => Array.from({ length: count }, take);

  it('lets half a minute’s worth through at once, then one a second', () => {
    const { take } = createRateLimit(60, clock);
    assert.deepEqual(new Set(times(30, () => take('s'))), new Set([0]));
    assert.equal(take('s'), 1000);
    now += 1000;
    assert.equal(take('s'), 0);
    assert.equal(take('s'), 1000);
  });
  it('counts each session by itself', () => {
    const { take } = createRateLimit(2, clock);
    assert.equal(take('a'), 0);
    assert.ok(take('a') > 0);
    assert.equal(take('b'), 0);
  });
  it('never saves up more than the burst', () => {
    const { take } = createRateLimit(4, clock);
    take('s');
    now += 3_600_000;
    assert.deepEqual(
      times(3, () => take('s')).map((wait) => wait > 0),
      [false, false, true],
    );
  });
  it('is off at 0', () => {
    const { take } = createRateLimit(0, clock);
    assert.deepEqual(new Set(times(1000, () => take('s'))), new Set([0]));
  });
});
