import type { Platform } from '../platform/platform.js';
import type { TextDelta } from '../protocol/events.js';

/** Words on their way to the other tabs: those of one frame go together. */
export interface Deltas {
  readonly add: (event: TextDelta) => void;
  /** What waits is told now: something else is about to be. */
  readonly flush: () => void;
}

/** Milliseconds. */
const FRAME = 16;

export function createDeltas(
  { after, elapsed }: Pick<Platform, 'after' | 'elapsed'>,
  tell: (event: TextDelta) => void,
): Deltas {
  let waiting: TextDelta | undefined;
  let since = 0;
  let cancel = (): void => {};

  function flush(): void {
    cancel();
    const told = waiting;
    waiting = undefined;
    if (told) tell(told);
  }
  return {
    flush,
    add(event) {
      if (waiting && (waiting.id !== event.id || waiting.to !== event.to)) flush();
      if (waiting) waiting = { ...waiting, delta: waiting.delta + event.delta };
      else {
        waiting = event;
        since = elapsed();
        cancel = after(FRAME, flush);
      }
      // Timers of a page that nobody sees come late; words do not.
      if (elapsed() - since >= FRAME) flush();
    },
  };
}
