import type { ChatEvent } from '../protocol/events.js';
import type { Chat } from './chat.js';
import { isNotice } from './is-notice.js';
import { createStore, type ReadonlyStore } from './store.js';

export interface Unread {
  readonly count: ReadonlyStore<number>;
  /** Whether the visitor sees the conversation; seeing it reads everything. */
  readonly setSeen: (seen: boolean) => void;
  readonly dispose: () => void;
}

/** Counts what others said while the visitor was not looking: complete messages, each once. */
export function countUnread(chat: Chat, now: () => number = Date.now): Unread {
  const count = createStore(0);
  let seen = false;
  const isNews = (event: ChatEvent): boolean =>
    event.type === 'message-completed' ||
    (event.type === 'message-added' &&
      event.message.author !== 'user' &&
      !event.message.streaming &&
      !isNotice(event.message));
  const stops = [
    chat.on((event) => {
      if (!isNews(event)) return;
      if (seen) chat.seen.set(now());
      else count.set(count.get() + 1);
    }),
    // Whatever is read in one tab is read in all.
    chat.seen.subscribe(() => count.set(0)),
  ];
  return {
    count,
    dispose: () => stops.forEach((stop) => stop()),
    setSeen(next) {
      seen = next;
      if (!seen) return;
      chat.seen.set(now());
      count.set(0);
    },
  };
}
