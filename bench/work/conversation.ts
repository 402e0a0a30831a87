import type { Said } from '../subject.js';
import { chance, prose } from './prose.js';

/** Words of the first message that no other has. */
export const FIRST = 'This was the very firstword.';
/** Words of the last message that no other has. */
export const LAST = 'This was the very lastword.';

/** Long enough that no two neighbours look alike. */
const SOURCE = 200_000;

/**
 * What visitors and a bot said to each other, the same every time: short questions, and answers of one to three blocks
 * of markdown, most of them paragraphs.
 */
export function conversation(count: number): Said[] {
  const random = chance(count);
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const blocks = prose({ length: SOURCE }).split('\n\n').slice(1, -1);
  const paragraphs = blocks.filter((block) => /^\w/.test(block) && !/^\d+\. /.test(block));
  const others = blocks.filter((block) => !paragraphs.includes(block) && !block.startsWith('#'));
  const block = () => one(random() < 0.7 ? paragraphs : others);
  const question = () =>
    one(paragraphs)
      .split('. ', 1)[0]
      ?.replace(/[*`]|\[|\]\(.*?\)/g, '') + '?';
  const answer = () => Array.from({ length: 1 + Math.floor(random() ** 2 * 3) }, block).join('\n\n');
  const said = Array.from({ length: count }, (_, index): Said =>
    index % 2 === 0 ? { author: 'user', text: question() } : { author: 'bot', text: answer() },
  );
  said[0] = { author: 'user', text: FIRST };
  said[count - 1] = { author: 'bot', text: `${answer()}\n\n${LAST}` };
  return said;
}
