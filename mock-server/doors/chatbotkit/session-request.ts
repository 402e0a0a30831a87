import { Problem } from '../../problem.js';
import { isObject, type JsonObject } from '../json.js';
import { type Contact, readContact } from './contact.js';
import { LONGEST_TEXT } from './turn-request.js';
import type { Widget } from './widget.js';

const SHORTEST = 1800;
const DAY = 86_400;
const HOUR = 3600;
const MOST_MESSAGES = 100;

/** What a visitor may ask of a new session; whatever else the request says is not heard. */
export interface SessionRequest {
  readonly seconds: number;
  readonly contact: Contact | undefined;
  /** What the visitor said before. */
  readonly said: readonly string[];
  readonly meta: JsonObject;
}

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

/** How long a session is to last. Throws a `Problem` for what is no length. */
export function secondsOf({ durationInSeconds }: JsonObject, { longest }: Pick<Widget, 'longest'>): number {
  if (durationInSeconds === undefined) return Math.min(longest ?? HOUR, DAY);
  const fits = typeof durationInSeconds === 'number' && durationInSeconds >= SHORTEST && durationInSeconds <= DAY;
  if (!fits) throw bad(`“durationInSeconds” is a number from ${SHORTEST} to ${DAY}.`);
  return Math.min(durationInSeconds, longest ?? DAY);
}

/** Only a visitor's own words: a bot's would be put into its mouth. */
function textOf(message: unknown): string {
  if (!isObject(message) || message['type'] !== 'user') throw bad('Initial messages are of the type “user”.');
  const { text } = message;
  if (typeof text !== 'string' || text.length > LONGEST_TEXT)
    throw bad(`A message has a “text” of at most ${LONGEST_TEXT} characters.`);
  return text;
}

/** Reads what `session/create` is asked with. Throws a `Problem` that names what is wrong. */
export function readSessionRequest(body: JsonObject, widget: Widget): SessionRequest {
  const { contact, messages = [], meta = {} } = body;
  if (!Array.isArray(messages) || messages.length > MOST_MESSAGES)
    throw bad(`“messages” is a list of at most ${MOST_MESSAGES}.`);
  if (!isObject(meta)) throw bad('“meta” has to be an object.');
  return {
    seconds: secondsOf(body, widget),
    contact: widget.collectsContacts ? readContact(contact) : undefined,
    said: messages.map(textOf),
    meta: { ...meta, app: 'widget', widgetIntegrationId: widget.id },
  };
}
