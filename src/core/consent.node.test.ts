import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import { checksum } from './checksum.js';
import { createConsent, type ConsentOptions } from './consent.js';

const HOUR = 3_600_000;
function world(more: Partial<ConsentOptions> = {}) {
  const storage = memoryStorage();
  let time = 1_000;
  const consent = (other: Partial<ConsentOptions> = {}) =>
    createConsent({ terms: 'We keep it.', storage, key: 's/consent', now: () => time, ...more, ...other });
  return { storage, consent, later: (ms: number) => (time += ms) };
}
const settled = async (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);

describe('consent', () => {
  it('is asked for, and nothing is kept before it is given', async () => {
    const { storage, consent } = world();
    const first = consent();
    assert.equal(first.state.get(), 'unknown');
    await first.lookUp();
    assert.equal(first.state.get(), 'asking');
    assert.equal(await settled(first.given), false);
    assert.deepEqual(await storage.entries(''), []);
    first.answer(true);
    assert.equal(first.state.get(), 'given');
    assert.equal(await settled(first.given), true);
    assert.deepEqual(await storage.get('s/consent'), { terms: checksum('We keep it.'), at: 1_000 });
  });

  it('is not asked for twice, but for another text', async () => {
    const { consent, later } = world();
    const first = consent();
    first.answer(true);
    later(HOUR * 1_000);
    const second = consent();
    await second.lookUp();
    assert.equal(second.state.get(), 'given');
    assert.equal(await settled(second.given), true);
    const third = consent({ terms: 'We keep it for ever.' });
    await third.lookUp();
    assert.equal(third.state.get(), 'asking');
    assert.equal(await settled(third.given), false);
  });

  it('remembers no refusal: another page asks again, and a mind may be changed', async () => {
    const { storage, consent } = world();
    const first = consent();
    await first.lookUp();
    first.answer(false);
    assert.equal(first.state.get(), 'refused');
    assert.deepEqual(await storage.entries(''), []);
    const second = consent();
    await second.lookUp();
    assert.equal(second.state.get(), 'asking');
    first.answer(true);
    assert.equal(first.state.get(), 'given');
  });

  it('counts for a while after it was last made use of, and keeps the day it was given', async () => {
    const { storage, consent, later } = world({ duration: HOUR });
    consent().answer(true);
    later(HOUR - 1);
    await consent().lookUp();
    later(HOUR - 1);
    const third = consent();
    await third.lookUp();
    assert.equal(third.state.get(), 'given');
    assert.equal(((await storage.get('s/consent')) as { at: number }).at, 1_000);
    later(HOUR);
    const late = consent();
    await late.lookUp();
    assert.equal(late.state.get(), 'asking');
  });

  it('is heard from another tab', async () => {
    const { consent } = world();
    const here = consent();
    await here.lookUp();
    consent().answer(true);
    await here.lookUp();
    assert.equal(here.state.get(), 'given');
  });

  it('counts as long as the page where nothing can be kept', async () => {
    const broken: KeyValueStorage = {
      ...memoryStorage(),
      get: () => Promise.reject(new Error('No.')),
      set: () => Promise.reject(new Error('No.')),
    };
    const { consent } = world({ storage: broken });
    const first = consent();
    await first.lookUp();
    assert.equal(first.state.get(), 'asking');
    first.answer(true);
    assert.equal(await settled(first.given), true);
  });

  it('takes nothing odd for a yes', async () => {
    for (const odd of [
      'x',
      1,
      null,
      {},
      { terms: checksum('We keep it.') },
      { terms: 1, at: 1 },
      { terms: 'other', at: 1 },
    ]) {
      const { storage, consent } = world();
      await storage.set('s/consent', odd);
      const one = consent();
      await one.lookUp();
      assert.equal(one.state.get(), 'asking', JSON.stringify(odd));
    }
  });
});
