import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpus } from './corpus.js';

test('the hostile corpus has at least 300 payloads of ten kinds, each with its source and an id of its own', () => {
  assert.ok(corpus.length >= 300, `${corpus.length} payloads`);
  assert.equal(new Set(corpus.map(({ kind }) => kind)).size, 10);
  assert.equal(new Set(corpus.map(({ id }) => id)).size, corpus.length);
  for (const { id, payload, source } of corpus) {
    assert.equal(typeof payload, 'string', id);
    assert.ok(source.length > 3, id);
  }
});

test('its JSON payloads are JSON', () => {
  for (const { id, kind, payload } of corpus)
    if (kind === 'json') assert.doesNotThrow(() => void JSON.parse(payload), id);
});
