/** The page has loaded and has nothing better to do. Safari has no idle callback; there a frame has to do. */
export async function whenIdle(signal: AbortSignal): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise<void>((resolve) => {
      addEventListener('load', () => resolve(), { once: true, signal });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 2000 });
    else requestAnimationFrame(() => resolve());
  });
}
