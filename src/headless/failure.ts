import type { ChatErrorCode } from '../protocol/errors.js';
import type { ChatEvent } from '../protocol/events.js';
import { fine, type ErrorState } from './chat-state.js';

type Reading<T extends ChatEvent['type']> = (
  event: Extract<ChatEvent, { type: T }>,
  before: ErrorState,
  begun: boolean,
) => ErrorState;

const road: readonly ChatErrorCode[] = ['offline', 'unreachable', 'timeout', 'closed', 'elsewhere'];
const lost = (begun: boolean) => (begun ? 'SESSION_POLLING_FAILED' : 'SESSION_CREATION_FAILED');

const raised: Reading<'error-raised'> = ({ code, message, about }, _, begun) => {
  const unsent = about !== undefined || (begun && !road.includes(code));
  return { hasError: true, message, code: unsent ? 'MESSAGE_SEND_FAILED' : lost(begun) };
};
const delivered: Reading<'delivery-changed'> = ({ delivery, reason = 'unknown' }, before) =>
  delivery === 'failed'
    ? { hasError: true, message: `The message was not delivered (${reason}).`, code: 'MESSAGE_SEND_FAILED' }
    : delivery === 'delivered'
      ? fine
      : before;
const connected: Reading<'connection-changed'> = ({ state, reason }, before, begun) => {
  if (state === 'open') return before.code === 'MESSAGE_SEND_FAILED' ? before : fine;
  return reason ? { hasError: true, message: `The backend cannot be reached (${reason}).`, code: lost(begun) } : before;
};
const said: Reading<'message-added'> = ({ message }, before) => (message.author === 'user' ? fine : before);

const readings: { readonly [T in ChatEvent['type']]?: Reading<T> } = {
  'error-raised': raised,
  'delivery-changed': delivered,
  'connection-changed': connected,
  'message-added': said,
};

/**
 * What `error` is after an event, in the codes of the reference; `begun` says whether there is a session. The sentence is
 * for the developer: what to tell the visitor is the page's.
 */
export const failureAfter = (event: ChatEvent, before: ErrorState, begun: boolean): ErrorState =>
  (readings[event.type] as Reading<ChatEvent['type']> | undefined)?.(event, before, begun) ?? before;
