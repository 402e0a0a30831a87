import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import { soloTabs, type Tabs } from '../platform/tabs.js';
import type { Kept } from './kept.js';

/** Where a conversation outlives its page, and who else shows it. */
export interface Keeping {
  readonly kept: Kept;
  readonly tabs: Tabs;
  /** Where `kept` lies; others keep theirs beside it. */
  readonly storage: KeyValueStorage;
  /** Begins the keys of everything that is kept: nothing of one visitor, server or widget is ever another's. */
  readonly scope: string;
}

const none = (): Promise<void> => Promise.resolve();
const nothing = (): void => {};
const nothingKept: Kept = {
  restore: () => Promise.resolve({ messages: [], commands: [], draft: '', lastPlace: 0 }),
  session: nothing,
  message: () => false,
  removeMessage: nothing,
  command: none,
  removeCommand: nothing,
  draft: nothing,
  flush: none,
  clear: none,
};

/** Nothing outlives the page, and nobody else sees it. */
export const keepNothing = (id: string): Keeping => ({
  kept: nothingKept,
  tabs: soloTabs(id),
  storage: memoryStorage(),
  scope: 'chat-widget',
});
