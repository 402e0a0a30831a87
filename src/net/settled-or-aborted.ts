import { ChatError } from '../protocol/errors.js';

/** Waits for `work`, but no longer than the signal allows: then it rejects with `aborted`. */
export async function settledOrAborted<T>(work: () => T | Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new ChatError('aborted', 'Stopped before it was finished.', { outcome: 'unknown' }));
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
