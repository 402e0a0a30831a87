import type { Platform } from '../../src/platform/platform.js';

export type Clock = Pick<Platform, 'after' | 'elapsed'>;

/** What is due, one thing after the other. */
export interface Agenda {
  /** Does it so many milliseconds from now; its undo. */
  readonly plan: (ms: number, deed: () => void) => () => void;
  /** Nothing of it is done any more. */
  readonly clear: () => void;
}

interface Step {
  readonly due: number;
  readonly deed: () => void;
}

const browserClock: Clock = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  elapsed: () => performance.now(),
};

/** However much is due, a page that nobody has chatted on has never more than one timer of ours. */
export function createAgenda({ after, elapsed }: Clock = browserClock): Agenda {
  const steps: Step[] = [];
  let forget = (): void => undefined;

  function wait(): void {
    forget();
    const [next] = steps;
    if (!next) return;
    forget = after(Math.max(0, next.due - elapsed()), () => {
      steps.shift();
      next.deed();
      wait();
    });
  }

  return {
    plan(ms, deed) {
      const step = { due: elapsed() + ms, deed };
      steps.push(step);
      steps.sort((one, other) => one.due - other.due);
      wait();
      return () => {
        if (!steps.includes(step)) return;
        steps.splice(steps.indexOf(step), 1);
        wait();
      };
    },
    clear() {
      steps.length = 0;
      forget();
    },
  };
}
