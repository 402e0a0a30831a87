import type { Message } from '../protocol/message.js';
import { textIn } from '../protocol/part.js';
import type { SaidWords } from '../protocol/transport.js';

/** What was said, in words, for backends that have to be told again. What is still on its way is not told twice. */
export const saidWords = (messages: readonly Message[]): readonly SaidWords[] =>
  messages.flatMap(({ author, delivery, parts }) => {
    const text = parts.flatMap((part) => (part.type === 'text' ? (textIn(part) ?? []) : [])).join('\n\n');
    return author === 'system' || delivery !== 'delivered' || !text ? [] : [{ author, text }];
  });
