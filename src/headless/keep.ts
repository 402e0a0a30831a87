import type { Config } from '../config/config.js';
import { keepNothing, type Keeping } from '../core/keeping.js';
import { createKept } from '../core/kept.js';
import { persistFor } from '../core/persist-for.js';
import { scopeOf } from '../core/scope.js';
import { browserTabs } from '../platform/browser-tabs.js';
import { openIndexedStorage } from '../platform/indexed-storage.js';
import type { KeyValueStorage } from '../platform/storage.js';
import { soloTabs } from '../platform/tabs.js';
import { StorageNotAvailableError } from './errors.js';
import { machineOf, type Platform } from './host.js';
import { valuesIn, type HostStorage } from './host-storage.js';

/** One database for all chats of a page. */
let database: KeyValueStorage | undefined;

const usable = async ({ isAvailable }: HostStorage): Promise<boolean> => (await isAvailable?.()) ?? true;

/** Throws where something is to be kept and there is no place for it. */
export function needStorage({ storage }: Platform): void {
  if (storage?.isAvailable?.() === false || (!storage && !globalThis.indexedDB)) throw new StorageNotAvailableError();
}

/** The host's storage, else the browser's database. Nothing where nothing is to be kept, or can be. */
export async function storageOf({ persist }: Config, host: Platform): Promise<KeyValueStorage | undefined> {
  if (persist === 'none') return undefined;
  const platform = machineOf(host);
  if (!host.storage) return (database ??= openIndexedStorage({ platform }));
  if (await usable(host.storage)) return valuesIn(host.storage, platform);
  platform.warn('not-kept', 'The storage of this host is not available: nothing of the chat is kept.');
  return undefined;
}

/** What outlives the page, and the other tabs where there can be any. */
export async function keep(config: Config, host: Platform, visitor = ''): Promise<Keeping> {
  const platform = machineOf(host);
  const storage = await storageOf(config, host);
  if (!storage) return keepNothing(platform.newId());
  const scope = scopeOf(config, visitor);
  const persist = persistFor(config.persist) === 'always' ? 'always' : 'session';
  const { sessionDuration } = config;
  return {
    storage,
    scope,
    kept: createKept({ storage, scope, platform, sessionDuration, persist }),
    // Hosts without pages have no tabs.
    tabs: globalThis.document ? browserTabs({ name: scope, platform }) : soloTabs(platform.newId()),
  };
}
