import { expect } from '@open-wc/testing';
import { isOpenAt } from './office-hours.js';
import { seedPrelude } from './recorded-wire.test-data.js';

const at = (time: string) => Date.parse(time);
const { officeHours: hours, officeHoursTimezone: zone } = seedPrelude;

describe('office hours of OpenCX', () => {
  // The second of March 2026 is a Monday; Berlin is an hour ahead of UTC.
  for (const [time, open] of [
    ['2026-03-02T07:59:00Z', false],
    ['2026-03-02T08:00:00Z', true],
    ['2026-03-02T15:59:00Z', true],
    ['2026-03-02T16:00:00Z', false],
    ['2026-03-07T09:30:00Z', true],
    ['2026-03-07T13:00:00Z', false],
    ['2026-03-08T11:00:00Z', false],
  ] as const)
    it(`are ${open ? 'on' : 'over'} at ${time}`, () => expect(isOpenAt(hours, zone, at(time))).to.equal(open));

  it('may be every day’s, and last over midnight', () => {
    const bar = { Everyday: { from: '20:00', to: '02:00' } };
    for (const [time, open] of [
      ['2026-03-02T19:59:00Z', false],
      ['2026-03-02T23:00:00Z', true],
      ['2026-03-03T01:59:00Z', true],
      ['2026-03-03T02:00:00Z', false],
    ] as const)
      expect(isOpenAt(bar, null, at(time))).to.equal(open);
  });

  it('are unknown where nobody names any, or a zone that is none', () => {
    for (const [odd, place] of [
      [undefined, null],
      [{}, null],
      ['always', null],
      [hours, 'Mars/Olympus'],
    ] as const)
      expect(isOpenAt(odd, place, 0)).to.equal(undefined);
    expect(isOpenAt({ Everyday: { from: 'nine', to: 5 } }, null, 0)).to.equal(false);
  });
});
