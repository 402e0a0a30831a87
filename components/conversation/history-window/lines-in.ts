import type { AllStrings } from '../../../src/i18n/strings.js';
import type { Message } from '../../../src/protocol/message.js';
import type { Block } from './blocks.js';
import { plainWords } from '../plain-words.js';

/** One message in plain words, and where it would stand, in pixels from the top of its gap. */
export interface Line {
  readonly isOwn: boolean;
  readonly words: string;
  readonly top: number;
  readonly height: number;
}
/** A block that is not built, the place of its first message, and where it would begin. */
export interface Span {
  readonly block: Block;
  readonly place: number;
  readonly top: number;
}

/** About so many pixels does a message take beside its lines, and so many each line of so many characters. */
const AROUND = 40;
const LINE = 22;
const WIDE = 40;

/** What is to be seen of these blocks between two heights: each message has as much room as its words need. */
export function* linesIn(
  spans: Iterable<Span>,
  [from, to]: readonly [number, number],
  heightOf: (block: Block) => number,
  read: (place: number) => Message | undefined,
  strings: Partial<AllStrings>,
): Generator<Line> {
  for (const { block, place, top } of spans) {
    const said = Array.from({ length: block.size }, (_, i) => read(place + i)).map((message) => {
      const words = message ? plainWords(message, strings) : '';
      return { isOwn: message?.author === 'user', words, room: AROUND + LINE * Math.ceil(words.length / WIDE) };
    });
    const scale = heightOf(block) / said.reduce((sum, { room }) => sum + room, 0);
    let end = top;
    for (const { isOwn, words, room } of said) {
      const start = end;
      end += room * scale;
      // More than twice as many characters as are expected do not fit.
      if (end > from && start < to)
        yield { isOwn, words: words.slice(0, (2 * WIDE * (end - start)) / LINE), top: start, height: end - start };
    }
  }
}
