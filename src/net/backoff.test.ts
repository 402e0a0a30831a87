import { expect } from '@open-wc/testing';
import { createBackoff } from './backoff.js';
import { fakeClock } from './fakes/clock.js';

describe('createBackoff', () => {
  it('doubles up to thirty seconds', () => {
    const { next } = createBackoff(fakeClock(1));
    expect(Array.from({ length: 8 }, next)).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('takes any time between none and that', () => {
    expect(createBackoff(fakeClock(0)).next()).to.equal(0);
    expect(createBackoff(fakeClock(0.5)).next()).to.equal(250);
  });

  it('forgets after ten good seconds, and not before', () => {
    const clock = fakeClock(1);
    const backoff = createBackoff(clock);
    backoff.next();
    backoff.ready();
    clock.advance(9_999);
    expect(backoff.next()).to.equal(1_000);
    backoff.ready();
    clock.advance(10_000);
    expect(backoff.next()).to.equal(500);
  });
});
