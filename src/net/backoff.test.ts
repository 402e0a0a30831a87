import { expect } from '@open-wc/testing';
import { createBackoff } from './backoff.js';
import { fakeClock } from './fakes/clock.js';

describe('createBackoff', () => {
  it('doubles up to thirty seconds', () => {
    const { next } = createBackoff(fakeClock(1));
    expect(Array.from({ length: 8 }, next)).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('begins with the wait that the page asked for', () => {
    const { next } = createBackoff(fakeClock(1), 20);
    expect([next(), next(), next()]).to.deep.equal([20, 40, 80]);
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
    expect(backoff.lost()).to.equal(false);
    expect(backoff.next()).to.equal(1_000);
    backoff.ready();
    clock.advance(10_000);
    expect(backoff.lost()).to.equal(true);
    expect(backoff.next()).to.equal(500);
  });

  it('does not believe the clock on the wall', () => {
    const clock = fakeClock(1);
    const backoff = createBackoff(clock);
    backoff.next();
    backoff.ready();
    clock.jump(86_400_000);
    expect(backoff.lost()).to.equal(false);
    expect(backoff.next()).to.equal(1_000);
  });

  it('lets nobody try more than twenty times a minute, whatever chance says', () => {
    const clock = fakeClock(0);
    const backoff = createBackoff(clock);
    const begun = clock.elapsed();
    for (let attempts = 0; attempts < 20; attempts++) {
      expect(backoff.rest()).to.equal(0);
      backoff.attempt();
      clock.advance(100);
    }
    expect(backoff.rest()).to.equal(begun + 60_000 - clock.elapsed());
    expect(backoff.next()).to.equal(backoff.rest());
    clock.advance(backoff.rest());
    expect(backoff.rest()).to.equal(0);
  });

  it('keeps twenty pages whose server went away out of step', () => {
    const attempts: number[] = [];
    for (let page = 0; page < 20; page++) {
      const clock = fakeClock();
      const { next } = createBackoff({ elapsed: clock.elapsed, random: chance(page) });
      for (let at = next(); at < 30_000; at += next()) attempts.push(at);
    }
    /** The most attempts of all pages within one second that begins in that time. */
    const busiest = (from: number, to: number): number =>
      Math.max(
        ...attempts
          .filter((at) => at >= from && at < to)
          .map((at) => attempts.filter((each) => each >= at && each < at + 1_000).length),
      );
    expect(busiest(3_000, 30_000)).to.be.at.most(10);
  });
});

/** The same numbers at every run, other ones for each seed. */
function chance(seed: number): () => number {
  let state = Math.imul(seed + 1, 2_654_435_761);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
