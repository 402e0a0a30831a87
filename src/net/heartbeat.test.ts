import { expect } from '@open-wc/testing';
import { clockOf } from './clock.js';
import { fakeClock } from './fakes/clock.js';
import { createHeartbeat } from './heartbeat.js';
import { patienceOf } from './patience.js';

function setUp(answers = true) {
  const clock = fakeClock();
  const said: string[] = [];
  const heartbeat = createHeartbeat({
    clock: clockOf(clock),
    patience: patienceOf(undefined),
    probe: () => {
      if (answers) said.push('probe');
      return answers;
    },
    onDead: () => said.push('dead'),
  });
  heartbeat.heard();
  return { clock, said, heartbeat };
}

describe('createHeartbeat', () => {
  it('asks after 25 seconds of silence, and gives up ten seconds later', () => {
    const { clock, said } = setUp();
    clock.advance(24_999);
    expect(said).to.deep.equal([]);
    clock.advance(1);
    expect(said).to.deep.equal(['probe']);
    clock.advance(9_999);
    expect(said).to.deep.equal(['probe']);
    clock.advance(1);
    expect(said).to.deep.equal(['probe', 'dead']);
    clock.advance(600_000);
    expect(said).to.have.length(2);
  });

  it('takes any word for a sign of life', () => {
    const { clock, said, heartbeat } = setUp();
    for (let minute = 0; minute < 10; minute++) {
      clock.advance(24_000);
      heartbeat.heard();
    }
    expect(said).to.deep.equal([]);
    clock.advance(25_000);
    heartbeat.heard();
    clock.advance(20_000);
    expect(said).to.deep.equal(['probe']);
  });

  it('asks once when it is told to ask now', () => {
    const { clock, said, heartbeat } = setUp();
    heartbeat.ask();
    heartbeat.ask();
    expect(said).to.deep.equal(['probe']);
    clock.advance(10_000);
    expect(said).to.deep.equal(['probe', 'dead']);
  });

  it('lets a silence be where nobody would answer', () => {
    const { clock, said } = setUp(false);
    clock.advance(600_000);
    expect(said).to.deep.equal([]);
    expect(clock.waiting()).to.equal(1);
  });

  it('asks again when the page slept over the answer, and believes the second silence', () => {
    const { clock, said, heartbeat } = setUp();
    heartbeat.ask();
    clock.freeze(300_000);
    expect(said).to.deep.equal(['probe', 'probe']);
    clock.freeze(60_000);
    expect(said).to.deep.equal(['probe', 'probe', 'dead']);
  });

  it('does not mind that somebody sets the clock', () => {
    const { clock, said, heartbeat } = setUp();
    heartbeat.ask();
    clock.jump(-86_400_000);
    clock.advance(10_000);
    expect(said).to.deep.equal(['probe', 'dead']);
  });

  it('leaves nothing behind', () => {
    const { clock, said, heartbeat } = setUp();
    heartbeat.ask();
    heartbeat.stop();
    clock.advance(600_000);
    expect(said).to.deep.equal(['probe']);
    expect(clock.waiting()).to.equal(0);
  });
});
