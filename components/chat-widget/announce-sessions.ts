import type { Chat } from '../../src/core/chat.js';
import type { Session } from '../../src/protocol/session.js';
import {
  ChatConversationRestarted,
  ChatSessionEnded,
  ChatSessionStarted,
} from '../foundation/events/conversation-notices.js';

/** Tells the page that somebody wanted another conversation, and has it. */
export function announceRestart(host: EventTarget, { session }: Pick<Chat, 'session'>): void {
  host.dispatchEvent(new ChatConversationRestarted(session.get()));
}

/**
 * Tells the page in which session is spoken, by whomever and in whichever tab it was changed. What an earlier page left
 * is known by then: the id is the one that requests carry. Each one that was told of ends once; its undo ends the last.
 */
export function announceSessions(
  host: EventTarget,
  { ready, session, on }: Pick<Chat, 'ready' | 'session' | 'on'>,
): () => void {
  let told: Session | undefined;
  let leave: readonly (() => void)[] | undefined = [];

  // A page that hears of it may end the next one, or all of it.
  function end(): void {
    const last = told;
    told = undefined;
    if (last) host.dispatchEvent(new ChatSessionEnded(last));
  }
  function begin(): void {
    if (session.get().id === told?.id) return;
    end();
    const next = session.get();
    if (leave && next.id !== told?.id) host.dispatchEvent(new ChatSessionStarted((told = next)));
  }

  void ready.then(() => {
    if (!leave) return;
    leave = [session.subscribe(begin), on(({ type }) => type === 'conversation-ended' && end())];
    begin();
  });
  return () => {
    const all = leave ?? [];
    leave = undefined;
    for (const each of all) each();
    end();
  };
}
