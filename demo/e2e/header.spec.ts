import type { Page } from '@playwright/test';
import { composer, expect, launcher, test } from './site.js';

/** Counts who listens to the size of the window. */
const watchMedia = (page: Page) =>
  page.addInitScript(() => {
    const heard = new Set<MediaQueryList>();
    Reflect.set(window, 'heard', heard);
    const { get = () => null, set } = Object.getOwnPropertyDescriptor(MediaQueryList.prototype, 'onchange') ?? {};
    Object.defineProperty(MediaQueryList.prototype, 'onchange', {
      get,
      set(this: MediaQueryList, listener: unknown) {
        heard[listener ? 'add' : 'delete'](this);
        set?.call(this, listener);
      },
    });
  });
const listeners = (page: Page) => page.evaluate(() => (Reflect.get(window, 'heard') as Set<unknown>).size);

test('the closing button says at once what it is in a window that has become a phone’s, and only an open chat listens', async ({
  page,
  site,
}) => {
  await watchMedia(page);
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.goto(
    site.page('<chat-widget url="/stentor"></chat-widget><script type="module" src="/chat-widget.js"></script>'),
  );
  await expect(launcher(page)).toBeVisible();
  expect(await listeners(page)).toBe(0);
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  const close = page.locator('chat-header [part=close]');
  for (const [width, height, name] of [
    [1000, 800, 'Minimize'],
    [390, 800, 'Close chat'],
    [600, 800, 'Minimize'],
    [900, 400, 'Close chat'],
    [900, 500, 'Minimize'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(close, `${width} × ${height}`).toHaveAccessibleName(name);
  }
  expect(await listeners(page)).toBe(1);

  await close.click();
  await expect(launcher(page)).toBeVisible();
  await expect.poll(() => listeners(page)).toBe(0);
  await page.setViewportSize({ width: 390, height: 800 });
  await launcher(page).click();
  await expect(close).toHaveAccessibleName('Close chat');
  expect(await listeners(page)).toBe(1);
  await page.evaluate(() => document.querySelector('chat-widget')?.remove());
  await expect.poll(() => listeners(page)).toBe(0);
});
