import type { ChatErrorCode } from '../protocol/errors.js';

/** How the chat itself is doing, and a sentence for everything that can go wrong. */
export const statusEnglish = {
  'status.connecting': 'Connecting.',
  'status.waiting': 'Reconnecting. Your messages are kept.',
  'status.busy': (seconds: number) =>
    seconds === 1
      ? 'The chat is busy. Sending again in a second.'
      : `The chat is busy. Sending again in ${seconds} seconds.`,
  'status.backendFailed': (attempt: number) =>
    attempt === 1 ? 'The answer takes longer than usual.' : `The answer takes longer than usual. Attempt ${attempt}.`,
  'status.handoff': 'You can also call.',
  'status.call': (phone: string) => `Call ${phone}`,
  'status.retry': 'Try again',
  'error.offline': 'You are offline. Your messages are kept.',
  'error.unreachable': 'The chat cannot be reached at the moment.',
  'error.timeout': 'The answer took too long.',
  'error.unauthorized': 'This chat is not allowed to connect.',
  'error.forbidden': 'This chat is not available on this site.',
  'error.not-found': 'The chat cannot be reached at the moment.',
  'error.too-large': 'That is too long to send. Please shorten it.',
  'error.rate-limited': 'That was a lot at once. Please wait a moment.',
  'error.rejected': 'The chat could not accept this.',
  'error.server-error': 'The chat has a problem at the moment.',
  'error.bad-reply': 'The answer could not be read.',
  'error.session-expired': 'This conversation has ended. You can start a new one.',
  'error.closed': 'The chat is closed.',
  'error.aborted': 'You stopped this.',
  'error.unsupported': 'The chat cannot do this here.',
  'error.bad-config': 'The chat is not set up correctly.',
  'error.unknown-transport': 'The chat is not set up correctly.',
  'error.load-failed': 'A piece of the chat could not be loaded.',
  'error.render-failed': 'This message cannot be shown here.',
  'error.upload-failed': 'The file could not be sent.',
  'error.queue-full': 'Too many messages are waiting. Please wait a moment.',
  'error.unconfirmed': 'This may not have arrived.',
  'error.blocked': 'This page does not let the chat connect.',
  'error.stale': 'This waited too long and was not sent by itself.',
  'error.elsewhere': 'The chat goes on in another window.',
} satisfies Record<string, string | ((value: never) => string)> & Record<`error.${ChatErrorCode}`, string>;
