import type { Config } from '../../src/config/config.js';
import type { Chat } from '../../src/core/chat.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Comforts } from '../foundation/comforts.js';
import { announce } from './notices.js';
import type { PageGifts } from './page-gifts.js';
import type { Deeds } from './deeds.js';
import { whenWanted } from './when-wanted.js';

export interface CompanyOptions {
  readonly host: HTMLElement & Deeds;
  readonly chat: Chat;
  readonly unread: ReadonlyStore<number>;
  readonly config: ReadonlyStore<Config>;
  readonly comforts: ReadonlyStore<Comforts>;
  readonly scope: string;
  readonly words: PageGifts['words'];
  /** What happened before this was there: the page hears of it now. */
  readonly early: readonly ChatEvent[];
}

/** What goes along with a conversation and is not needed for writing and sending. Its undo. */
export function keepCompany(options: CompanyOptions): () => void {
  const { host, chat, unread, config, comforts, scope, words, early } = options;
  const tell = announce(host, chat);
  for (const event of early) tell(event);
  const plugs = whenWanted(
    () => config.get().plugins.length,
    [config],
    async () => {
      const { usePlugins } = await import('./plugins.js');
      return () => usePlugins(chat, config);
    },
  );
  const away = whenWanted(unread.get, [unread], async () => {
    const { whileAway } = await import('./away.js');
    return () => whileAway({ host, unread, config, comforts, scope, strings: words.get });
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
  const leave = [chat.on(tell), plugs.stop, away.stop, atHand.stop];
  return () => {
    for (const each of leave) each();
  };
}
