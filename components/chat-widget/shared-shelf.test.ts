import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { TokenShelfOptions } from '../../src/core/token-shelf.js';
import { clearShelves, sharedShelf } from './shared-shelf.js';

type Options = Partial<Omit<TokenShelfOptions, 'scope' | 'changed'>>;

let count = 0;
const undo: (() => void)[] = [];

/** A scope of its own, and another tab in which it is known, too. */
function setUp() {
  const scope = `shelf-${count++}`;
  const tab = new BroadcastChannel(`${scope}/token`);
  const heard: unknown[] = [];
  tab.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard.push(data));
  undo.push(() => {
    tab.close();
    clearShelves(scope);
  });
  return {
    scope,
    heard,
    say: (data: unknown) => tab.postMessage(data),
    hears: (words: readonly unknown[]) =>
      waitUntil(() => JSON.stringify(heard) === JSON.stringify(words), JSON.stringify(words)),
    shelf: (options: Options = {}) => sharedShelf({ scope, persist: 'session', ...options }),
    kept: (name: string) => sessionStorage.getItem(`${scope}/token/${name}`),
  };
}

describe('a shelf that tabs share', () => {
  afterEach(() => {
    for (const each of undo.splice(0)) each();
  });

  it('is one for each scope, however many conversations ask for it', () => {
    const { shelf } = setUp();
    expect(shelf()).to.equal(shelf());
    expect(shelf({ persist: 'none' })).not.to.equal(shelf());
    expect(setUp().shelf()).not.to.equal(shelf());
  });

  it('asks the other tabs when it comes, tells them what is put, and says nothing that it heard from them', async () => {
    const { shelf, say, heard, hears } = setUp();
    const mine = shelf();
    await hears([{ ask: true }]);
    say({ name: 'session', token: 'theirs' });
    await waitUntil(() => mine.get('session') === 'theirs', 'what they told');
    mine.put('resume', 'mine');
    mine.put('resume', undefined);
    await waitUntil(() => heard.length >= 3, 'two more words');
    expect(heard.slice(1)).to.deep.equal([
      { name: 'resume', token: 'mine' },
      { name: 'resume', token: undefined },
    ]);
  });

  it('answers a tab that comes with all that it has', async () => {
    const { shelf, say, hears } = setUp();
    const mine = shelf();
    const put = [
      { name: 'session', token: 's' },
      { name: 'contact', token: 'c' },
    ] as const;
    for (const { name, token } of put) mine.put(name, token);
    await hears([{ ask: true }, ...put]);
    say({ ask: true });
    await hears([{ ask: true }, ...put, ...put]);
  });

  it('gives away and hears nothing where nothing is kept', async () => {
    const { shelf, say, hears } = setUp();
    const secret = shelf({ persist: 'none' });
    secret.put('session', 'secret');
    say({ ask: true });
    say({ name: 'session', token: 'theirs' });
    // What is said after all of that is the first that the other tab hears.
    shelf().put('contact', 'c');
    await hears([{ ask: true }, { name: 'contact', token: 'c' }]);
    expect(secret.get('session')).to.equal('secret');
  });

  it('takes no other words from a channel that anybody on the page can speak in', async () => {
    const { shelf, say } = setUp();
    const mine = shelf();
    for (const odd of [
      null,
      'session',
      [],
      {},
      { name: 'session' },
      { name: 'session', token: 5 },
      { name: 'session', token: null },
      { name: 'constructor', token: 'x' },
      { name: ['session'], token: 'x' },
    ])
      say(odd);
    say({ name: 'resume', token: 'r' });
    await waitUntil(() => mine.get('resume') === 'r', 'the only word among them');
    expect([mine.get('session'), mine.get('contact')]).to.deep.equal([undefined, undefined]);
  });

  it('asks the conversation that is there now whether the visitor agreed', () => {
    const { shelf, kept } = setUp();
    const mine = shelf({ agreed: () => false });
    mine.put('session', 'early');
    expect([mine.get('session'), kept('session')]).to.deep.equal(['early', null]);
    shelf({ agreed: () => true });
    mine.put('session', 'agreed');
    expect(kept('session')).to.equal('agreed');
    shelf({ agreed: () => false });
    mine.put('contact', 'late');
    expect(kept('contact')).to.equal(null);
  });

  it('is cleared with its scope, in all tabs, and no other is', async () => {
    const one = setUp();
    const other = setUp();
    const shelves = [one.shelf(), one.shelf({ persist: 'none' }), other.shelf()] as const;
    for (const shelf of shelves) shelf.put('contact', 'c');
    clearShelves(one.scope);
    expect(shelves.map(({ get }) => get('contact'))).to.deep.equal([undefined, undefined, 'c']);
    expect([one.kept('contact'), other.kept('contact')]).to.deep.equal([null, 'c']);
    await waitUntil(() => one.heard.length >= 5, 'three are taken back');
    expect(one.heard.slice(2)).to.deep.equal(
      ['session', 'resume', 'contact'].map((name) => ({ name, token: undefined })),
    );
  });
});
