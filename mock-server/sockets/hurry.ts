const SECOND = 1000;
/** Seconds of silence that may be made up for: whoever was not listened to for a while says it all at once. */
const LONGEST = 60;

/** As many frames as one socket may send in a second. */
export const FRAMES_A_SECOND = 20;

/** Counts frames; true once there were more than twenty for each second so far. */
export function createHurry(now: () => number): () => boolean {
  let left = FRAMES_A_SECOND;
  let last = now();
  return () => {
    const at = now();
    left = Math.min(LONGEST * FRAMES_A_SECOND, left + ((at - last) / SECOND) * FRAMES_A_SECOND) - 1;
    last = at;
    return left < 0;
  };
}
