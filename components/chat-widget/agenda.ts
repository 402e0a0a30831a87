/** Calls back after some milliseconds; its undo. */
export type After = (ms: number, callback: () => void) => () => void;

/** What is due, one thing after the other. */
export interface Agenda {
  /** Does it so many milliseconds after what was done last. */
  readonly plan: (ms: number, deed: () => void) => void;
  /** Nothing of it is done any more. */
  readonly clear: () => void;
}

const later: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** However much is due, a page that nobody has chatted on has never more than one timer of ours. */
export function createAgenda(after: After = later): Agenda {
  const steps: { readonly due: number; readonly deed: () => void }[] = [];
  let now = 0;
  let forget = (): void => undefined;

  function wait(): void {
    forget();
    const [next] = steps;
    if (!next) return;
    forget = after(next.due - now, () => {
      steps.shift();
      now = next.due;
      next.deed();
      wait();
    });
  }

  return {
    plan(ms, deed) {
      steps.push({ due: now + ms, deed });
      steps.sort((one, other) => one.due - other.due);
      wait();
    },
    clear() {
      steps.length = 0;
      forget();
    },
  };
}
