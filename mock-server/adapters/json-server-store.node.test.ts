import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { testServer } from '../test-server.js';
import { jsonServerStore } from './json-server-store.js';

const folder = await mkdtemp(join(tmpdir(), 'db-'));
after(() => rm(folder, { recursive: true }));

describe('the database file', () => {
  it('is made with the seeds when it is missing, and nothing is left beside it', async () => {
    const db = join(folder, 'new.json');
    const { get } = await testServer({ db });
    assert.equal((await (await get('/config/demo')).json()).title, 'Northwind');
    const written = JSON.parse(await readFile(db, 'utf8'));
    assert.deepEqual(
      written.widgets.map(({ id }: { id: string }) => id),
      ['demo', 'disabled'],
    );
    assert.deepEqual(
      written.bots.map(({ id }: { id: string }) => id),
      ['bot-1'],
    );
    assert.deepEqual(await readdir(folder), ['new.json']);
  });

  it('is read when it is there, and left as it is', async () => {
    const db = join(folder, 'mine.json');
    const text = JSON.stringify({ widgets: [{ id: 'mine', title: 'Mine' }], bots: [] });
    await writeFile(db, text);
    const store = jsonServerStore(db);
    assert.deepEqual(store.all('widgets'), [{ id: 'mine', title: 'Mine' }]);
    assert.equal(store.find('widgets', 'demo'), undefined);
    assert.equal(await readFile(db, 'utf8'), text);
  });

  for (const text of ['', '{', '[]', 'null', '{"widgets":{}}', '{"widgets":[],"bots":7}', '{"widgets":[7],"bots":[]}'])
    it(`is refused when it holds ${JSON.stringify(text)}`, async () => {
      const db = join(folder, 'bad.json');
      await writeFile(db, text);
      assert.throws(() => jsonServerStore(db), /bad\.json/);
    });

  it('is nobody’s business but the doors’', async () => {
    const { get, post, url } = await testServer({ db: join(folder, 'closed.json') });
    for (const path of ['/db', '/widgets', '/widgets/demo', '/bots', '/bots/bot-1?_embed=widgets', '/config'])
      assert.equal((await get(path)).status, 404, path);
    assert.equal((await post('/widgets', { id: 'x' })).status, 404);
    assert.equal((await fetch(`${url}/widgets/demo`, { method: 'DELETE' })).status, 404);
  });
});
