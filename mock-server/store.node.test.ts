import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { jsonServerStore } from './adapters/json-server-store.js';
import { seeds } from './seeds.js';
import { kinds, memoryStore, type Row, type Store } from './store.js';

const folder = mkdtempSync(join(tmpdir(), 'stores-'));
after(() => rmSync(folder, { recursive: true }));

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

/** What every store does, wherever it keeps the rows. */
function itIsAStore(make: () => Store): void {
  it('begins with the seeds, and has a list for every kind', () => {
    const store = make();
    assert.deepEqual(store.all('widgets'), seeds.widgets);
    assert.deepEqual(store.all('bots'), seeds.bots);
    for (const kind of kinds) assert.ok(Array.isArray(store.all(kind)), kind);
  });

  it('puts what is new last, and what is known where it was', () => {
    const store = make();
    for (const id of ['one', 'two', 'three']) store.put('bots', { id, name: id });
    store.put('bots', { id: 'two', name: 'zwei' });
    assert.deepEqual(idsOf(store.all('bots')), ['bot-1', 'one', 'two', 'three']);
    assert.deepEqual(store.find('bots', 'two'), { id: 'two', name: 'zwei' });
    assert.equal(store.find('widgets', 'two'), undefined);
  });

  it('takes away what there is, and says whether there was something', () => {
    const store = make();
    assert.equal(store.remove('widgets', 'demo'), true);
    assert.equal(store.remove('widgets', 'demo'), false);
    assert.deepEqual(idsOf(store.all('widgets')), ['disabled']);
  });

  it('knows no names of prototypes', () => {
    const store = make();
    for (const id of ['__proto__', 'constructor', 'toString', '']) {
      assert.equal(store.find('widgets', id), undefined, id);
      assert.equal(store.remove('widgets', id), false, id);
    }
  });

  it('gives lists that stay as they were', () => {
    const store = make();
    const before = store.all('widgets');
    store.put('widgets', { id: 'new' });
    store.remove('widgets', 'demo');
    assert.deepEqual(before, seeds.widgets);
  });
}

describe('resources in memory', () => itIsAStore(() => memoryStore(seeds)));

describe('resources in a file', () => {
  let files = 0;
  const fresh = () => join(folder, `db-${(files += 1)}.json`);
  itIsAStore(() => jsonServerStore(fresh()));

  it('are there after a restart', () => {
    const file = fresh();
    const store = jsonServerStore(file);
    store.put('widgets', { id: 'mine', title: 'Grüße “\u2028”', owner: 'me' });
    store.remove('widgets', 'demo');
    store.put('contacts', { id: 'ann', email: 'ann@example.com' });
    const again = jsonServerStore(file);
    for (const kind of kinds) assert.deepEqual(again.all(kind), store.all(kind), kind);
    assert.deepEqual(idsOf(again.all('widgets')), ['disabled', 'mine']);
  });

  it('are whole in the file after every change, and nothing lies beside it', () => {
    const file = fresh();
    const store = jsonServerStore(file);
    for (let count = 0; count < 50; count += 1) {
      store.put('widgets', { id: `w${count}`, text: 'x'.repeat(count * 100) });
      const { widgets } = JSON.parse(readFileSync(file, 'utf8')) as { readonly widgets: readonly Row[] };
      assert.equal(widgets.at(-1)?.id, `w${count}`);
    }
    assert.ok(readdirSync(folder).every((name) => name.endsWith('.json')));
  });

  it('are not changed where they cannot be written', () => {
    const nowhere = join(folder, 'gone');
    const file = join(nowhere, 'db.json');
    mkdirSync(nowhere);
    const store = jsonServerStore(file);
    rmSync(nowhere, { recursive: true });
    assert.throws(() => store.put('widgets', { id: 'lost' }));
    assert.throws(() => store.remove('widgets', 'demo'));
    assert.deepEqual(store.all('widgets'), seeds.widgets);
  });
});
