import type { Config } from '../../src/config/config.js';
import { scopeOf } from '../../src/core/scope.js';
import { storageFor } from './keep.js';
import type { PageGifts } from './page-gifts.js';
import { clearShelves } from './shared-shelf.js';

/** Pages may be forbidden to look at their own storage. */
function shelves(): readonly Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}

/** Removes all that is kept of one visitor of this widget. What is another's stays. */
export async function wipe(config: Config, { user, storage: own }: Pick<PageGifts, 'user' | 'storage'>): Promise<void> {
  const owner = scopeOf(config, user?.id);
  const scope = `${owner}/`;
  clearShelves(owner);
  for (const shelf of shelves())
    for (const name of Object.keys(shelf)) if (name.startsWith(scope)) shelf.removeItem(name);
  const storage = await storageFor(config, own);
  for (const [key] of await storage.entries(scope)) await storage.remove(key);
}
