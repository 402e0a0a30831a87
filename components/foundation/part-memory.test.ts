import { expect } from '@open-wc/testing';
import { createPartMemory, type Shelf } from './part-memory.js';

/** A storage that can be forbidden. */
function shelf(entries: Record<string, string> = {}, forbidden = false): Shelf & { readonly entries: typeof entries } {
  const guard = () => {
    if (forbidden) throw new DOMException('No.', 'SecurityError');
  };
  return {
    entries,
    getItem: (name) => (guard(), entries[name] ?? null),
    setItem: (name, value) => (guard(), void (entries[name] = value)),
    removeItem: (name) => (guard(), void Reflect.deleteProperty(entries, name)),
  };
}

describe('a part memory', () => {
  it('writes down what it is told, and finds it after a reload', () => {
    const place = shelf();
    const before = createPartMemory('m', place);
    before.set('form/a', { name: 'Ann' });
    before.set('form/b', [1]);
    before.set('form/b', undefined);
    const after = createPartMemory('m', place);
    expect(after.get('form/a')).to.deep.equal({ name: 'Ann' });
    expect(after.get('form/b')).to.equal(undefined);
  });

  it('touches no storage before something is put in or asked for', () => {
    const place = shelf({}, true);
    expect(() => createPartMemory('m', place)).not.to.throw();
    expect(Object.keys(shelf().entries)).to.deep.equal([]);
  });

  it('remembers for as long as the page lives where storage is forbidden', () => {
    const memory = createPartMemory('m', shelf({}, true));
    memory.set('a', 1);
    expect(memory.get('a')).to.equal(1);
    memory.clear();
    expect(memory.get('a')).to.equal(undefined);
  });

  it('begins anew where somebody else has written nonsense', () => {
    for (const nonsense of ['{', '7', '"x"', '{"a":1}', '[1, 2]', '[null]']) {
      const memory = createPartMemory('m', shelf({ m: nonsense }));
      expect(memory.get('a'), nonsense).to.equal(undefined);
      memory.set('a', 1);
      expect(memory.get('a'), nonsense).to.equal(1);
    }
  });

  it('takes its page down with it when it is cleared', () => {
    const place = shelf();
    const memory = createPartMemory('m', place);
    memory.set('a', 1);
    memory.clear();
    expect(place.entries).to.deep.equal({});
  });

  it('keys are names, not properties', () => {
    const memory = createPartMemory();
    expect(memory.get('constructor')).to.equal(undefined);
    memory.set('__proto__', { polluted: true });
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
    expect(memory.get('__proto__')).to.deep.equal({ polluted: true });
  });
});
