import assert from 'node:assert/strict';
import { it } from 'node:test';
import { persistFor } from './persist-for.js';

it('makes always no longer than a session, and lengthens nothing', () => {
  assert.equal(persistFor('always', true), 'session');
  assert.equal(persistFor('session', true), 'session');
  assert.equal(persistFor('none', true), 'none');
  assert.equal(persistFor('always', false), 'always');
});
