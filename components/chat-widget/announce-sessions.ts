import type { Chat } from '../../src/core/chat.js';
import type { ChatEvent } from '../../src/protocol/events.js';
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

export interface Sessions {
  /** What happens in one is told of after this has heard of it. */
  readonly hear: (event: ChatEvent) => void;
  /** Ends the last. */
  readonly leave: () => void;
}

/**
 * Tells the page in which session is spoken, by whomever and in whichever tab it was changed. What an earlier page left
 * is known by then: the id is the one that requests carry. Each one that was told of ends once.
 */
export function announceSessions(
  host: EventTarget,
  { ready, session, state }: Pick<Chat, 'ready' | 'session' | 'state'>,
): Sessions {
  let told: Session | undefined;
  let due = true;
  let left = false;
  /** What an earlier page left is known. */
  let isKnown = false;
  let unwatch = (): void => undefined;

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
    if (!due || left) return;
    due = false;
    host.dispatchEvent(new ChatSessionStarted((told = session.get())));
  }

  void ready.then(() => {
    if (left) return;
    isKnown = true;
    unwatch = session.subscribe(change);
    begin();
    if (state.get().ended) end();
  });
  return {
    hear({ type }) {
      // Nobody connects before that is known.
      isKnown ||= type === 'connection-changed';
      if (isKnown) begin();
      if (type === 'conversation-ended') end();
    },
    leave() {
      left = true;
      unwatch();
      end();
    },
  };
}
