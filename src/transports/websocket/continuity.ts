import { numberOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { ContinuityLost } from '../../protocol/events.js';

/** Numbers that came before others are kept up to here; beyond it nothing is waited for. */
const MOST_AHEAD = 1_000;

export interface ContinuityOptions {
  /** Asks the server for everything after that number. */
  readonly ask: (after: number) => void;
  readonly onLost: (cause: ContinuityLost['cause']) => void;
}

/**
 * Whether everything that was said has come. The server numbers what it says from 1; a hole is asked for once, and
 * what cannot be had is said to be lost rather than passed over.
 */
export interface Continuity {
  /** There is a session. What the server told of it: `epoch`, `first` and `seq`; `catchUp` asks for what was missed. */
  readonly join: (told: Untrusted, catchUp: boolean) => void;
  readonly take: (seq: number) => void;
  /** The answer to a question is complete. */
  readonly answered: (told: Untrusted) => void;
  /** The last number there is. */
  readonly hearOf: (last: number) => void;
  /** Asks for what came after the last number without a hole before it. */
  readonly ask: () => void;
  /** The order key of a number: what a new server says comes after what the old one said. */
  readonly orderOf: (seq: number) => number;
  /** Another session begins, by our own wish. */
  readonly reset: () => void;
}

export function createContinuity({ ask, onLost }: ContinuityOptions): Continuity {
  let epoch: string | undefined;
  /** The last number without a hole before it; unknown until the server or its first word tells. */
  let at: number | undefined;
  let joined = false;
  let floor = 0;
  let highest = 0;
  const ahead = new Set<number>();
  let asked: { readonly after: number; readonly again: boolean } | undefined;

  function advance(to: number): void {
    let next = Math.max(at ?? 0, to);
    for (const each of [...ahead].sort((a, b) => a - b)) {
      if (each > next + 1) break;
      next = Math.max(next, each);
      ahead.delete(each);
    }
    at = next;
  }
  function question(again = false): void {
    if (asked && !again) return;
    asked = { after: at ?? 0, again };
    ask(asked.after);
  }
  function beginAnew(): void {
    onLost('new-session');
    floor += highest;
    highest = 0;
    at = 0;
    ahead.clear();
  }
  function lose(upTo: number): void {
    onLost('gap');
    advance(upTo);
  }

  return {
    join(told, catchUp) {
      const first = numberOf(told.first);
      const next = textOf(told.epoch) ?? epoch;
      const anew = epoch !== undefined && next !== epoch;
      asked = undefined;
      epoch = next;
      if (anew) beginAnew();
      if (!joined) at = catchUp ? 0 : numberOf(told.seq);
      if (at !== undefined && first !== undefined && first > at + 1) {
        if (joined && !anew) lose(first - 1);
        else advance(first - 1);
      }
      if (joined || catchUp) question();
      joined = true;
    },
    take(seq) {
      if (!Number.isSafeInteger(seq)) return;
      highest = Math.max(highest, seq);
      at ??= Math.max(0, seq - 1);
      if (seq <= at) return;
      ahead.add(seq);
      advance(at);
      if (ahead.size > MOST_AHEAD) lose(Math.min(...ahead));
      if (ahead.size > 0) question();
    },
    answered(told) {
      const last = numberOf(told.after);
      const first = numberOf(told.first);
      if (!asked || last === undefined) return;
      const { after, again } = asked;
      asked = undefined;
      if (last < after) {
        beginAnew();
        return last > 0 ? question() : undefined;
      }
      if (first !== undefined && first > (at ?? 0) + 1) lose(first - 1);
      if ((at ?? 0) >= last) return;
      if (again) lose(last);
      else question(true);
    },
    hearOf(last) {
      // Whoever speaks of something else by now has lost our question.
      asked = undefined;
      if (last > (at ?? 0)) question();
    },
    ask() {
      asked = undefined;
      question();
    },
    orderOf: (seq) => floor + seq,
    reset() {
      [epoch, at, asked, joined, floor, highest] = [undefined, undefined, undefined, false, 0, 0];
      ahead.clear();
    },
  };
}
