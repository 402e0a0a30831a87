import type { Clock } from '../../clock.js';

/** Notices when nothing is said for a while, with one timer however much is said. */
export interface Silence {
  /** Something is waited for: calls when it has let wait for too long since the last words. */
  readonly dread: (onSilence: () => void) => void;
  /** Something was said. */
  readonly broken: () => void;
}

/** Looks no more once the signal is aborted. */
export function createSilence(most: number, { now, sleep }: Clock, signal: AbortSignal): Silence {
  let onSilence: (() => void) | undefined;
  let isWatched = false;
  let words = 0;
  let at = now();

  async function watch(): Promise<void> {
    isWatched = true;
    let heard;
    for (let wait = most; heard !== words; wait = Math.max(1, at + most - now())) {
      heard = words;
      await sleep(wait, signal);
      if (signal.aborted || !onSilence) break;
    }
    isWatched = false;
    if (!signal.aborted) onSilence?.();
  }
  return {
    dread(listener) {
      onSilence = listener;
      if (!isWatched) void watch();
    },
    broken() {
      onSilence = undefined;
      words += 1;
      at = now();
    },
  };
}
