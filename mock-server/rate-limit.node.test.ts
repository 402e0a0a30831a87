import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  let now = 0;
  const clock = { now: () => now, sleep: async () => {} };
  const times = (count: number, take: () => Promise<number>) => Promise.all(Array.from({ length: count }, take));

  it('lets half a minute’s worth through at once, then one a second', async () => {
    const { take } = createRateLimit(60, clock);
    assert.deepEqual(new Set(await times(30, () => take('s'))), new Set([0]));
    assert.equal(await take('s'), 1000);
    now += 1000;
    assert.equal(await take('s'), 0);
    assert.equal(await take('s'), 1000);
  });
  it('counts each session by itself', async () => {
    const { take } = createRateLimit(2, clock);
    assert.equal(await take('a'), 0);
    assert.ok((await take('a')) > 0);
    assert.equal(await take('b'), 0);
  });
  it('never saves up more than the burst', async () => {
    const { take } = createRateLimit(4, clock);
    await take('s');
    now += 3_600_000;
    assert.deepEqual(
      (await times(3, () => take('s'))).map((wait) => wait > 0),
      [false, false, true],
    );
  });
  it('forgets nobody who has to wait, however many others come', async () => {
    const { take } = createRateLimit(60, clock, 10);
    await times(30, () => take('s'));
    for (let other = 0; other < 1000; other += 1) await take(`other ${other}`);
    assert.equal(await take('s'), 1000);
  });
  it('is off at 0', async () => {
    const { take } = createRateLimit(0, clock);
    assert.deepEqual(new Set(await times(1000, () => take('s'))), new Set([0]));
  });
});
