import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChatError, RejectedError, TransportError, type ChatErrorOptions } from '../protocol/errors.js';
import { judge, waitFor, type FailedAttempt, type Verdict } from './resend.js';

const attempt = (error: ChatError, more: Partial<FailedAttempt> = {}): FailedAttempt => ({
  error,
  answered: 1,
  age: 0,
  renewed: false,
  idempotent: true,
  ...more,
});
const unknown = new TransportError('server-error', '500', { outcome: 'unknown' });
const busy = new TransportError('rate-limited', '429', { outcome: 'not-sent', retryAfter: 2_000 });
const lost = new TransportError('unreachable', 'no road', { outcome: 'unknown' });
const notSent = new TransportError('unreachable', 'no road', { outcome: 'not-sent' });
const refused = new RejectedError('unauthorized', '401', { outcome: 'auth' });
const once = { idempotent: false };

const table: readonly (readonly [string, FailedAttempt, Verdict])[] = [
  ['read and refused', attempt(new RejectedError('too-large', '413', { outcome: 'rejected' })), 'give-up'],
  ['refused without a word about the outcome', attempt(new RejectedError('rejected', 'No.')), 'give-up'],
  ['stopped by the visitor', attempt(new ChatError('aborted', '', { outcome: 'unknown' })), 'give-up'],
  ['a token that was refused', attempt(refused), 'renew'],
  ['a new token that was refused as well', attempt(refused, { renewed: true }), 'give-up'],
  ['busy', attempt(busy), 'again'],
  ['busy, a sixth time', attempt(busy, { answered: 6 }), 'again'],
  ['busy for two minutes', attempt(busy, { answered: 6, age: 120_000 }), 'give-up'],
  ['busy, where the same id counts twice', attempt(busy, once), 'again'],
  ['nobody there', attempt(notSent, once), 'again'],
  ['nobody there for an hour', attempt(notSent, { age: 3_600_000, answered: 9 }), 'again'],
  ['an answer that got lost', attempt(lost), 'again'],
  ['an answer that got lost, where the same id counts twice', attempt(lost, once), 'reconcile'],
  ['broken', attempt(unknown), 'again'],
  ['broken, a fifth time', attempt(unknown, { answered: 5 }), 'give-up'],
  ['broken for two minutes', attempt(unknown, { answered: 3, age: 120_000 }), 'give-up'],
  ['broken, where the same id counts twice', attempt(unknown, once), 'reconcile'],
  ['a transport that says nothing of the outcome', attempt(new TransportError('unreachable', '')), 'again'],
  [
    'a transport that says nothing of the outcome, a fifth time',
    attempt(new TransportError('unreachable', ''), { answered: 5 }),
    'give-up',
  ],
];

describe('whether a command is sent again', () => {
  for (const [what, given, verdict] of table) it(`${what}: ${verdict}`, () => assert.equal(judge(given), verdict));
});

describe('how long it waits', () => {
  const wait = (failures: number, random: number, options: ChatErrorOptions = {}) =>
    waitFor(new TransportError('server-error', '', options), failures, 500, () => random);
  it('at most twice as long each time, by chance, and never over 30 s', () => {
    assert.deepEqual(
      [0, 1, 2, 5, 6, 7, 60].map((failures) => wait(failures, 1)),
      [500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000],
    );
    assert.equal(wait(3, 0), 0);
    assert.equal(wait(3, 0.25), 1_000);
  });
  it('as long as the server asked for', () => assert.equal(wait(9, 0, { retryAfter: 7_000 }), 7_000));
});
