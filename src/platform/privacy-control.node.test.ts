import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { privacyControl } from './privacy-control.js';

describe('Global Privacy Control', () => {
  it('is what the browser says, and nothing else counts as a yes', () => {
    assert.equal(privacyControl({ globalPrivacyControl: true }), true);
    for (const said of [false, undefined, 1, '1', 'true', null])
      assert.equal(privacyControl({ globalPrivacyControl: said }), false);
    assert.equal(privacyControl({}), false);
  });
});
