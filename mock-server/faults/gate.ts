import type { Blow } from './faults.js';

/** The means to end a connection, or to make it deaf. */
export interface Ending {
  readonly reset: () => void;
  readonly close: (code: number) => void;
  /** Stops hearing the other end; what it answers hears it again. */
  readonly hold?: () => () => void;
}

/** What frames and events pass: it may be shut for a while, or for good. */
export interface Gate {
  /** Waits until something may pass. */
  readonly open: () => Promise<void>;
  readonly ended: () => boolean;
  /** Resets, closes or shuts, as the blow says. */
  readonly suffer: (blow: Blow) => void;
}

/** One gate for all lanes of a connection. */
export function createGate({ reset, close, hold = () => () => {} }: Ending): Gate {
  let shut: Promise<void> | undefined;
  let ended = false;
  return {
    open: async () => {
      while (shut) await shut;
    },
    ended: () => ended,
    suffer: (blow) => {
      if (ended) return;
      if (blow.stall !== undefined && !shut) {
        const release = hold();
        shut = blow.healed().then(() => {
          shut = undefined;
          release();
        });
      }
      if (!blow.reset && blow.close === undefined) return;
      ended = true;
      if (blow.reset) reset();
      else if (blow.close !== undefined) close(blow.close);
    },
  };
}
