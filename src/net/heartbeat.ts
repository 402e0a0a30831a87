import type { Patience } from '../protocol/transport.js';
import type { Clock } from './clock.js';

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly patience: Patience;
  /** Writes something that the other side answers. False when there is no such thing: then silence proves nothing. */
  readonly probe: () => boolean;
  readonly onDead: () => void;
}
/** Asks a silent connection whether it still lives. A half-open one looks like any other until then. */
export interface Heartbeat {
  /** The other side said something, whatever it was. */
  readonly heard: () => void;
  /** Asks now rather than after the next silence. */
  readonly ask: () => void;
  readonly stop: () => void;
}

export function createHeartbeat({ clock, patience, probe, onDead }: HeartbeatOptions): Heartbeat {
  let cancel = () => {};
  let asked = false;

  function heard(): void {
    cancel();
    asked = false;
    cancel = clock.after(patience.heartbeat, ask);
  }
  function ask(): void {
    if (!asked) question(true);
  }
  function question(mayBeLate: boolean): void {
    heard();
    if (!probe()) return;
    cancel();
    asked = true;
    const since = clock.elapsed();
    cancel = clock.after(patience.ack, () => {
      // So late a timer tells of our own sleep: the answer may lie behind it.
      if (mayBeLate && clock.elapsed() - since > 2 * patience.ack) question(false);
      else onDead();
    });
  }

  return {
    heard,
    ask,
    stop() {
      cancel();
      asked = false;
    },
  };
}
