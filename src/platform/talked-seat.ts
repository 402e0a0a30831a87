import type { Platform } from './platform.js';
import type { Seat, SeatEvents } from './seat.js';

/** How long a tab waits for one that leads, or may rather lead, before it leads itself. */
const OBJECTION_MS = 300;

export interface TalkedSeatOptions extends SeatEvents, Pick<Platform, 'after'> {
  readonly id: string;
  readonly leads: () => boolean;
  readonly say: (kind: 'hello' | 'here') => void;
}

/** A seat without locks: tabs agree by talking, and of two that want it or have it the smaller id wins. */
export function talkedSeat({ id, leads, say, after, won, lost }: TalkedSeatOptions): Seat {
  let standing: (() => void) | undefined;

  function leave(): void {
    standing?.();
    standing = undefined;
  }
  function stand(): void {
    leave();
    standing = after(OBJECTION_MS, () => {
      standing = undefined;
      won();
    });
  }
  return {
    stand,
    leave,
    seize() {
      leave();
      won();
    },
    newcomer(other) {
      if (!standing) return;
      if (other < id) leave();
      else say('hello');
    },
    claimed(other) {
      leave();
      if (!leads()) return;
      if (other < id) lost();
      else say('here');
    },
    vacant() {
      say('hello');
      stand();
    },
  };
}
