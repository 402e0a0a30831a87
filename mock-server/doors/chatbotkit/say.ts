import type { Answer } from '../../bot/answer.js';
import { bitsOf, createTeller } from './teller.js';

/** An answer in ChatBotKit's markdown: its blocks, and `[Label]()` for a reply to choose. */
export function sayInMarkdown(answer: Answer): string {
  const teller = createTeller(false);
  for (const bit of bitsOf(answer)) teller.tell(bit);
  return teller.text();
}
