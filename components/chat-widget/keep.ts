import type { Config } from '../../src/config/config.js';
import type { Keeping } from '../../src/core/keeping.js';
import { createKept } from '../../src/core/kept.js';
import { persistFor } from '../../src/core/persist-for.js';
import { scopeOf } from '../../src/core/scope.js';
import { browserTabs } from '../../src/platform/browser-tabs.js';
import { openIndexedStorage } from '../../src/platform/indexed-storage.js';
import { defaultPlatform as platform } from '../../src/platform/platform.js';
import { memoryStorage, type KeyValueStorage } from '../../src/platform/storage.js';
import { soloTabs } from '../../src/platform/tabs.js';
import type { PageGifts, User } from './page-gifts.js';

/** One database for all widgets of a page. */
let database: KeyValueStorage | undefined;

/** Where things of this widget lie: with the page, in the browser's database, or nowhere for long. */
export async function storageFor(
  { persist }: Pick<Config, 'persist'>,
  own: PageGifts['storage'],
): Promise<KeyValueStorage> {
  if (persist === 'none') return memoryStorage();
  // Few pages bring their own.
  if (own) return (await import('../../src/platform/adopted-storage.js')).adoptStorage(own, platform);
  return (database ??= openIndexedStorage({ platform }));
}

/** What the settings say of a life beyond this page, and of other tabs. */
export async function keep(
  config: Config,
  user: User | undefined,
  { storage: own }: Pick<PageGifts, 'storage'>,
): Promise<Keeping> {
  const { persist, sessionDuration } = config;
  const scope = scopeOf(config, user?.id);
  const storage = await storageFor(config, own);
  const until = persistFor(persist);
  return {
    storage,
    scope,
    kept: createKept({ storage, scope, platform, sessionDuration, persist: until === 'always' ? until : 'session' }),
    tabs: persist === 'none' ? soloTabs(platform.newId()) : browserTabs({ name: scope, platform }),
  };
}
