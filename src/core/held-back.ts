import type { Platform } from '../platform/platform.js';

/** What was said, but may still be taken back. */
export interface HeldBack {
  /** For so many milliseconds from now, or until the page is put away. What was held before goes at once. */
  readonly hold: (id: string, ms: number) => void;
  /** Whether it goes, once that is known; at once for what was never held. */
  readonly goes: (id: string) => Promise<boolean> | true;
  /** Ends the wait: it goes now, or never. False when it is not held. */
  readonly end: (id: string, goes: boolean) => boolean;
  readonly holds: (id: string) => boolean;
  /** None of it goes. */
  readonly clear: () => void;
  readonly size: () => number;
}

export function createHeldBack(
  { after, attention }: Pick<Platform, 'after' | 'attention'>,
  changed: () => void,
): HeldBack {
  const held = new Map<string, { readonly goes: Promise<boolean>; readonly end: (goes: boolean) => void }>();

  function hold(id: string, ms: number): void {
    for (const each of held.values()) each.end(true);
    let settle: (goes: boolean) => void = () => {};
    const goes = new Promise<boolean>((resolve) => (settle = resolve));
    function end(answer: boolean): void {
      cancel();
      unwatch();
      held.delete(id);
      settle(answer);
      changed();
    }
    const cancel = after(ms, () => end(true));
    const unwatch = attention.onSleep(() => end(true));
    held.set(id, { goes, end });
    changed();
  }

  return {
    hold,
    goes: (id) => held.get(id)?.goes ?? true,
    end(id, goes) {
      const one = held.get(id);
      one?.end(goes);
      return one !== undefined;
    },
    holds: (id) => held.has(id),
    clear() {
      for (const each of held.values()) each.end(false);
    },
    size: () => held.size,
  };
}
