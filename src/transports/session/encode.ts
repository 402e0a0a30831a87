import type { ChatCommand } from '../../protocol/commands.js';
import { RejectedError } from '../../protocol/errors.js';
import { match, type Table } from '../../protocol/match.js';

/** Characters of one turn, as the backend counts them. */
const LONGEST = 8_000;

const nothing = (): undefined => undefined;
const unsupported = ({ type }: ChatCommand): never => {
  throw new RejectedError('unsupported', `A session backend has no ${type}.`, { outcome: 'rejected' });
};

/** A turn is words: of a choice, those that the visitor saw. */
const words: Table<ChatCommand, [], string | undefined> = {
  'send-message': ({ text }) => text,
  'select-option': ({ label, token }) => label || token,
  'send-postback': ({ label, data }) => label || data,
  // The agent asked in words, and is answered in words.
  'submit-form': ({ values }) =>
    Object.entries(values)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('\n'),
  // Who speaks first is decided where the session is made, and so is whom the agent talks to.
  launch: nothing,
  'share-contact': nothing,
  'report-action': nothing,
  restart: nothing,
  'end-session': nothing,
  'barge-in': nothing,
  'barge-out': nothing,
  'answer-permission': unsupported,
  'give-feedback': unsupported,
  'tool-result': unsupported,
  'erase-data': unsupported,
};

/** What a command says to the agent; `undefined` where it says nothing. Throws a `ChatError` for what cannot be said. */
export function encodeTurn(command: ChatCommand): string | undefined {
  const text = match(words, command)?.trim();
  if (text === undefined) return undefined;
  if (text === '') throw new RejectedError('rejected', 'A turn needs words.', { outcome: 'rejected' });
  if (text.length > LONGEST)
    throw new RejectedError('too-large', `A turn may have ${LONGEST} characters, this one has ${text.length}.`, {
      outcome: 'rejected',
    });
  return text;
}
