import type { Clock } from '../../clock.js';

/** How often this server gives, and wants, a sign of life: milliseconds. */
export const EVERY = 30_000;
/** A client may be so many times as late. */
const TOLERANCE = 3;

export interface HeartBeatsOptions {
  readonly clock: Clock;
  readonly beat: () => void;
  /** The client was silent for too long. */
  readonly onSilence: () => void;
}
/** Signs of life in both directions, as often as the slower side can. */
export interface HeartBeats {
  /** `asked`: the client's `heart-beat` header, what it gives and what it wants. */
  readonly begin: (asked: string | undefined) => void;
  readonly heard: () => void;
  readonly stop: () => void;
}

export function createHeartBeats({ clock, beat, onSilence }: HeartBeatsOptions): HeartBeats {
  const controller = new AbortController();
  const { signal } = controller;
  let last = clock.now();

  async function give(every: number): Promise<void> {
    for (;;) {
      await clock.sleep(every, signal);
      if (signal.aborted) return;
      beat();
    }
  }
  async function want(longest: number): Promise<void> {
    for (;;) {
      const left = last + longest - clock.now();
      if (left <= 0) return onSilence();
      await clock.sleep(left, signal);
      if (signal.aborted) return;
    }
  }

  return {
    begin(asked = '0,0') {
      const [gives = 0, wants = 0] = asked.split(',').map((each) => Math.max(0, Number.parseInt(each, 10) || 0));
      if (wants > 0) void give(Math.max(EVERY, wants));
      if (gives > 0) void want(TOLERANCE * Math.max(EVERY, gives));
    },
    heard: () => void (last = clock.now()),
    stop: () => controller.abort(),
  };
}
