import type { Chat } from '../../src/core/chat.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Session } from '../../src/protocol/session.js';
import {
  ChatConversationRestarted,
  ChatSessionEnded,
  ChatSessionStarted,
} from '../foundation/events/conversation-notices.js';

/** Somebody wants another conversation. The page hears that they have it when it has heard of its session. */
export async function restart(host: EventTarget, chat: Pick<Chat, 'session' | 'restart'>): Promise<void> {
  chat.restart();
  await Promise.resolve();
  host.dispatchEvent(new ChatConversationRestarted(chat.session.get()));
}

/**
 * Tells the page in which session is spoken, by whomever and in whichever tab it was changed. What an earlier page left
 * is known by then: the id is the one that requests carry. Each one that was told of ends once; its undo ends the last.
 */
export function announceSessions(
  host: EventTarget,
  { ready, session, state, on }: Pick<Chat, 'ready' | 'session' | 'state' | 'on'>,
): () => void {
  let told: Session | undefined;
  let due = true;
  let leave: readonly (() => void)[] | undefined = [];

  // A page that hears of it may end the next one, or all of it.
  function end(): void {
    const last = told;
    told = undefined;
    if (last) host.dispatchEvent(new ChatSessionEnded(last));
  }
  // What was said before can still be read then. The next one is told of when that is cleared away, and before its words.
  function change(): void {
    if (session.get().id === told?.id) return;
    end();
    due = true;
    queueMicrotask(begin);
  }
  function begin(): void {
    if (!due || !leave) return;
    due = false;
    host.dispatchEvent(new ChatSessionStarted((told = session.get())));
  }
  function hear({ type }: ChatEvent): void {
    begin();
    if (type === 'conversation-ended') end();
  }

  void ready.then(() => {
    if (!leave) return;
    leave = [session.subscribe(change), on(hear)];
    begin();
    if (state.get().ended) end();
  });
  return () => {
    const all = leave ?? [];
    leave = undefined;
    for (const each of all) each();
    end();
  };
}
