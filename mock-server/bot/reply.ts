import type { Clock } from '../clock.js';
import type { Answer } from './answer.js';
import type { Bit } from './brain.js';
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
  /** Bit by bit, at the speed of speech. Rejects where it breaks. */
  readonly bits: () => AsyncIterable<Bit>;
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
export const readyReply = (answer: Answer, clock: Clock): Reply => ({
  ready: answer,
  whole: async () => {
    if (answer.delay) await clock.sleep(answer.delay);
    return answer;
  },
  bits: () => speak(answer, clock),
  stop: () => {},
});

function added(answer: Answer, bit: Bit): Answer {
  if (bit.type === 'more') return { ...bit.answer, ...answer };
  if (bit.type === 'part') return { ...answer, parts: [...(answer.parts ?? []), bit.part] };
  const name = bit.type === 'text' ? 'text' : 'thoughts';
  return { ...answer, [name]: (answer[name] ?? '') + bit.delta };
}

/** A reply that is still being thought of. It is listened to at once and kept, so that it may be asked for twice. */
export function streamedReply(source: AsyncIterable<Bit>, controller: AbortController): Reply {
  const heard: Bit[] = [];
  const waiting = new Set<() => void>();
  let answer: Answer = {};
  let broken: Error | undefined;
  let over = false;
  const wake = (): void => {
    for (const each of waiting) each();
    waiting.clear();
  };
  const listening = (async () => {
    try {
      for await (const bit of source) {
        if (controller.signal.aborted) break;
        heard.push(bit);
        answer = added(answer, bit);
        wake();
      }
    } catch (reason) {
      if (!controller.signal.aborted) broken = reason instanceof Error ? reason : new Error(String(reason));
    } finally {
      over = true;
      wake();
    }
  })();
  return {
    ready: undefined,
    async whole() {
      await listening;
      if (broken) return { ...answer, fail: BROKE };
      return heard.length === 0 ? { silent: true } : answer;
    },
    async *bits() {
      for (let at = 0; ; at += 1) {
        while (at >= heard.length && !over) await new Promise<void>((resolve) => waiting.add(resolve));
        const bit = heard[at];
        if (!bit) break;
        yield bit;
      }
      if (broken) throw broken;
    },
    stop: () => controller.abort(),
  };
}
