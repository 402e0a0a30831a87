const SECOND = 1000;

/** As many frames as one socket may send in a second. */
export const FRAMES_A_SECOND = 20;

/** Counts frames; true once there were more than twenty in a second. */
export function createHurry(now: () => number): () => boolean {
  let started = 0;
  let frames = 0;
  return () => {
    if (now() - started >= SECOND) [started, frames] = [now(), 0];
    frames += 1;
    return frames > FRAMES_A_SECOND;
  };
}
