import { isNotice } from '../../../src/core/is-notice.js';
import { withoutDeceit } from '../../../src/protocol/deceit.js';
import type { Message } from '../../../src/protocol/message.js';
import type { Part, UnknownPart } from '../../../src/protocol/part.js';
import { blocksOf, type Signs } from './markdown-words.js';

/** More than so many times what is said is not even looked at: what finds marks in it would take its time. */
const READ = 4;
/** More than anybody listens to. Characters. */
const LONGEST = 20_000;
/** The end of the last sentence that is finished; before a small letter, or after a number, it is a stop of another kind. */
const lastEnd = /^[^]*(?:(?<!(?:^|\s)\d{1,9})[.!?…؟۔।]["'”’»)]*(?=\s+[^\s\p{Ll}])|[。！？])/u;
const closed = /[.!?…:;,。！？：；，؟۔।]["'”’»)]*$/;

/** What is said, and in what language, where that is not the one of the interface. */
export type Saying = readonly [words: string, language?: string | undefined];

/** What is needed to put a message into words. */
export interface Speech {
  readonly signs: Signs & { readonly [K in 'announcer.stop' | 'message.attachment']: string };
  readonly textOf: (part: Part | UnknownPart) => string;
  /** Single dollars are signs of formulas. */
  readonly dollars?: boolean | undefined;
}

const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());

function blocksIn(part: Part | UnknownPart, { author }: Pick<Message, 'author'>, speech: Speech): readonly string[] {
  const text = withoutDeceit(speech.textOf(part).slice(0, READ * LONGEST));
  const format = 'format' in part ? part.format : undefined;
  if (part.type !== 'text' || format === 'plain' || author === 'user' || author === 'system') return linesOf(text);
  return format === 'html' ? linesOf(text.replace(/<[^<>]*>/g, ' ')) : blocksOf(text, speech.signs, speech.dollars);
}

/** One after the other, with a pause where a voice needs one. */
export const inTurn = (sayings: readonly Saying[], stop: string): readonly Saying[] =>
  sayings
    .filter(([words]) => words)
    .map(([words, language], i, all) => [all[i + 1] && !closed.test(words) ? words + stop : words, language]);

const joined = (sentences: readonly string[], stop: string): string =>
  inTurn(
    sentences.map((words) => [words]),
    stop,
  )
    .map(([words]) => words)
    .join(' ');

/**
 * A message as one would read it aloud: without a sign of markup, and with a word for what is seen and not read. Of one
 * that grows, what was there stays as it was up to its last finished sentence.
 */
export const spoken = (message: Pick<Message, 'author' | 'parts' | 'attachments'>, speech: Speech): string =>
  joined(
    [
      ...message.parts.flatMap((part) => blocksIn(part, message, speech)),
      ...(message.attachments ?? []).map(({ name }) =>
        [speech.signs['message.attachment'], withoutDeceit(name)].filter(Boolean).join(': '),
      ),
    ],
    speech.signs['announcer.stop'],
  )
    .replace(/\s[|·]\s/g, speech.signs['announcer.comma'])
    .slice(0, LONGEST);

/** What a message is said in, where its backend knows. A line about the conversation is said by the interface. */
export const languageOf = (message: Message): string | undefined => (isNotice(message) ? undefined : message.language);

/** Of words that go on, the sentences that are finished. */
export const finished = (words: string): string => lastEnd.exec(words)?.[0] ?? '';

/** As many sentences as there is time for; of one that is longer, as many words. */
export function beginning(words: string, longest: number): string {
  if (words.length <= longest) return words;
  const most = words.slice(0, longest);
  return finished(most) || `${most.replace(/\s+\S*$/, '')}…`;
}
