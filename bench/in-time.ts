/** What was asked of a chat took longer than anybody waits. */
export class NotFinished extends Error {
  override readonly name = 'NotFinished';
  constructor(readonly patience: number) {
    super(`not finished in ${Math.round(patience / 1000)} s`);
  }
}

/** Rejects with `NotFinished` when it takes too long. */
export async function inTime<T>(patience: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new NotFinished(patience)), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
