import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import { openIndexedStorage, type IndexedStorage } from './indexed-storage.js';
import { defaultPlatform } from './platform.js';

type Factory = Pick<IDBFactory, 'open'>;

const opened: IndexedStorage[] = [];
let warnings: string[] = [];
/** Milliseconds that were waited in vain. */
let waited = 0;
/** A busy machine may hold up a healthy database for a second: it is waited for ten times as long, unless told. */
function openStorage(factory?: Factory, patience = 10): IndexedStorage {
  const platform = {
    ...defaultPlatform,
    after: (ms: number, callback: () => void) =>
      defaultPlatform.after(ms * patience, () => {
        waited += ms * patience;
        callback();
      }),
    warn: (code: string) => void warnings.push(code),
  };
  const storage = openIndexedStorage({ platform, ...(factory ? { indexedDB: factory } : {}) });
  opened.push(storage);
  return storage;
}
/** The browser's databases, each changed before anybody has it. */
const changed = (change: (database: IDBDatabase) => void): Factory => ({
  open(name, version) {
    const request = indexedDB.open(name, version);
    request.addEventListener('success', () => change(request.result));
    return request;
  },
});
/** A database whose transactions of that mode are changed before anybody has them. */
const transactions = (mode: IDBTransactionMode, change: (transaction: IDBTransaction) => void): Factory =>
  changed((database) => {
    const original = database.transaction.bind(database);
    database.transaction = (...values) => {
      const transaction = original(...values);
      if (values[1] === mode) change(transaction);
      return transaction;
    };
  });
/** A request that is never answered. */
const hanging: Factory = {
  open: () => Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype) as IDBOpenDBRequest,
};
/** What a full disk does: the request succeeds, and the transaction does not. */
const full = (still: () => boolean): Factory =>
  transactions('readwrite', (transaction) => {
    if (!still()) return;
    Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
    transaction.commit = () => {
      transaction.objectStore('kept').count().onsuccess = () => transaction.abort();
    };
  });
const settled = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (reason: unknown) => (reason instanceof Error ? reason.name : String(reason)),
  );

describe('storage in IndexedDB', () => {
  beforeEach(() => {
    warnings = [];
    waited = 0;
  });
  afterEach(async () => {
    for (const storage of opened.splice(0)) storage.close();
    await deleteDB('chat-widget');
  });

  it('keeps over pages: values of any shape, in the order of their keys', async () => {
    const page = openStorage();
    await page.set('a/2', { list: [1, undefined, { deep: new Date(5) }] });
    await page.set('a/10', 'text');
    await page.set('b', 'elsewhere');
    await page.set('a/3', true);
    await page.remove('a/10');
    page.close();

    const next = openStorage();
    expect(await next.get('a/2')).to.deep.equal({ list: [1, undefined, { deep: new Date(5) }] });
    expect(await next.get('missing')).to.equal(undefined);
    const entries = await next.entries('a/');
    expect(entries.map(([key]) => key)).to.deep.equal(['a/2', 'a/3']);
    expect(next.kept()).to.equal(true);
    expect(warnings).to.deep.equal([]);
  });

  it('keeps files, or refuses them so that the words can be kept without', async () => {
    const storage = openStorage();
    const outcome = await settled(storage.set('a', { text: 'words', file: new Blob(['file']) }));
    if (outcome !== 'done') await storage.set('a', { text: 'words' });
    const found = (await openStorage().get('a')) as { readonly text: string; readonly file?: Blob };
    expect(found.text).to.equal('words');
    expect(await found.file?.text()).to.equal(outcome === 'done' ? 'file' : undefined);
  });

  it('is opened at once, and once', async () => {
    let asked = 0;
    const storage = openStorage({
      open(name, version) {
        asked++;
        return indexedDB.open(name, version);
      },
    });
    expect(asked).to.equal(1);
    await storage.get('a');
    expect(asked).to.equal(1);
  });

  const unusable: Readonly<Record<string, () => Factory | Promise<Factory>>> = {
    'hangs when it is opened': () => hanging,
    'is missing': () => ({}) as Factory,
    'may not be opened from here': () => ({
      open: () => {
        throw new DOMException('opaque origin', 'SecurityError');
      },
    }),
    'is of a newer version': async () => {
      (await openDB('chat-widget', 7)).close();
      return indexedDB;
    },
    'is somebody else’s': async () => {
      (await openDB('chat-widget', 1)).close();
      return indexedDB;
    },
    'begins no transaction': () =>
      changed((database) => {
        database.transaction = () => {
          throw new DOMException('gone', 'InvalidStateError');
        };
      }),
    'never ends a transaction': () =>
      changed((database) => {
        const original = database.transaction.bind(database);
        database.transaction = (...values) => {
          const transaction = original(...values);
          transaction.addEventListener = () => {};
          return transaction;
        };
      }),
  };
  for (const [name, prepare] of Object.entries(unusable))
    it(`a database that ${name}: within a second things are held in the page, and one line says so`, async () => {
      const storage = openStorage(await prepare(), 1);
      expect(await storage.entries('')).to.deep.equal([]);
      // What it waits for, and not what the machine takes besides.
      expect(waited).to.be.below(1000);
      await storage.set('a', 1);
      await storage.set('b', 2);
      await storage.remove('b');
      expect(await storage.get('a')).to.equal(1);
      expect(await storage.entries('')).to.deep.equal([['a', 1]]);
      expect(storage.kept()).to.equal(false);
      expect(warnings).to.deep.equal(['not-kept']);
    });

  it('waits no longer than a second behind a tab that does not let go, and stands in nobody’s way afterwards', async () => {
    const old = await openDB('chat-widget', 1, { upgrade: (database) => void database.createObjectStore('kept') });
    const deleted = deleteDB('chat-widget');
    const storage = openStorage(undefined, 1);
    await storage.set('a', 1);
    expect(await storage.get('a')).to.equal(1);
    expect(storage.kept()).to.equal(false);
    expect(waited).to.be.below(1000);
    old.close();
    await deleted;
    // Would never end behind a connection that nobody closes.
    await deleteDB('chat-widget');
  });

  it('gives way to a newer version in another tab, and goes on in the page', async () => {
    const storage = openStorage();
    await storage.set('a', 1);
    const newer = await openDB('chat-widget', 2);
    await storage.set('b', 2);
    expect(await storage.entries('')).to.deep.equal([['b', 2]]);
    expect(await newer.getAllKeys('kept')).to.deep.equal(['a']);
    expect(warnings).to.deep.equal(['not-kept']);
    newer.close();
  });

  it('opens again when the browser wiped it, closed it, or it was closed behind our back', async () => {
    const connections: IDBDatabase[] = [];
    const storage = openStorage(changed((database) => connections.push(database)));
    await storage.set('a', 1);
    await deleteDB('chat-widget');
    await storage.set('b', 1);
    connections[1]?.dispatchEvent(new Event('close'));
    await storage.set('c', 1);
    connections[2]?.close();
    await storage.set('d', 1);
    expect(connections).to.have.length(4);
    expect((await storage.entries('')).map(([key]) => key)).to.deep.equal(['b', 'c', 'd']);
    expect(storage.kept()).to.equal(true);
    expect(warnings).to.deep.equal([]);
  });

  it('a full disk: what found no room is held and seen, told once, and kept as soon as there is room', async () => {
    let isFull = false;
    const storage = openStorage(full(() => isFull));
    await storage.set('a', 'old');
    isFull = true;
    expect(await settled(storage.set('a', 'new'))).to.equal('QuotaExceededError');
    expect(await settled(storage.set('b', 'other'))).to.equal('QuotaExceededError');
    expect(await storage.get('a')).to.equal('new');
    expect(await storage.entries('')).to.deep.equal([
      ['a', 'new'],
      ['b', 'other'],
    ]);
    expect(storage.kept()).to.equal(false);
    isFull = false;
    await storage.set('a', 'newest');
    await storage.remove('b');
    expect(storage.kept()).to.equal(true);
    expect(await openStorage().entries('')).to.deep.equal([['a', 'newest']]);
    expect(warnings).to.deep.equal(['not-kept']);
  });

  it('what cannot be cloned is refused, and nothing else suffers', async () => {
    const storage = openStorage();
    expect(await settled(storage.set('a', { call: () => undefined }))).to.equal('DataCloneError');
    await storage.set('a', 1);
    expect(await openStorage().get('a')).to.equal(1);
  });

  it('one value that cannot be read is removed, and hides no other', async () => {
    const unreadable = () => {
      throw new DOMException('its file is gone', 'DataError');
    };
    const healthy = openStorage();
    for (const key of ['a', 'bad', 'c']) await healthy.set(key, key);
    const storage = openStorage(
      transactions('readonly', (transaction) => {
        const original = transaction.objectStore.bind(transaction);
        transaction.objectStore = (name) => {
          const table = original(name);
          const get = table.get.bind(table);
          table.getAll = unreadable;
          table.get = (key) => (key === 'bad' ? unreadable() : get(key));
          return table;
        };
      }),
    );
    expect(await storage.entries('')).to.deep.equal([
      ['a', 'a'],
      ['c', 'c'],
    ]);
    expect((await healthy.entries('')).map(([key]) => key)).to.deep.equal(['a', 'c']);
    expect(warnings).to.deep.equal(['not-kept']);
  });
});
