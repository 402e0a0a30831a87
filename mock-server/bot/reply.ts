import type { Clock } from '../clock.js';
import type { Answer } from './answer.js';
import type { Bit } from './brain.js';
import { readSource } from './source-reader.js';
import { chunksOf, wordsIn } from './words.js';

/** Milliseconds between two bits: about as fast as a large model speaks. */
const PACE = 8;
const BROKE = 500;

/** An answer that is said or being said; whoever asks later hears it from the beginning. */
export interface Reply {
  /** All of it, where it was known at once. */
  readonly ready: Answer | undefined;
  /** All of it, once the last word is said. What broke says so with `fail`. */
  readonly whole: () => Promise<Answer>;
  /** The same, for whoever only waits: the answer is not thought of any faster for it. */
  readonly over: () => Promise<Answer>;
  /** Bit by bit, at the speed of speech and of whoever takes them fastest. Rejects where it breaks. */
  readonly bits: () => AsyncIterable<Bit>;
  /** It is thought of, or somebody takes it. */
  readonly isBusy: () => boolean;
  /** Nobody wants the rest. */
  readonly stop: () => void;
}

/** An answer that is known, said bit by bit: thoughts, words, parts, and then what else there is. */
async function* speak(answer: Answer, { sleep }: Clock): AsyncGenerator<Bit> {
  const { thoughts = '', parts = [], steps = [], delay, fail } = answer;
  if (delay) await sleep(delay);
  if (fail) throw new Error(`The bot broke with status ${fail}.`);
  const said: readonly Bit[] = [
    ...chunksOf(thoughts).map((delta) => ({ type: 'thought', delta }) as const),
    ...chunksOf(wordsIn(answer)).map((delta) => ({ type: 'text', delta }) as const),
    ...[...parts, ...steps].map((part) => ({ type: 'part', part }) as const),
  ];
  for (const bit of said) {
    yield bit;
    await sleep(PACE);
  }
  yield { type: 'more', answer };
}

/** A reply that is known already. */
export function readyReply(answer: Answer, clock: Clock): Reply {
  let takers = 0;
  return {
    ready: answer,
    whole: async () => {
      takers += 1;
      if (answer.delay) await clock.sleep(answer.delay);
      takers -= 1;
      return answer;
    },
    over: async () => answer,
    async *bits() {
      takers += 1;
      try {
        yield* speak(answer, clock);
      } finally {
        takers -= 1;
      }
    },
    isBusy: () => takers > 0,
    stop: () => {},
  };
}

function added(answer: Answer, bit: Bit): Answer {
  if (bit.type === 'more') return { ...bit.answer, ...answer };
  if (bit.type === 'part') return { ...answer, parts: [...(answer.parts ?? []), bit.part] };
  const name = bit.type === 'text' ? 'text' : 'thoughts';
  return { ...answer, [name]: (answer[name] ?? '') + bit.delta };
}

/** A reply that is still being thought of. It is kept, so that it may be asked for twice (`source-reader.ts`). */
export function streamedReply(source: AsyncIterable<Bit>, controller: AbortController): Reply {
  let answer: Answer = {};
  let isEmpty = true;
  const reader = readSource(source, controller, (bit) => {
    answer = added(answer, bit);
    isEmpty = false;
  });
  const outcome = (broken: Error | undefined): Answer =>
    broken ? { ...answer, fail: BROKE } : isEmpty ? { silent: true } : answer;
  return {
    ready: undefined,
    whole: () => {
      reader.wantAll();
      return reader.over.then(outcome);
    },
    over: () => reader.over.then(outcome),
    bits: reader.bits,
    isBusy: reader.isBusy,
    stop: reader.stop,
  };
}
