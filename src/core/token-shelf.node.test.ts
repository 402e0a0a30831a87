import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTokenShelf, type TokenName, type TokenShelfOptions } from './token-shelf.js';

function fakePlace(broken = false): Storage & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  const refuse = () => {
    if (broken) throw new DOMException('full', 'QuotaExceededError');
  };
  return {
    all,
    get length() {
      return all.size;
    },
    key: (index) => [...all.keys()][index] ?? null,
    getItem(key) {
      refuse();
      return all.get(key) ?? null;
    },
    setItem(key, value) {
      refuse();
      all.set(key, value);
    },
    removeItem: (key) => void all.delete(key),
    clear: () => all.clear(),
  };
}
function setUp(options: Partial<TokenShelfOptions> = {}) {
  const tab = fakePlace();
  const device = fakePlace();
  const shelf = () =>
    createTokenShelf({ scope: 'x', persist: 'session', places: { tab: () => tab, device: () => device }, ...options });
  return { tab, device, shelf };
}
const names: readonly TokenName[] = ['session', 'resume', 'contact'];
const keys = (...of: readonly TokenName[]) => of.map((name) => `x/token/${name}`);

const rules: Readonly<Record<string, [Partial<TokenShelfOptions>, readonly string[], readonly string[]]>> = {
  'persist session: in the tab': [{ persist: 'session' }, keys(...names), []],
  'persist always: resume and contact tokens on the device too': [
    { persist: 'always' },
    keys(...names),
    keys('resume', 'contact'),
  ],
  'persist none: in memory': [{ persist: 'none' }, [], []],
  'before consent: in memory': [{ persist: 'always', agreed: () => false }, [], []],
};

describe('where tokens lie', () => {
  for (const [name, [options, inTab, onDevice]] of Object.entries(rules))
    it(name, () => {
      const { tab, device, shelf } = setUp(options);
      const mine = shelf();
      for (const each of names) mine.put(each, `token-${each}`);
      assert.deepEqual([...tab.all.keys()], inTab);
      assert.deepEqual([...device.all.keys()], onDevice);
      for (const each of names) assert.equal(mine.get(each), `token-${each}`);
    });

  it('a reload finds them in the tab, another visit those on the device', () => {
    const { tab, shelf } = setUp({ persist: 'always' });
    for (const each of names) shelf().put(each, each);
    assert.deepEqual(names.map(shelf().get), ['session', 'resume', 'contact']);
    tab.clear();
    assert.deepEqual(names.map(shelf().get), [undefined, 'resume', 'contact']);
  });

  it('nothing is read from where nothing may be kept', () => {
    const { tab, device, shelf } = setUp({ persist: 'none' });
    for (const key of keys(...names)) {
      tab.setItem(key, 'old');
      device.setItem(key, 'old');
    }
    assert.deepEqual(names.map(shelf().get), [undefined, undefined, undefined]);
  });

  it('clear takes them from everywhere, also what an earlier setting left', () => {
    const { tab, device, shelf } = setUp();
    for (const key of keys(...names)) device.setItem(key, 'left');
    const mine = shelf();
    mine.put('session', 'a');
    mine.clear();
    assert.deepEqual([tab.length, device.length, mine.get('session')], [0, 0, undefined]);
  });

  it('works from memory where the page may not look, and where there is no room', () => {
    const forbidden = () => {
      throw new DOMException('no', 'SecurityError');
    };
    for (const place of [forbidden, () => fakePlace(true)]) {
      const shelf = createTokenShelf({ scope: 'x', persist: 'always', places: { tab: place, device: place } });
      assert.equal(shelf.get('resume'), undefined);
      shelf.put('resume', 'a');
      assert.equal(shelf.get('resume'), 'a');
      shelf.clear();
      assert.equal(shelf.get('resume'), undefined);
    }
  });

  it('tells what was put, once; what another tab handed over is not told again', () => {
    const told: unknown[] = [];
    const { shelf } = setUp({ changed: (...change) => told.push(change) });
    const mine = shelf();
    mine.put('session', 'a');
    mine.put('session', 'a');
    mine.take('resume', 'b');
    mine.put('session', undefined);
    assert.deepEqual(told, [
      ['session', 'a'],
      ['session', undefined],
    ]);
    assert.equal(mine.get('resume'), 'b');
    assert.equal(mine.get('session'), undefined);
  });
});
