import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSilence } from './silence.js';

/** Time that passes when a test says so. */
function testClock() {
  let now = 0;
  let timers = 0;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        timers += 1;
        sleepers.add({ until: now + ms, wake });
      }),
    timers: () => timers,
    pass: async (ms: number) => {
      now += ms;
      for (const each of sleepers) if (each.until <= now && sleepers.delete(each)) each.wake();
      await new Promise(setImmediate);
    },
  };
}

function watched() {
  const clock = testClock();
  const ending = new AbortController();
  const silence = createSilence(1000, clock, ending.signal);
  let silences = 0;
  const dread = () => silence.dread(() => (silences += 1));
  return { clock, ending, silence, dread, silences: () => silences };
}

describe('a silence', () => {
  it('is noticed once it has lasted', async () => {
    const { clock, dread, silences } = watched();
    dread();
    await clock.pass(999);
    assert.equal(silences(), 0);
    await clock.pass(1);
    assert.equal(silences(), 1);
  });

  it('lasts from the last words on', async () => {
    const { clock, silence, dread, silences } = watched();
    dread();
    await clock.pass(600);
    silence.broken();
    dread();
    await clock.pass(999);
    assert.equal(silences(), 0);
    await clock.pass(1);
    assert.equal(silences(), 1);
  });

  it('takes one timer, however many words there are', async () => {
    const { clock, silence, dread } = watched();
    for (let word = 0; word < 100; word += 1) {
      dread();
      silence.broken();
    }
    await clock.pass(1);
    assert.equal(clock.timers(), 1);
  });

  it('is none where nothing is waited for, and can be dreaded again', async () => {
    const { clock, silence, dread, silences } = watched();
    dread();
    silence.broken();
    await clock.pass(1000);
    await clock.pass(1000);
    assert.equal(silences(), 0);
    dread();
    await clock.pass(1000);
    assert.equal(silences(), 1);
  });

  it('is nothing to whoever has left', async () => {
    const { clock, ending, dread, silences } = watched();
    dread();
    ending.abort();
    await clock.pass(1000);
    assert.equal(silences(), 0);
  });
});
