import type { ChatErrorCode } from '../protocol/errors.js';
import { launcherEnglish } from './launcher.en.js';

/**
 * What is there from the start, words for assistive technology included. The rest of the interface has catalogues
 * beside this one that come with the chunks that need them. Other languages have the same keys.
 */
export const english = {
  ...launcherEnglish,
  'header.menu': 'More options',
  'header.minimize': 'Minimize',
  'restart.question': 'Start a new conversation?',
  'restart.explanation': 'What was said so far disappears from this chat.',
  'restart.confirm': 'Start anew',
  'confirm.cancel': 'Cancel',
  'message.assistant': 'Assistant',
  'message.agent': 'Agent',
  'message.failed': 'Not delivered',
  'composer.name': 'Message',
  'composer.send': 'Send message',
  'composer.stop': 'Stop',
  'status.connecting': 'Connecting.',
  'status.waiting': 'Reconnecting. Your messages are kept.',
  'status.backendFailed': (attempt: number) =>
    attempt === 1 ? 'The answer takes longer than usual.' : `The answer takes longer than usual. Attempt ${attempt}.`,
  'status.handoff': 'A person will take over.',
  'status.call': (phone: string) => `Call ${phone}`,
  'status.retry': 'Try again',
  'party.joined': (name: string) => `${name} joined the chat`,
  poweredBy: (name: string) => `Powered by ${name}`,
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
} satisfies Record<string, string | ((value: never) => string)> & Record<`error.${ChatErrorCode}`, string>;
