import type { LoadingReason, LoadingState } from './chat-state.js';

/** What is waited for; what stands first is told of first. */
export interface Awaited {
  /** A conversation that was ended is not gone yet: nothing of the next one begins before. */
  readonly cleaning: boolean;
  readonly creating: boolean;
  readonly sending: boolean;
  /** A person answers. */
  readonly handedOff: boolean;
}

function reasonOf({ cleaning, creating, sending, handedOff }: Awaited): LoadingReason | null {
  if (cleaning) return 'cleaning_up';
  if (creating) return 'creating_session';
  if (sending) return handedOff ? 'sending_message_to_agent' : 'sending_message_to_bot';
  return null;
}

/** What a page has to wait for, in the words of the reference. */
export function loadingOf(awaited: Awaited): LoadingState {
  const reason = reasonOf(awaited);
  return { isLoading: reason !== null, reason };
}
