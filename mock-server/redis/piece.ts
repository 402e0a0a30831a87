import type { Answer } from '../bot/answer.js';
import type { Bit } from '../bot/brain.js';

/** What is kept of an answer while it is thought of, one after the other. */
export type Piece =
  | Bit
  /** All of it, known at once. */
  | { readonly type: 'whole'; readonly answer: Answer }
  /** Another process began again, and says something else: what stands before does not count. */
  | { readonly type: 'again' }
  /** There is no more; with `fail` it broke. */
  | { readonly type: 'end'; readonly fail?: number };

/** Those that count: what stands after the last beginning, and says something. */
export function bitsIn(pieces: readonly Piece[]): readonly Bit[] {
  const start = pieces.findLastIndex(({ type }) => type === 'again') + 1;
  return pieces
    .slice(start)
    .flatMap((piece) => (piece.type === 'whole' || piece.type === 'again' || piece.type === 'end' ? [] : [piece]));
}

/** The answer that bits amount to. */
export function sum(bits: readonly Bit[]): Answer {
  let answer: Answer = {};
  for (const bit of bits) {
    if (bit.type === 'more') answer = { ...bit.answer, ...answer };
    else if (bit.type === 'part') answer = { ...answer, parts: [...(answer.parts ?? []), bit.part] };
    else {
      const name = bit.type === 'text' ? 'text' : 'thoughts';
      answer = { ...answer, [name]: (answer[name] ?? '') + bit.delta };
    }
  }
  return answer;
}

const wordsOf = (bits: readonly Bit[], type: 'text' | 'thought'): string =>
  bits.map((bit) => (bit.type === type ? bit.delta : '')).join('');
const restOf = (bits: readonly Bit[]): readonly string[] =>
  bits.filter(({ type }) => type === 'part' || type === 'more').map((bit) => JSON.stringify(bit));

/**
 * What a second run adds to what a first one had said when its process died: the rest, where it says the same again; all of
 * it after `again`, where it says something else.
 */
export async function* continued(before: readonly Bit[], source: AsyncIterable<Bit>): AsyncGenerator<Piece> {
  const known = { text: wordsOf(before, 'text'), thought: wordsOf(before, 'thought'), rest: restOf(before) };
  const said = { text: '', thought: '', rest: 0 };
  const fresh: Bit[] = [];
  let differs = false;

  /** What is new of the bit; undefined where the bit is not what was said before. */
  function news(bit: Bit): Bit | 'nothing' | undefined {
    if (bit.type === 'part' || bit.type === 'more') {
      const told = known.rest[said.rest];
      said.rest += 1;
      return told === undefined ? bit : told === JSON.stringify(bit) ? 'nothing' : undefined;
    }
    const { type, delta } = bit;
    const begun = said[type].length;
    said[type] += delta;
    if (!said[type].startsWith(known[type].slice(0, said[type].length))) return undefined;
    const left = said[type].slice(Math.max(begun, known[type].length));
    return left === '' ? 'nothing' : { type, delta: left };
  }

  for await (const bit of source) {
    if (differs) {
      yield bit;
      continue;
    }
    fresh.push(bit);
    const added = news(bit);
    if (added === undefined) {
      differs = true;
      yield { type: 'again' };
      yield* fresh;
    } else if (added !== 'nothing') yield added;
  }
}
