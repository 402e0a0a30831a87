import { createHook } from 'node:async_hooks';

/** Time of a simulated world: it passes only in `pass`, and what falls due happens one by one. */
export interface Time {
  /** Milliseconds since the world began. */
  readonly elapsed: () => number;
  /** Milliseconds since 1970, as the server sees it. */
  readonly now: () => number;
  /** Calls back once, `ms` milliseconds from now; returns its undo. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly sleep: (ms: number) => Promise<void>;
  /**
   * Lets milliseconds pass; between two moments all promises settle. Throws where one moment has no end: somebody waits
   * for no time at all, again and again.
   */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets everything happen that needs no time. */
  readonly settle: () => Promise<void>;
}

/** More than ever fell due in one millisecond that had an end. */
const MOST = 10_000;

const BEGIN = Date.UTC(2026, 0, 1, 12);

/** A turn of Node's event loop ends when no promise of it is left: two of them, for what begins another turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Signatures of tokens are made and checked by another thread: what waits for one is not at rest. */
const signing = new Set<number>();
let signatures = 0;
createHook({
  init(id, type) {
    if (type !== 'SIGNREQUEST') return;
    signing.add(id);
    signatures += 1;
  },
  after: (id) => void signing.delete(id),
  destroy: (id) => void signing.delete(id),
}).enable();

/** `quiet` is called whenever nothing moves any more. */
export function createTime(quiet: () => void): Time {
  const due = new Set<{ readonly at: number; readonly callback: () => void }>();
  let elapsed = 0;
  const first = (end: number) => {
    let next: { readonly at: number; readonly callback: () => void } | undefined;
    for (const each of due) if (each.at <= end && (!next || each.at < next.at)) next = each;
    return next;
  };
  const after = (ms: number, callback: () => void) => {
    const timer = { at: elapsed + Math.max(0, Number.isFinite(ms) ? ms : 0), callback };
    due.add(timer);
    return () => void due.delete(timer);
  };
  const settle = async () => {
    let before: number;
    do {
      before = signatures;
      await turn();
      await turn();
    } while (signing.size > 0 || signatures > before);
    quiet();
  };
  return {
    elapsed: () => elapsed,
    now: () => BEGIN + elapsed,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    settle,
    async pass(ms) {
      const end = elapsed + ms;
      await settle();
      let fallen = 0;
      for (let next = first(end); next; next = first(end)) {
        due.delete(next);
        fallen = Math.floor(next.at) > Math.floor(elapsed) ? 0 : fallen + 1;
        if (fallen > MOST) throw new Error(`time stands still at ${elapsed} ms`);
        elapsed = Math.max(elapsed, next.at);
        next.callback();
        await settle();
      }
      elapsed = end;
    },
  };
}
