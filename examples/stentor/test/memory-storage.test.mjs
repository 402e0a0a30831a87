import assert from 'node:assert/strict';
import { it } from 'node:test';
import { memoryStorage } from '../bot/memory-storage.mjs';

it('keeps a copy, so that nothing changes it from outside', async () => {
  const users = memoryStorage();
  const storage = { createdTimestamp: 1, history: { handler: [] } };
  await users.create('ann', storage);
  storage.createdTimestamp = 2;
  (await users.get('ann')).createdTimestamp = 3;
  assert.equal((await users.get('ann')).createdTimestamp, 1);
});

it('knows nothing of a visitor who never came', async () => {
  assert.equal(await memoryStorage().get('ann'), undefined);
});

it('forgets the visitor who has been quiet longest when it holds a thousand', async () => {
  const users = memoryStorage();
  for (let index = 0; index < 1000; index++) await users.create(`user-${index}`, {});
  await users.update('user-0', {});
  await users.create('one-more', {});
  assert.equal(await users.get('user-1'), undefined);
  assert.deepEqual(await users.get('user-0'), {});
  assert.deepEqual(await users.get('one-more'), {});
});
