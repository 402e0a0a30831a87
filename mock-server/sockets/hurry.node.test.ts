import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHurry } from './hurry.js';

describe('how fast a socket may speak', () => {
  const at = { now: 0 };
  const hurried = createHurry(() => at.now);
  /** How many of so many frames may pass. */
  const pass = (frames: number): number => Array.from({ length: frames }, hurried).filter((tooFast) => !tooFast).length;

  it('is twenty frames a second, and what was not said before may be made up for, within a minute', () => {
    assert.equal(pass(25), 20);
    at.now += 6_000;
    assert.equal(pass(200), 115);
    at.now += 3_600_000;
    assert.equal(pass(2000), 1200);
  });
});
