import { present } from '../../net/untrusted.js';
import type { ChatCommand, GiveFeedback, SubmitForm } from '../../protocol/commands.js';
import { match, type Table } from '../../protocol/match.js';
import type { Attachment } from '../../protocol/message.js';
import type { OfferedFunction, SaidWords } from '../../protocol/transport.js';
import type { OfferedCall } from './wire.js';
import { toYaml } from './yaml.js';

/** Characters of one message that is told again, as the vendor's own client cuts them. */
const LONGEST = 32 * 1024;
/** Messages, and characters of all of them: a request has an end. */
const MOST_MESSAGES = 100;
const MOST_TEXT = 128 * 1024;

/** The first characters of a text; half a character is none. */
const cut = (text: string): string => text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');

/** The visitor's own words for a new conversation, oldest first: the backend takes nobody else's. */
export function retold(said: readonly SaidWords[]): readonly { readonly type: 'user'; readonly text: string }[] {
  const own = said.filter(({ author, text }) => author === 'user' && text.trim() !== '').map(({ text }) => cut(text));
  let room = MOST_TEXT;
  return own
    .slice(-MOST_MESSAGES)
    .reverse()
    .filter(({ length }) => (room -= length) >= 0)
    .reverse()
    .map((text) => ({ type: 'user', text }));
}

const email = /^[^\s@<>]+@[^\s@.]+(\.[^\s@.]+)+$/;
const phone = /^\+[1-9][\d ().-]{6,20}$/;

/** Who the visitor is, for a new conversation; `undefined` where nobody could be reached by it. */
export function reachable(known: {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}): Readonly<Record<string, string>> | undefined {
  const ways = present({
    email: known.email && email.test(known.email) ? known.email : undefined,
    phone: known.phone && phone.test(known.phone) ? known.phone : undefined,
  });
  return Object.keys(ways).length === 0 ? undefined : { ...(known.name ? { name: known.name } : {}), ...ways };
}

const callable = /^[A-Za-z_$][\w$]{0,63}$/;

/** The page's functions with the channel in which the result of each is waited for. */
export const offered = (functions: readonly OfferedFunction[], commandId: string): readonly OfferedCall[] =>
  functions
    .filter(({ name }) => callable.test(name))
    .map(({ name, description = '', parameters = {} }, index) => ({
      name,
      description,
      parameters: { properties: {}, ...parameters, type: 'object' },
      result: { channel: `${commandId}.${index}` },
    }));

/** A turn: the words, and whether the backend is to answer. */
export interface Turn {
  readonly to: 'complete' | 'receive' | 'send';
  readonly text?: string;
}

const nameOf = ({ name, url }: Attachment): string => name ?? url;
/** Files belong to the conversation, and the message has only words: one without words names its files. */
const worded = (text: string, files: readonly Attachment[] = []): string =>
  text.trim() === '' ? files.map(nameOf).join('\n') : text;
/** The vendor's widget sends a form as words, too. */
const filledIn = ({ values }: SubmitForm): string => toYaml(values);
const nothing = (): undefined => undefined;

const turns: Table<ChatCommand, [], Turn | undefined> = {
  launch: () => ({ to: 'receive' }),
  'send-message': ({ text, attachments, meta }) => ({
    to: meta?.['respond'] === false ? 'send' : 'complete',
    text: worded(text, attachments),
  }),
  'select-option': ({ label }) => ({ to: 'complete', text: label }),
  'send-postback': ({ label }) => ({ to: 'complete', text: label }),
  'submit-form': (command) => ({ to: 'complete', text: filledIn(command) }),
  'answer-permission': nothing,
  'give-feedback': nothing,
  'tool-result': nothing,
  'report-action': nothing,
  'share-contact': nothing,
  'erase-data': nothing,
  'barge-in': nothing,
  'barge-out': nothing,
  restart: nothing,
  'end-session': nothing,
};

/** The turn that a command is; `undefined` for one that is none. Pure. */
export const turnOf = (command: ChatCommand): Turn | undefined => match(turns, command);

/** What is thought of an answer, as the backend counts: from -100 to 100, and never nothing. */
export function voteOf({ rating, score = 0, reason }: GiveFeedback): {
  readonly route: 'upvote' | 'downvote';
  readonly body: { readonly value: number; readonly reason?: string };
} {
  const worth = rating === undefined ? (score - 3) * 50 || 1 : rating === 'positive' ? 100 : -100;
  const value = Math.max(-100, Math.min(100, Math.round(worth)));
  return { route: value < 0 ? 'downvote' : 'upvote', body: { value, ...(reason ? { reason } : {}) } };
}

const named = ['name', 'email', 'phone', 'nick', 'description'] as const;

/** A contact in the vendor's words; fields that it does not know stand in `meta`. */
export function contactOf(contact: Readonly<Record<string, string | undefined>>): object {
  const fields = Object.entries(contact).filter(([, value]) => value !== undefined && value !== '');
  const isNamed = ([name]: readonly [string, unknown]): boolean => named.some((known) => known === name);
  const others = fields.filter((field) => !isNamed(field));
  return {
    ...Object.fromEntries(fields.filter(isNamed)),
    ...(others.length > 0 ? { meta: Object.fromEntries(others) } : {}),
  };
}
