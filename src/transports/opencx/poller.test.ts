import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { clockOf } from '../../net/clock.js';
import { fakeClock } from '../../net/fakes/clock.js';
import { RejectedError, TransportError } from '../../protocol/errors.js';
import { createPoller, type Found } from './poller.js';

function setUp(answers: (count: number) => Found | Promise<Found> = () => 'nothing') {
  const clock = fakeClock(0.5);
  const at: number[] = [];
  const troubles: unknown[] = [];
  let isHidden = false;
  let isIdle = false;
  let isWatched = true;
  let tellWatched = () => {};
  let longest = Infinity;
  let wake = () => {};
  const begin = clock.elapsed();
  let running = 0;
  let most = 0;
  const poller = createPoller({
    clock: clockOf(clock),
    attention: {
      hidden: () => isHidden,
      onWake(listener) {
        wake = listener;
        return () => (wake = () => {});
      },
    },
    watched: {
      get: () => isWatched,
      subscribe(listener) {
        tellWatched = listener;
        return () => (tellWatched = () => {});
      },
    },
    async look() {
      at.push((clock.elapsed() - begin) / 1000);
      most = Math.max(most, (running += 1));
      try {
        return await answers(at.length);
      } finally {
        running -= 1;
      }
    },
    longest: () => longest,
    idle: () => isIdle,
    backoff: 500,
    onTrouble: (error, count, retryIn) => troubles.push([error.code, count, retryIn]),
    onGood: () => troubles.push('good'),
  });
  /** So many seconds, a quarter at a time: what was looked at is answered between them. */
  async function pass(seconds: number): Promise<void> {
    for (let quarter = 0; quarter < seconds * 4; quarter += 1) {
      clock.advance(250);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  }
  const settle = () => pass(0).then(() => new Promise<void>((resolve) => setTimeout(resolve)));
  return {
    poller,
    clock,
    at,
    troubles,
    pass,
    settle,
    most: () => most,
    hide: (hidden: boolean) => (isHidden = hidden),
    watch(watched: boolean) {
      isWatched = watched;
      tellWatched();
    },
    idle: () => (isIdle = true),
    longest: (ms: number) => (longest = ms),
    wake: () => wake(),
  };
}
const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? NaN));

describe('poller', () => {
  it('looks every thirty seconds while the panel is closed, and at once when it opens', async () => {
    const { poller, at, pass, watch } = setUp(() => 'news');
    watch(false);
    poller.now();
    await pass(61);
    expect(at.map(Math.floor)).to.deep.equal([0, 30, 60]);
    watch(true);
    await pass(3);
    expect(at.slice(3).map(Math.floor)).to.deep.equal([61, 63]);
    watch(false);
    poller.stop();
    watch(true);
    await pass(60);
    expect(at).to.have.length(5);
  });

  it('does not look sooner at a backend that fails while nobody looks', async () => {
    const { poller, at, pass, hide } = setUp(() => {
      throw new TransportError('unreachable', 'Gone.', { outcome: 'not-sent' });
    });
    hide(true);
    poller.now();
    await pass(95);
    expect(at.map(Math.floor)).to.deep.equal([0, 30, 60, 90]);
    poller.stop();
  });

  it('looks at once, soon, and then more and more seldom, down to every ten seconds', async () => {
    const { poller, at, pass, settle } = setUp();
    poller.now();
    await settle();
    await pass(60);
    expect(at[0]).to.equal(0);
    const waits = gaps(at);
    expect(waits[0]).to.equal(2);
    expect(Math.max(...waits)).to.equal(10);
    expect(waits).to.deep.equal([...waits].sort((one, other) => one - other));
    poller.stop();
  });

  it('looks often again as soon as something is new, and after the visitor spoke', async () => {
    const { poller, at, pass, settle } = setUp((count) => (count === 6 ? 'news' : 'nothing'));
    poller.now();
    await settle();
    await pass(45);
    expect(gaps(at)[5]).to.equal(2);
    poller.liven();
    poller.now();
    await settle();
    const before = at.length;
    await pass(3);
    expect(at.length).to.equal(before + 1);
    poller.stop();
  });

  it('keeps to what the backend likes, between two and ten seconds', async () => {
    for (const [likes, gets] of [
      [4_000, 4],
      [500, 2],
      [600_000, 10],
    ] as const) {
      const { poller, at, pass, settle, longest } = setUp();
      longest(likes);
      poller.now();
      await settle();
      await pass(60);
      expect(Math.max(...gaps(at))).to.equal(gets);
      poller.stop();
    }
  });

  it('looks every thirty seconds while the page is hidden, and at once when it is seen', async () => {
    const { poller, at, pass, settle, hide, wake } = setUp(() => 'news');
    hide(true);
    poller.now();
    await settle();
    await pass(95);
    expect(at).to.deep.equal([0, 30, 60, 90]);
    hide(false);
    wake();
    await settle();
    expect(at).to.have.length(5);
    await pass(2);
    expect(at.at(-1)).to.equal(97);
    poller.stop();
  });

  it('looks every thirty seconds once the session is closed, and after five minutes without a word', async () => {
    const closed = setUp();
    closed.idle();
    closed.poller.now();
    await closed.settle();
    await closed.pass(65);
    expect(closed.at).to.deep.equal([0, 30, 60]);
    closed.poller.stop();
    const quiet = setUp();
    quiet.poller.now();
    await quiet.settle();
    await quiet.pass(400);
    expect(gaps(quiet.at).at(-1)).to.equal(30);
    quiet.poller.stop();
  });

  it('has one look at a time; whoever wants one meanwhile gets the next', async () => {
    let answer: (found: Found) => void = () => {};
    const { poller, at, settle, most, wake } = setUp(() => new Promise((resolve) => (answer = resolve)));
    poller.now();
    poller.now();
    wake();
    poller.now();
    expect(at).to.have.length(1);
    answer('nothing');
    await waitUntil(() => at.length === 2);
    answer('nothing');
    await settle();
    expect(at).to.have.length(2);
    expect(most()).to.equal(1);
    poller.stop();
  });

  it('waits longer after each failure, says so, and goes on', async () => {
    const { poller, at, troubles, settle, pass } = setUp((count) => {
      if (count < 4) throw new TransportError('unreachable', 'Nobody.', { outcome: 'unknown' });
      return 'nothing';
    });
    poller.now();
    await settle();
    await pass(20);
    expect(troubles.slice(0, 4)).to.deep.equal([
      ['unreachable', 1, 2250],
      ['unreachable', 2, 2500],
      ['unreachable', 3, 3000],
      'good',
    ]);
    expect(at.length).to.be.greaterThan(3);
    poller.stop();
  });

  it('obeys a server that asks for a wait, also when the page wakes', async () => {
    const { poller, at, settle, pass, wake } = setUp((count) => {
      if (count === 1) throw new TransportError('rate-limited', 'Wait.', { outcome: 'not-sent', retryAfter: 20_000 });
      return 'nothing';
    });
    poller.now();
    await settle();
    await pass(5);
    wake();
    await settle();
    await pass(14);
    expect(at).to.have.length(1);
    await pass(2);
    expect(at).to.have.length(2);
    poller.stop();
  });

  it('waits for the whole of what is left of a wait, however little', async () => {
    const { poller, troubles, settle } = setUp(() => {
      throw new TransportError('rate-limited', 'Wait.', { outcome: 'not-sent', retryAfter: 0.3 });
    });
    poller.now();
    await settle();
    expect(troubles).to.deep.equal([['rate-limited', 1, 1]]);
    poller.stop();
  });

  it('rests where there is nothing to look at, and when it is stopped', async () => {
    const nowhere = setUp(() => 'nowhere');
    nowhere.poller.now();
    await nowhere.settle();
    await nowhere.pass(60);
    expect(nowhere.at).to.have.length(1);
    expect(nowhere.clock.waiting()).to.equal(0);
    const stopped = setUp(() => {
      throw new RejectedError('rejected', 'No.', { outcome: 'rejected' });
    });
    stopped.poller.now();
    stopped.poller.stop();
    await stopped.settle();
    stopped.wake();
    await stopped.pass(60);
    expect(stopped.at).to.have.length(1);
    expect(stopped.troubles).to.deep.equal([]);
    expect(stopped.clock.waiting()).to.equal(0);
  });
});
