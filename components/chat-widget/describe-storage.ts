import type { Config } from '../../src/config/config.js';
import { scopeOf } from '../../src/core/scope.js';
import { storedData, type StoredData } from '../../src/core/stored-data.js';
import { storageFor } from './keep.js';
import type { PageGifts } from './page-gifts.js';

/** One thing that is kept now. */
export interface StoredThing {
  readonly where: StoredData['where'];
  readonly key: string;
  /** Characters, as JSON. */
  readonly size: number;
}
/** What a widget may keep, and what it does keep. */
export interface StorageDescription {
  readonly version: 1;
  readonly table: readonly StoredData[];
  readonly present: readonly StoredThing[];
}

/** Of one web storage; pages may be forbidden to look at their own. */
function things(where: 'sessionStorage' | 'localStorage', scope: string): readonly StoredThing[] {
  try {
    const shelf = globalThis[where];
    return Object.keys(shelf)
      .filter((key) => key.startsWith(scope))
      .map((key) => ({ where, key, size: shelf.getItem(key)?.length ?? 0 }));
  } catch {
    return [];
  }
}

/** Looks, and creates nothing by looking. */
async function database(scope: string, config: Config, own: PageGifts['storage']): Promise<readonly StoredThing[]> {
  const exists = own || (await indexedDB.databases?.())?.some(({ name }) => name === 'chat-widget');
  if (!exists) return [];
  const entries = await (await storageFor(config, own)).entries(scope);
  return entries.map(([key, value]) => ({
    where: 'IndexedDB',
    key,
    size: JSON.stringify(value)?.length ?? 0,
  }));
}

/** The table, with what is there of this visitor in this widget. */
export async function describeStorage(
  config: Config,
  { user, storage }: Pick<PageGifts, 'user' | 'storage'>,
): Promise<StorageDescription> {
  const scope = `${scopeOf(config, user?.id)}/`;
  const kept = await database(scope, config, storage).catch(() => []);
  return {
    version: 1,
    table: storedData,
    present: [...kept, ...things('sessionStorage', scope), ...things('localStorage', scope)],
  };
}
