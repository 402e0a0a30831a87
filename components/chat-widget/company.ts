import type { Config } from '../../src/config/config.js';
import { warnOfWorkspaceKey } from '../../src/config/workspace-key.js';
import type { Chat } from '../../src/core/chat.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { Unread } from '../../src/core/unread.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Comforts } from '../foundation/comforts.js';
import { ChatUnreadChanged } from '../foundation/events/conversation-notices.js';
import { announceSessions } from './announce-sessions.js';
import { announce } from './notices.js';
import { onScreen } from './on-screen.js';
import type { PageGifts } from './page-gifts.js';
import type { Deeds } from './deeds.js';
import { whenWanted } from './when-wanted.js';

export interface CompanyOptions {
  readonly host: HTMLElement & Deeds;
  readonly panel: HTMLElement;
  readonly chat: Chat;
  readonly unread: Unread;
  readonly config: ReadonlyStore<Config>;
  readonly comforts: ReadonlyStore<Comforts>;
  readonly scope: string;
  readonly words: PageGifts['words'];
  /** What happened before this was there: the page hears of it now. */
  readonly early: ChatEvent[];
  /** Nothing more is put there. */
  readonly heard: () => void;
}

/** What goes along with a conversation and is not needed for writing and sending. Its undo. */
export function keepCompany(options: CompanyOptions): () => void {
  const { host, panel, chat, unread, config, comforts, scope, words, early, heard } = options;
  warnOfWorkspaceKey(config.get());
  const tell = announce(host, chat);
  const sessions = announceSessions(host, chat);
  let left = false;
  let late = true;
  heard();
  const deaf = chat.on((event) => (late ? early.push(event) : hear(event)));
  function hear(event: ChatEvent): void {
    sessions.hear(event);
    // A page that hears of a session may end all of it.
    if (!left) tell(event);
  }
  // A session that is known already is told of before what was said in it; what happens meanwhile, after that.
  queueMicrotask(() => {
    for (let next; !left && (next = early.shift());) hear(next);
    late = false;
  });
  const { count } = unread;
  const tellCount = (now: number): void => void host.dispatchEvent(new ChatUnreadChanged(now));
  if (count.get()) tellCount(count.get());
  const plugs = whenWanted(
    () => config.get().plugins.length,
    [config],
    async () => {
      const { usePlugins } = await import('./plugins.js');
      return () => usePlugins(chat, config);
    },
  );
  const log = whenWanted(
    () => config.get().verbose,
    [config],
    async () => {
      // Nothing is left out while its code is on the way.
      const missed = [...early];
      const found = chat.on((event) => missed.push(event));
      const coming = import('./debug-log.js');
      coming.catch(found);
      const { logEvents } = await coming;
      return () => {
        found();
        return logEvents(chat, config, missed);
      };
    },
  );
  const countTold = count.subscribe(tellCount);
  // Who looks at another tab does not see an open chat.
  const look = (): void => unread.setSeen(!document.hidden && host.hasAttribute('open'));
  document.addEventListener('visibilitychange', look);
  look();
  const away = whenWanted(count.get, [count], async () => {
    const { whileAway } = await import('./away.js');
    return () => whileAway({ host, chat, unread: count, config, comforts, scope, words });
  });
  // Once there is something to save, what saves it comes along: later the network may be gone.
  const atHand = whenWanted(
    () => chat.order.get().length > 3,
    [chat.order],
    async () => {
      await (await import('./at-hand.js')).atHand();
      return () => () => undefined;
    },
  );
  const leave = [deaf, countTold, sessions.leave, plugs.stop, log.stop, onScreen(host, panel), away.stop, atHand.stop];
  return () => {
    left = true;
    for (const each of leave) each();
    document.removeEventListener('visibilitychange', look);
  };
}
