import type { Poll } from '../protocol/transport.js';
import { fine, type ChatStateErrorCode, type PollingState, type PollingStates } from './chat-state.js';

const still: PollingState = { isPolling: false, lastPollTime: null, nextPollTime: null, error: fine };

/** Nobody looks for news. */
export const notPolling: PollingStates = { session: still, messages: still };

/** How it stands with looking for news: one look asks for both the session and what was said in it. */
export function pollingAfter({ asking, nextIn, error }: Poll, before: PollingStates, now: number): PollingStates {
  const iso = (at: number): string => new Date(at).toISOString();
  if (!asking && nextIn === undefined) return notPolling;
  const state = (code: ChatStateErrorCode): PollingState => ({
    isPolling: asking,
    lastPollTime: asking ? iso(now) : before.session.lastPollTime,
    nextPollTime: nextIn === undefined ? null : iso(now + nextIn),
    error: error ? { hasError: true, message: error.message, code } : fine,
  });
  return { session: state('SESSION_POLLING_FAILED'), messages: state('MESSAGES_POLLING_FAILED') };
}
