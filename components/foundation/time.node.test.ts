import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayName } from './time.js';

const at = (day: number, hour = 12): number => new Date(2026, 2, day, hour).getTime();

describe('the name of a day', () => {
  it('is Today and Yesterday in the language of the interface, whatever the hour', () => {
    assert.equal(dayName(at(9, 0), 'en', at(9, 23)), 'Today');
    assert.equal(dayName(at(8, 23), 'en', at(9, 0)), 'Yesterday');
    assert.equal(dayName(at(8), 'de', at(9)), 'Gestern');
  });

  it('is its date before, and for a clock that is ahead', () => {
    assert.equal(dayName(at(7), 'en-GB', at(9)), 'Saturday 7 March');
    assert.equal(dayName(at(10), 'en-GB', at(9)), 'Tuesday 10 March');
  });

  it('says the year where it may be another one', () => {
    assert.equal(dayName(new Date(2025, 2, 10, 12).getTime(), 'en-GB', at(9)), '10 March 2025');
    assert.equal(dayName(new Date(2025, 11, 30, 12).getTime(), 'en-GB', at(9)), 'Tuesday 30 December');
  });
});
