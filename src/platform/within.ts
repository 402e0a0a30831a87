import type { Platform } from './platform.js';

/** Settles as `promise` does, but rejects when that takes longer than `ms`. */
export function within<T>(after: Platform['after'], ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const undo = after(ms, () => reject(new DOMException(`No answer within ${ms} ms.`, 'TimeoutError')));
    promise.then(resolve, reject).finally(undo);
  });
}
