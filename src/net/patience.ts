import type { Patience } from '../protocol/transport.js';

/** How long a connection waits where the page did not say. */
export const patienceOf = (given: Partial<Patience> | undefined): Patience => ({
  ack: 10_000,
  heartbeat: 25_000,
  backoff: 500,
  ...given,
});
