/** How far whoever speaks is ahead of whoever hears it, counted in characters. */
export interface Lead {
  /** So much more was said. */
  readonly say: (size: number) => void;
  /** Somebody has taken so much of it, from the beginning. */
  readonly take: (total: number) => void;
  /** Resolves when the speaker is not too far ahead, or when nobody waits any more. */
  readonly room: () => Promise<void>;
  /** Nobody is waited for any more. */
  readonly end: () => void;
}

/** Characters that are said before anybody takes them: an ordinary answer fits in. */
export const AHEAD = 32 * 1024;

/** Whoever takes it fastest sets the pace: a slow one keeps nobody waiting. */
export function createLead(): Lead {
  let said = 0;
  let taken = 0;
  let go = () => {};
  return {
    say: (size) => void (said += size),
    take(total) {
      taken = Math.max(taken, total);
      go();
    },
    async room() {
      while (said - taken >= AHEAD) await new Promise<void>((resolve) => (go = resolve));
    },
    end() {
      taken = Infinity;
      go();
    },
  };
}
