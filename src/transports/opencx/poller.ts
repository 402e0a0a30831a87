import type { Attention } from '../../platform/attention.js';
import type { Clock } from '../../net/clock.js';
import { toChatError, type ChatError } from '../../protocol/errors.js';
import type { Poll, Watched } from '../../protocol/transport.js';

const FASTEST = 2_000;
const SLOWEST = 10_000;
/** Nobody looks: the page is hidden, the panel or the session is closed, or nothing was said for a while. */
const ASLEEP = 30_000;
const QUIET = 300_000;
/** The longest wait after a failure. */
const CAP = 30_000;
/** Each look that finds nothing makes the next one wait so much longer. */
const GROWTH = 1.5;

/** What a look found: something new, nothing, or that there is nothing to look at. */
export type Found = 'news' | 'nothing' | 'nowhere';

export interface PollerOptions {
  readonly clock: Clock;
  readonly attention: Pick<Attention, 'hidden' | 'onWake'>;
  readonly watched?: Watched | undefined;
  readonly look: (signal: AbortSignal) => Promise<Found>;
  /** The longest wait that the backend likes, in milliseconds. */
  readonly longest: () => number;
  /** Nobody expects anything soon. */
  readonly idle: () => boolean;
  /** First wait after a failure. */
  readonly backoff: number;
  /** It failed, for the so-manieth time in a row, and is tried again after so many milliseconds. */
  readonly onTrouble: (error: ChatError, count: number, retryIn: number) => void;
  /** It works. */
  readonly onGood: () => void;
  /** Told how it stands. */
  readonly onPoll?: ((poll: Poll) => void) | undefined;
}

/** Looks again and again, one look at a time: often while something happens, seldom while nobody looks. */
export interface Poller {
  /** Looks at once; a look that is under way is followed by one more. */
  readonly now: () => void;
  /** Something happened: the next looks come sooner. */
  readonly liven: () => void;
  /** What failed elsewhere is tried again here. */
  readonly fail: (error: ChatError) => void;
  readonly stop: () => void;
}

export function createPoller(options: PollerOptions): Poller {
  const { clock, attention, watched, look, longest, idle, onTrouble, onGood, onPoll } = options;
  let flight: AbortController | undefined;
  let again = false;
  let pace = FASTEST;
  let lastNews = clock.elapsed();
  let failures = 0;
  /** The server asked for a wait until then. */
  let notBefore = -Infinity;
  let trouble: ChatError | undefined;
  let cancel = (): void => {};
  let unwatch: (() => void) | undefined;

  function plan(wait: number): void {
    cancel();
    cancel = clock.after(wait, now);
    tell({ asking: false, nextIn: wait });
  }
  function tell(poll: Poll): void {
    onPoll?.({ ...poll, ...(trouble ? { error: trouble } : {}) });
  }
  function liven(): void {
    pace = FASTEST;
    lastNews = clock.elapsed();
  }
  const asleep = (): boolean =>
    attention.hidden() || watched?.get() === false || idle() || clock.elapsed() - lastNews > QUIET;
  function rest(found: Found): void {
    if (found === 'nowhere') return stop();
    if (found === 'news') liven();
    const most = Math.min(SLOWEST, Math.max(FASTEST, longest()));
    plan(asleep() ? ASLEEP : Math.min(pace, most));
    pace = Math.min(pace * GROWTH, SLOWEST);
  }
  function fail(error: ChatError): void {
    watch();
    const jitter = clock.random() * Math.min(CAP, options.backoff * 2 ** failures);
    failures += 1;
    trouble = error;
    const soonest = FASTEST + jitter;
    const retryIn = Math.ceil(error.retryAfter ?? (asleep() ? Math.max(ASLEEP, soonest) : soonest));
    if (error.retryAfter !== undefined) notBefore = clock.elapsed() + retryIn;
    plan(retryIn);
    onTrouble(error, failures, retryIn);
  }
  function watch(): void {
    if (unwatch) return;
    const undo = [attention.onWake(now), watched?.subscribe(() => watched.get() && now())];
    unwatch = () => {
      for (const each of undo) each?.();
    };
  }

  async function run(mine: AbortController): Promise<void> {
    let found: Found | undefined;
    let failure: ChatError | undefined;
    try {
      found = await look(mine.signal);
    } catch (reason) {
      failure = toChatError(reason);
    }
    if (flight !== mine) return;
    flight = undefined;
    if (failure) return fail(failure);
    failures = 0;
    trouble = undefined;
    onGood();
    rest(found ?? 'nothing');
    if (again && unwatch) now();
  }
  function now(): void {
    watch();
    again = flight !== undefined;
    if (flight) return;
    const asked = notBefore - clock.elapsed();
    if (asked > 0) return plan(asked);
    cancel();
    flight = new AbortController();
    tell({ asking: true });
    void run(flight);
  }
  function stop(): void {
    cancel();
    unwatch?.();
    unwatch = undefined;
    again = false;
    flight?.abort();
    flight = undefined;
    trouble = undefined;
    tell({ asking: false });
  }
  return { now, liven, fail, stop };
}
