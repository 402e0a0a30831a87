/** The next moment worth drawing in. A hidden page has no frames, and still goes on. */
export const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 50);
    else requestAnimationFrame(() => resolve());
  });

/** When the next frame was painted: for what need not be in it. */
export async function afterFrame(): Promise<void> {
  await nextFrame();
  await new Promise((resolve) => setTimeout(resolve));
}
