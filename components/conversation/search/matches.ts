import type { AllStrings } from '../../../src/i18n/strings.js';
import type { Message } from '../../../src/protocol/message.js';
import { plainWords } from '../plain-words.js';
import { fold, placesOf } from './fold.js';

/** A message that changes is another object, and so are the words of another language. */
let known = new WeakMap<Message, string>();
let spoken: Partial<AllStrings> | undefined;

function wordsOf(message: Message, strings: Partial<AllStrings>): string {
  if (strings !== spoken) known = new WeakMap();
  spoken = strings;
  const words = known.get(message) ?? fold(plainWords(message, strings));
  known.set(message, words);
  return words;
}

/**
 * The ids of messages in which something is said, oldest first. They are looked for in what was said, not in what is
 * drawn; what happened is found in the words of the interface.
 */
export function matchesIn(
  messages: readonly Message[],
  words: string,
  strings: Partial<AllStrings> = {},
): readonly string[] {
  const folded = fold(words.trim());
  return folded ? messages.filter((message) => wordsOf(message, strings).includes(folded)).map(({ id }) => id) : [];
}

/** How many signs are told before the words, and after them; a word more where one would be cut. */
const BEFORE = 40;
const AFTER = 80;
const WORD = 24;

/** What a message says where the words are first said in it, or else at its beginning. */
export function excerptOf(message: Message, words: string, strings: Partial<AllStrings> = {}): string {
  const text = plainWords(message, strings).replaceAll(/\s+/g, ' ').trim();
  const [[from, to] = [0, 0]] = placesOf(fold(words.trim()), text);
  const [earliest, latest] = [from - BEFORE, to + AFTER];
  const [before, after] = [text.lastIndexOf(' ', earliest), text.indexOf(' ', latest)];
  const begin = earliest <= WORD ? 0 : before > earliest - WORD ? before + 1 : earliest;
  const end = latest >= text.length - WORD ? text.length : after >= 0 && after < latest + WORD ? after : latest;
  return `${begin ? '…' : ''}${text.slice(begin, end)}${end < text.length ? '…' : ''}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
/** A day as a date field writes it, by the visitor's own calendar: 2026-03-01. */
export function dayFor(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first and the last day of a conversation, where there are two. */
export function daysOf(messages: readonly Message[]): readonly [first: string, last: string] | undefined {
  const days = messages.flatMap(({ createdAt }) => (createdAt === undefined ? [] : dayFor(createdAt))).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first !== undefined && last !== undefined && first !== last ? [first, last] : undefined;
}

/** The first message of a day, or else of the next one on which something was said. What comes late may stand elsewhere. */
export function firstOn(messages: readonly Message[], day: string): string | undefined {
  let first: Message | undefined;
  for (const message of messages) {
    const { createdAt } = message;
    if (createdAt === undefined || dayFor(createdAt) < day) continue;
    if (createdAt < (first?.createdAt ?? Infinity)) first = message;
  }
  return first?.id;
}
