import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { connect, type Redis } from './connection.js';
import { namesWith } from './names.js';
import { type FileRoom, redisFiles } from './redis-files.js';
import { redisServer, type RedisServer } from './redis-server.js';

const names = namesWith('files:');
/** What is counted for a file besides its bytes. */
const BESIDES = 1024;
const HOUR = 3_600_000;
let server: RedisServer;
let redis: Redis;

const fileOf = (id: string, size: number) => ({
  id,
  name: `${id}.txt`,
  type: 'text/plain',
  bytes: new Uint8Array(size).fill(id.charCodeAt(0)),
});
const weight = async () => Number(await redis.send('HGET', names.weights, ''));
const filesWith = (room: Partial<FileRoom>) =>
  redisFiles(redis, names, { largest: 4000, together: 3 * (4000 + BESIDES), ttl: HOUR, ...room });

describe('files in Redis', () => {
  before(async () => {
    server = await redisServer();
    redis = connect(server.url, (error) => assert.fail(String(error)));
  });
  beforeEach(() => redis.send('FLUSHALL'));
  after(async () => {
    await redis.close();
    await server.end();
  });

  it('are refused where one is too large, and nothing of it is kept', async () => {
    const files = filesWith({});
    await files.put(fileOf('a', 4000));
    await assert.rejects(files.put(fileOf('b', 4001)), { status: 413, code: 'too-large' });
    assert.equal(await files.get('b'), undefined);
    assert.equal(await weight(), 4000 + BESIDES);
  });

  it('make room, the oldest first', async () => {
    const files = filesWith({});
    for (const id of ['a', 'b', 'c']) await files.put(fileOf(id, 4000));
    assert.ok(await files.get('a'));
    await files.put(fileOf('d', 4000));
    const there = await Promise.all(['a', 'b', 'c', 'd'].map((id) => files.get(id)));
    assert.deepEqual(
      there.map((file) => file?.id),
      [undefined, 'b', 'c', 'd'],
    );
    for (let small = 0; small < 20; small += 1) await files.put(fileOf(`small-${small}`, 1));
    assert.equal(await files.get('d'), undefined, 'many small ones need room as well');
    assert.ok((await weight()) <= 3 * (4000 + BESIDES));
  });

  it('find no more room when they come at once', async () => {
    const files = filesWith({});
    const ids = Array.from({ length: 20 }, (_, at) => `f${at}`);
    await Promise.all(ids.map((id) => files.put(fileOf(id, 4000))));
    const there = await Promise.all(ids.map((id) => files.get(id)));
    assert.equal(there.filter(Boolean).length, 3);
    assert.equal(await weight(), 3 * (4000 + BESIDES));
  });

  it('weigh nothing when they are gone, and once when they come again', async () => {
    const files = filesWith({});
    await files.put(fileOf('a', 1000));
    await files.put(fileOf('a', 2000));
    await files.put(fileOf('b', 500));
    assert.equal(await weight(), 2500 + 2 * BESIDES);
    await files.remove('a');
    await files.remove('a');
    await files.remove('never');
    assert.equal(await weight(), 500 + BESIDES);
    await files.remove('b');
    assert.equal(await weight(), 0);
  });

  it('are over with their time, and then weigh nothing either', async () => {
    const files = filesWith({ ttl: 2000 });
    await files.put(fileOf('a', 1000));
    while (await files.get('a')) {
      // What comes meanwhile keeps the scales.
      await files.put(fileOf('b', 500));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await files.put(fileOf('b', 500));
    assert.equal(await weight(), 500 + BESIDES);
  });
});
