/** The next moment worth drawing in. A hidden page has no frames, and still goes on. */
export const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 50);
    else requestAnimationFrame(() => resolve());
  });

/** When the frame began that is being made, or the last one; milliseconds, the same for all who ask in it. */
export const frameTime = (): number => Number(document.timeline.currentTime);

/** When the next frame was painted: for what need not be in it. */
export async function afterFrame(): Promise<void> {
  await nextFrame();
  await new Promise((resolve) => setTimeout(resolve));
}
