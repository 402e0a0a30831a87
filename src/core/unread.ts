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
export function countUnread(chat: Chat): Unread {
  const count = createStore(0);
  let seen = false;
  const dispose = chat.on((event) => {
    if (seen) return;
    if (event.type === 'message-completed') count.set(count.get() + 1);
    if (event.type !== 'message-added' || event.message.author === 'user' || event.message.streaming) return;
    if (!isNotice(event.message)) count.set(count.get() + 1);
  });
  return {
    count,
    dispose,
    setSeen(next) {
      seen = next;
      if (seen) count.set(0);
    },
  };
}
