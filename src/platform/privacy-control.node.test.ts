import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { persistFor, privacyControl } from './privacy-control.js';

describe('Global Privacy Control', () => {
  it('is what the browser says, and nothing else counts as a yes', () => {
    assert.equal(privacyControl({ globalPrivacyControl: true }), true);
    for (const said of [false, undefined, 1, '1', 'true', null])
      assert.equal(privacyControl({ globalPrivacyControl: said }), false);
    assert.equal(privacyControl({}), false);
  });

  it('makes always no longer than a session, and lengthens nothing', () => {
    assert.equal(persistFor('always', true), 'session');
    assert.equal(persistFor('session', true), 'session');
    assert.equal(persistFor('none', true), 'none');
    assert.equal(persistFor('always', false), 'always');
  });
});
