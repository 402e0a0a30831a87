import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, test } from './site.js';

/** How high the composer and what is around it have been, from the first frame on, and what has moved in the window. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    const [heights, shifts] = [new Set<number>(), [] as number[]];
    Reflect.set(window, 'heights', heights);
    Reflect.set(window, 'shifts', shifts);
    interface Shift extends PerformanceEntry {
      readonly value: number;
    }
    // What follows a click is no excuse here.
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries() as Shift[]) shifts.push(value);
    }).observe({ type: 'layout-shift', buffered: true });
    const look = () => {
      const panel = document.querySelector('chat-widget')?.shadowRoot?.querySelector('chat-panel');
      // The panel grows out of the launcher: what that does to sizes is not counted here.
      const height = panel?.shadowRoot?.querySelector<HTMLElement>('.foot')?.offsetHeight;
      if (height) heights.add(height);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

for (const [what, attributes] of Object.entries({
  'as it is': '',
  'that can be spoken to': 'voice-in',
  'that takes files': 'attachments',
  'whose own words are long': 'placeholder="Ask us anything about rooms, bookings, prices, dogs, trains and the sea"',
}))
  test(`a chat ${what} stands still once it is drawn`, async ({ page, site }) => {
    await watch(page);
    await page.goto(
      site.page(
        `<chat-widget key="demo" ${attributes}></chat-widget><script type="module" src="/chat-widget.js"></script>`,
      ),
    );
    await launcher(page).click();
    await expect(composer(page)).toBeFocused();
    await expect(messages(page).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(await page.evaluate(() => [...(Reflect.get(window, 'heights') as Set<number>)])).toHaveLength(1);
    // The button for files takes its place beside the words when it is known that they can be sent.
    if (attributes !== 'attachments')
      expect(await page.evaluate(() => Reflect.get(window, 'shifts') as number[])).toEqual([]);
  });

test('who writes before there is anything to read writes where they will write then', async ({ page, site }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/chunks/talk-*', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(
    site.page('<chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>'),
  );
  await launcher(page).click();
  await expect(composer(page)).toBeFocused();
  const panel = page.getByRole('dialog');
  // It grows out of the launcher.
  await panel.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
  const before = await composer(page).boundingBox();
  release();
  await expect(messages(page).first()).toBeVisible();
  expect(await composer(page).boundingBox()).toEqual(before);
});
