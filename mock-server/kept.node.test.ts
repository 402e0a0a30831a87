import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKept } from './kept.js';

describe('what is kept', () => {
  it('is forgotten when too much comes, what was asked for longest ago first', () => {
    const kept = createKept<string, number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    assert.equal(kept.get('a'), 1);
    kept.set('c', 3);
    assert.deepEqual([...kept.all()], [['a', 1], ['c', 3]]); // prettier-ignore
  });

  it('is never forgotten while it is in use, however much comes', () => {
    const inUse = new Set<number>();
    const kept = createKept<number, string>(100, (_, key) => inUse.has(key));
    for (let key = 0; key < 1000; key += 1) {
      inUse.add(key);
      kept.set(key, 'used');
    }
    assert.equal(kept.all().size, 1000);
    for (let key = 0; key < 1000; key += 2) inUse.delete(key);
    for (let key = 1000; key < 1500; key += 1) kept.set(key, 'new');
    for (const key of inUse) assert.equal(kept.get(key), 'used');
    assert.ok(kept.all().size <= 1000, String(kept.all().size));
  });

  it('keeps the order in which it came, whatever was asked for since', () => {
    const kept = createKept<string, number>(3);
    for (const [index, key] of ['a', 'b', 'c'].entries()) kept.set(key, index);
    kept.get('a');
    kept.set('b', 9);
    assert.deepEqual([...kept.all().keys()], ['a', 'b', 'c']);
    assert.ok(kept.delete('b'));
    assert.equal(kept.get('b'), undefined);
  });
});
