import type { Bit } from './brain.js';
import { createLead } from './lead.js';

/** Characters of one answer. */
const LONGEST = 16 * 1024 * 1024;

/** What comes out of a source: heard once, and told to all who ask, from the beginning. */
export interface SourceReader {
  /** Why it broke, or undefined, when nothing more will come. */
  readonly over: Promise<Error | undefined>;
  readonly bits: () => AsyncGenerator<Bit, void>;
  /** Somebody wants all of it, as soon as it can be had. */
  readonly wantAll: () => void;
  /** Something comes of the source, or is taken; a source that is held back and taken by nobody is not at work. */
  readonly isBusy: () => boolean;
  readonly stop: () => void;
}

const sizeOf = (bit: Bit): number =>
  bit.type === 'text' || bit.type === 'thought' ? bit.delta.length : JSON.stringify(bit).length;

/** The same with words that follow each other in one piece: that takes a fraction of the memory. */
function joined(bits: readonly Bit[]): Bit[] {
  const whole: Bit[] = [];
  for (const bit of bits) {
    const last = whole.at(-1);
    const goesOn = last && 'delta' in last && 'delta' in bit && last.type === bit.type;
    if (goesOn) whole[whole.length - 1] = { type: last.type, delta: last.delta + bit.delta };
    else whole.push(bit);
  }
  return whole;
}

/**
 * Hears a source at once, and from then on only a little ahead of whoever takes its bits fastest: who takes none holds it
 * back, and who takes them slowly keeps nobody waiting.
 */
export function readSource(
  source: AsyncIterable<Bit>,
  controller: AbortController,
  note: (bit: Bit) => void,
): SourceReader {
  let heard: Bit[] = [];
  const waiting = new Set<() => void>();
  const lead = createLead();
  let size = 0;
  let readers = 0;
  let isOver = false;
  let isHeldBack = false;
  let broken: Error | undefined;

  const wake = (): void => {
    for (const each of waiting) each();
    waiting.clear();
  };
  async function listen(): Promise<void> {
    for await (const bit of source) {
      if (controller.signal.aborted) return;
      const more = sizeOf(bit);
      heard.push(bit);
      size += more;
      lead.say(more);
      note(bit);
      wake();
      if (size > LONGEST) throw new Error(`An answer may have ${LONGEST} characters.`);
      isHeldBack = true;
      await lead.room();
      isHeldBack = false;
    }
  }
  /** Nobody counts the pieces any more. */
  const settle = (): void => {
    if (isOver && readers === 0) heard = joined(heard);
  };
  const over = listen()
    .catch((reason: unknown) => {
      if (!controller.signal.aborted) broken = reason instanceof Error ? reason : new Error(String(reason));
    })
    .then(() => {
      isOver = true;
      wake();
      settle();
      return broken;
    });
  return {
    over,
    async *bits() {
      readers += 1;
      let mine = 0;
      try {
        for (let at = 0; ; at += 1) {
          lead.take(mine);
          while (at >= heard.length && !isOver) await new Promise<void>((resolve) => waiting.add(resolve));
          const bit = heard[at];
          if (!bit) break;
          yield bit;
          mine += sizeOf(bit);
        }
        if (broken) throw broken;
      } finally {
        readers -= 1;
        settle();
      }
    },
    wantAll: lead.end,
    isBusy: () => readers > 0 || !(isOver || isHeldBack),
    stop() {
      controller.abort();
      lead.end();
    },
  };
}
