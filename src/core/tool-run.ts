/** Characters of a result as JSON. */
const MAX_RESULT = 65_536;

/** A result as it travels. Throws for what JSON cannot say, and for what is too long. */
export function asJson(result: unknown): unknown {
  // Nothing returned is an answer too.
  const text = JSON.stringify(result ?? null) as string | undefined;
  if (text === undefined) throw new Error('The result is nothing that JSON can say.');
  if (text.length > MAX_RESULT) throw new Error(`The result is longer than ${MAX_RESULT} characters.`);
  return JSON.parse(text);
}

/**
 * What `work` gives, or a rejection after `ms` milliseconds. The controller is the work's own: it is aborted when the
 * time is over, and whoever aborts it ends the wait.
 */
export async function within(
  ms: number,
  controller: AbortController,
  work: (signal: AbortSignal) => unknown,
): Promise<unknown> {
  const { signal } = controller;
  const late = setTimeout(() => controller.abort(new Error(`It took longer than ${ms / 1000} seconds.`)), ms);
  try {
    return await new Promise((resolve, reject) => {
      const end = (): void => reject(signal.reason as Error);
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
      Promise.resolve()
        .then(() => work(signal))
        .then(resolve, reject);
    });
  } finally {
    clearTimeout(late);
  }
}
