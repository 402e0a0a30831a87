import type { ReadonlyStore } from '../../src/core/store.js';

/** What not every chat needs: its code comes when it is first wanted, and once. `first` settles with the first look. */
export function whenWanted(
  wanted: () => unknown,
  changes: readonly ReadonlyStore<unknown>[],
  load: () => Promise<() => () => void>,
): { readonly first: Promise<void>; readonly stop: () => void } {
  let stop: (() => void) | undefined;
  let asked = false;
  async function begin(): Promise<void> {
    if (asked || !wanted()) return;
    asked = true;
    // Asked for again at the next change if it did not come.
    const run = await load().catch(() => void (asked = false));
    if (asked) stop = run?.();
  }
  const leave = changes.map((store) => store.subscribe(() => void begin()));
  return {
    first: begin(),
    stop() {
      asked = false;
      for (const each of leave) each();
      stop?.();
    },
  };
}
