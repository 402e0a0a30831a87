import { waitUntil as waits } from '@open-wc/testing';

/** Waits for a fact; for ten seconds and not for one, since chunks come first, and a busy machine takes its time. */
export const waitUntil = (fact: () => unknown, otherwise?: string): Promise<void> =>
  waits(async () => Boolean(await fact()), otherwise, { timeout: 10_000 });
