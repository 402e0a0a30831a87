import assert from 'node:assert/strict';

/** Waits for a fact in Node; for a minute by the clock, since a busy machine may compile a chunk for seconds first. */
export async function until(fact: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const begun = performance.now();
  while (!(await fact())) {
    if (performance.now() - begun > 60_000) assert.fail(`It never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
