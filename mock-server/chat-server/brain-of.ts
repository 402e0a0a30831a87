import { isPart } from '../../src/protocol/part.js';
import type { Bit, Brain } from '../bot/brain.js';
import { isObject } from '../doors/json.js';
import type { AnswerTurn, ChatPiece } from './chat-turn.js';
import { turnOf } from './turn-of.js';

const besides = ['suggestions', 'handoff', 'ended'];

/** Throws a `TypeError` for a piece that is none: whoever wrote the answer reads it in the report. */
function bitOf(piece: ChatPiece): Bit {
  if (typeof piece === 'string') return { type: 'text', delta: piece };
  if (isPart(piece)) return piece.type === 'text' ? { type: 'text', delta: piece.text } : { type: 'part', part: piece };
  if (isObject(piece) && Object.keys(piece).every((key) => besides.includes(key)))
    return { type: 'more', answer: piece };
  throw new TypeError(`An answer is made of texts, parts and { ${besides.join(', ')} }, not ${JSON.stringify(piece)}.`);
}

async function* bitsOf(pieces: AsyncIterable<ChatPiece>, report: (error: unknown) => void): AsyncGenerator<Bit> {
  try {
    for await (const piece of pieces) yield bitOf(piece);
  } catch (error) {
    report(error);
    throw error;
  }
}

/** A function that answers turns, behind every door. */
export const brainOf =
  (answer: AnswerTurn, greeting: string | undefined, report: (error: unknown) => void): Brain =>
  (asked) => {
    if (asked.command.type === 'launch' && greeting) return { text: greeting };
    const turn = turnOf(asked);
    if (!turn) return { silent: true };
    return bitsOf(answer(turn), (error) => turn.signal.aborted || report(error));
  };
