import type { Seat, SeatEvents } from './seat.js';

/** A seat kept by the browser: whoever holds the lock has it, and a tab that is gone holds none. */
export function lockSeat(
  locks: LockManager,
  name: string,
  { won, lost, refused }: SeatEvents & { readonly refused: () => void },
): Seat {
  let leave = () => {};

  function request(options: LockOptions, quit: () => void): void {
    leave();
    let mine = true;
    let release = quit;
    leave = () => {
      mine = false;
      release();
    };
    const hold = () =>
      new Promise<void>((resolve) => {
        if (!mine) return resolve();
        release = resolve;
        won();
      });
    // A lock that is stolen ends with an AbortError; any other reason means that this page may not have locks.
    const end = (reason: unknown) => {
      if (!mine) return;
      leave = () => {};
      if (reason instanceof DOMException && reason.name === 'AbortError') lost();
      else refused();
    };
    try {
      locks.request(name, options, hold).catch(end);
    } catch (reason) {
      end(reason);
    }
  }

  return {
    stand() {
      const controller = new AbortController();
      request({ signal: controller.signal }, () => controller.abort());
    },
    // `steal` and `signal` exclude each other: a theft that is no longer wanted is given back by `hold`.
    seize: () => request({ steal: true }, () => {}),
    leave: () => leave(),
  };
}
