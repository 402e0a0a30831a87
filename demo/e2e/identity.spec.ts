import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const bot = (page: Page, text: string) => page.locator('chat-message[author=bot]').filter({ hasText: text }).first();

async function open(page: Page, site: Site): Promise<void> {
  await page.goto(
    site.page(
      `<chat-widget url="/stentor" persist="always"></chat-widget>${script}
      <script type="module">document.querySelector('chat-widget').user = { id: 'mara', email: 'mara@example.org' };</script>`,
    ),
  );
  await launcher(page).click();
}
const kept = (page: Page) =>
  page.evaluate(async () => {
    const widget = document.querySelector('chat-widget');
    return (await widget?.describeStorage())?.present.length;
  });

test('somebody else finds nothing of who was here before, and nothing of it is sent in their name', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('what was said is to be gone');
  await open(page, site);
  await say(page, 'the words of mara');
  await expect(bot(page, 'the words of mara')).toBeVisible();
  await composer(page).fill('half a thought of mara');
  await expect.poll(() => kept(page)).toBeGreaterThan(1);

  await page.evaluate(() => document.querySelector('chat-widget')?.setUser({ id: 'ivo', email: 'ivo@example.org' }));
  await expect(composer(page)).toHaveValue('');
  await expect(messages(page).filter({ hasText: 'mara' })).toHaveCount(0);
  await say(page, 'the words of ivo');
  await expect(bot(page, 'the words of ivo')).toBeVisible();

  const log = (await (await fetch(`${site.url}/__mock/requests`)).json()) as {
    path: string;
    body: { userId?: string };
  }[];
  const of = (user: string) => JSON.stringify(log.filter(({ body }) => body?.userId === user));
  expect(of('mara')).toContain('the words of mara');
  expect(of('ivo')).toContain('the words of ivo');
  expect(of('ivo')).not.toContain('mara');
  expect(of('mara')).not.toContain('ivo');

  // Back again: what was kept of mara is gone from this device.
  await page.evaluate(() => document.querySelector('chat-widget')?.setUser({ id: 'mara' }));
  await expect(messages(page).filter({ hasText: 'the words of' })).toHaveCount(0);
});

test('after logout a reload shows nothing of the visitor', async ({ page, site, watch }) => {
  watch.dismiss('what was said is to be gone');
  await open(page, site);
  await say(page, 'the words of mara');
  await expect(bot(page, 'the words of mara')).toBeVisible();
  await page.evaluate(() => document.querySelector('chat-widget')?.logout());
  await expect(messages(page).filter({ hasText: 'the words of mara' })).toHaveCount(0);
  await page.reload();
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await expect(messages(page).filter({ hasText: 'the words of mara' })).toHaveCount(0);
});
