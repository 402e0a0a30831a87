import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockOf } from '../../net/clock.js';
import { fakeClock } from '../../net/fakes/clock.js';
import { TransportError } from '../../protocol/errors.js';
import { createReceipts } from './receipts.js';

describe('receipts', () => {
  it('fails the command that was refused, and no other', async () => {
    const receipts = createReceipts(clockOf(fakeClock()));
    const refusal = new TransportError('rate-limited', 'Later.', { outcome: 'not-sent' });
    const ends: string[] = [];
    const waiting = ['a', 'b'].map((id) =>
      receipts
        .expect(id, 1_000, () => {})
        .then(
          () => ends.push(`${id} arrived`),
          (reason: unknown) => ends.push(`${id} ${reason === refusal ? 'refused' : 'lost'}`),
        ),
    );
    receipts.fail('c', refusal);
    receipts.fail('a', refusal);
    receipts.confirm('b');
    await Promise.all(waiting);
    assert.deepEqual(ends.sort(), ['a refused', 'b arrived']);
  });
});
