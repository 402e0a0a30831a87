import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import { soloTabs, type Tabs } from '../platform/tabs.js';

/** Where a conversation outlives its page, and who else shows it. */
export interface Keeping {
  readonly storage: KeyValueStorage;
  readonly tabs: Tabs;
  /** Begins the keys of everything that is kept: nothing of one visitor, server or widget is ever another's. */
  readonly scope: string;
  /** `session`: until the session has expired. `always`: until it is erased. */
  readonly persist: 'session' | 'always';
}

/** Nothing outlives the page, and nobody else sees it. */
export const keepNothing = (id: string): Keeping => ({
  storage: memoryStorage(),
  tabs: soloTabs(id),
  scope: 'chat-widget',
  persist: 'session',
});
