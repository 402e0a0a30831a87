import { createChat, newSession, type Chat } from '../../src/core.js';
import { createKept } from '../../src/core/kept.js';
import type { Tabs } from '../../src/platform/tabs.js';
import type { TabsHub } from '../../src/platform/fakes/tabs.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Session } from '../../src/protocol/session.js';
import type { Transport } from '../../src/protocol/transport.js';
import type { Bubble } from '../history/history.js';
import type { Disk } from './disk.js';
import { createPage, type Page, type PageWorld } from './page.js';

/** What a tab needs of its world. */
export interface TabWorld extends PageWorld {
  readonly hub: TabsHub;
  readonly disk: Disk;
  readonly transportFor: (page: Page, chat: () => Chat, first: Session) => Transport;
  /** A page begins, has taken up what was kept, is about to crash. */
  readonly loads: (page: Page) => void;
  readonly settles: (page: Page) => void;
  readonly crashes: (page: Page) => void;
  /** What the network does when a page is gone, or was put into the back/forward cache. */
  readonly gone: (page: Page) => void;
  readonly cut: (page: Page) => void;
  /** Something happened that the visitor may see. */
  readonly stir: (page: Page, event?: ChatEvent) => void;
}

/** A tab of the visitor's browser, and the page it shows. */
export interface Tab {
  readonly page: () => Page;
  readonly chat: () => Chat;
  readonly state: () => 'shown' | 'frozen' | 'cached' | 'closed';
  readonly bubbles: () => readonly Bubble[];
  /** Loads the page anew; `crash`: without a word to the page that was there. */
  readonly reload: (how: 'orderly' | 'crash') => void;
  readonly freeze: (warned: boolean) => void;
  readonly thaw: () => void;
  /** To another site, and the page into the back/forward cache. */
  readonly leave: () => void;
  readonly goBack: (evicted: boolean) => void;
  readonly close: (how: 'orderly' | 'crash') => void;
}

const SCOPE = 'chat-widget:test';

const wordsOf = (part: unknown): string =>
  typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '';

/** A tab with the chat in it. */
export function openTab(name: string, world: TabWorld): Tab {
  const { hub, disk, gone, say } = world;
  let loads = 0;
  let page: Page;
  let chat: Chat;
  let tabs: Tabs;
  let state: ReturnType<Tab['state']> = 'shown';

  function load(): void {
    state = 'shown';
    const mine = (page = createPage(`${name}.${(loads += 1)}`, world));
    world.loads(mine);
    const mineAlone = (tabs = hub.open(mine.name));
    const session = newSession(mine.platform);
    const loaded: Chat = createChat({
      transport: world.transportFor(mine, () => loaded, session),
      session,
      platform: mine.platform,
      keeping: async () => {
        const storage = disk.storageFor(mine);
        const kept = createKept({
          storage,
          scope: SCOPE,
          persist: 'always',
          sessionDuration: Infinity,
          platform: mine.platform,
        });
        return { kept, storage, tabs: mineAlone, scope: SCOPE };
      },
    });
    chat = loaded;
    chat.on((event) => world.stir(mine, event));
    chat.order.subscribe(() => world.stir(mine));
    void chat.ready.then(() => world.settles(mine));
    void chat.open();
    say(`${mine.name} loads`);
  }
  function drop(how: 'orderly' | 'crash'): void {
    say(`${page.name} ends, ${how}`);
    if (how === 'orderly') page.freeze(true);
    else world.crashes(page);
    hub.crash(tabs);
    page.die(how);
    gone(page);
  }
  load();

  return {
    page: () => page,
    chat: () => chat,
    state: () => state,
    bubbles: () =>
      chat
        .messages()
        .map(({ id, author, parts, delivery }) => ({ id, author, delivery, text: parts.map(wordsOf).join('') })),
    reload(how) {
      drop(how);
      load();
    },
    freeze(warned) {
      state = 'frozen';
      page.freeze(warned);
      if (warned) hub.freeze(tabs);
      else hub.stall(tabs);
    },
    thaw() {
      state = 'shown';
      hub.thaw(tabs);
      page.thaw();
    },
    leave() {
      state = 'cached';
      page.freeze(true);
      hub.freeze(tabs);
    },
    goBack(evicted) {
      state = 'shown';
      if (evicted) {
        drop('crash');
        return load();
      }
      world.cut(page);
      hub.thaw(tabs);
      page.thaw();
    },
    close(how) {
      state = 'closed';
      drop(how);
    },
  };
}
