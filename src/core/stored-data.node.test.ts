import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consentEnglish } from '../i18n/consent.en.js';
import { scopeOf } from './scope.js';
import { rowOf, storedData } from './stored-data.js';

const scope = scopeOf(
  { transport: 'direct', url: '/stentor?token=x', key: 'a/b:c' },
  'mara/1:2',
  'https://shop.example/p',
);

describe('the list of what is kept', () => {
  it('has a row for each key, and each key one row', () => {
    for (const row of storedData) {
      if (!row.key) continue;
      const key = row.key.replace('SCOPE', scope).replace('ID', 'a/b:c');
      assert.equal(rowOf(row.where, key), row);
      assert.equal(
        storedData.filter(({ where, key: pattern }) => where === row.where && pattern === row.key).length,
        1,
      );
    }
    assert.equal(rowOf('localStorage', 'cart'), undefined);
    assert.equal(rowOf('localStorage', `${scope}/message/1`), undefined);
    assert.equal(rowOf('IndexedDB', `${scope}/elsewhere`), undefined);
  });
});

it('is what the visitor reads before they agree, without what is gone with the page', () => {
  const lines = Object.keys(consentEnglish).filter((key) => key.startsWith('consent.kept.'));
  const kept = storedData.filter(({ where }) => /Storage$|^IndexedDB$/.test(where));
  assert.deepEqual(lines.sort(), kept.map(({ name }) => `consent.kept.${name}`).sort());
});

describe('a scope', () => {
  it('has no query, and no end of another one in it', () => {
    assert.equal(scope, 'chat-widget:direct:https://shop.example/stentor:a%2Fb%3Ac:mara%2F1%3A2');
    const of = (key: string, user: string) => scopeOf({ transport: 'direct', url: 'https://a.example', key }, user);
    assert.notEqual(of('a:b', 'c'), of('a', 'b:c'));
    assert.notEqual(of('a', 'b'), of('a', ''));
    assert.equal(scopeOf({ transport: 'memory', url: '', key: '' }), 'chat-widget:memory:::');
    const widget = (widgetId: string) => scopeOf({ transport: 'chatbotkit', url: '', key: '', widgetId });
    assert.notEqual(widget('w-1'), widget('w-2'));
    const team = scopeOf({ transport: 'opencx', url: '', key: '', token: 'tok-1' });
    assert.notEqual(team, scopeOf({ transport: 'opencx', url: '', key: '', token: 'tok-2' }));
    assert.doesNotMatch(team, /tok-1/);
  });
});
