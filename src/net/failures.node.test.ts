import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf, type FailedRequest } from './failures.js';

const request: FailedRequest = {
  address: new URL('https://bot.example/turn?token=secret'),
  cause: new TypeError('Failed to fetch'),
  response: undefined,
  stopped: false,
  silence: undefined,
  blocked: () => false,
  idempotent: false,
  now: 0,
  after: (_, callback) => (callback(), () => undefined),
};

describe('a request without an answer', () => {
  it('may have arrived', async () => {
    const { code, outcome, message } = await failureOf(request);
    assert.deepEqual([code, outcome], ['unreachable', 'unknown']);
    assert.doesNotMatch(message, /secret/);
  });

  it('cannot have left where there was no network when it began', async () => {
    assert.equal((await failureOf({ ...request, offline: true })).outcome, 'not-sent');
  });

  it('may have arrived where an answer began, whatever the browser said of the network', async () => {
    const response = new Response('half');
    assert.equal((await failureOf({ ...request, offline: true, response })).outcome, 'unknown');
  });
});
