import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { avatarTemplate } from './avatar.js';

/** What stands in the place of a picture that there is not. */
const rows: readonly (readonly [name: string, initial: string])[] = [
  ['Ana', 'A'],
  ['  élan', 'É'],
  ['e\u0301lan', 'E\u0301'],
  ['山田', '山'],
  ['👍🏽 Well', '👍'],
  ['🇩🇪 Marie', '🇩🇪'],
  ['1️⃣ Team', '1️⃣'],
  ['\u200fيمنى', 'ي'],
  ['\u2068 Ana\u2069', 'A'],
  ['', ''],
];

describe('the initial of a name', () => {
  for (const [name, initial] of rows)
    it(`is a whole sign: ${initial} of “${name}”`, () => {
      const place = document.createElement('div');
      render(avatarTemplate(name, undefined), place);
      expect(place.textContent?.trim()).to.equal(initial);
    });
});
