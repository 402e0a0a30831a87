import AxeBuilder from '@axe-core/playwright';
import { examples } from '../../mock-server/bot/examples.js';
import { composer, expect, launcher, messages, say, test, type Site } from './site.js';
import type { Page } from '@playwright/test';

const names = Object.keys(examples);

async function open(page: Page, site: Site, attributes = ''): Promise<void> {
  await page.goto(
    site.page(
      `<chat-widget key="demo" ${attributes}></chat-widget><script type="module" src="/chat-widget.js"></script>`,
    ),
  );
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await expect(messages(page), 'the greeting').toHaveCount(1);
}
/** The answer to `show NAME`, whole. */
async function show(page: Page, name: string) {
  const before = await messages(page).count();
  await say(page, `show ${name}`);
  const answer = messages(page).nth(before + 1);
  await expect(answer).toBeVisible();
  await expect(answer).not.toHaveAttribute('streaming');
  return answer;
}

test('the bot shows every kind of content, on a phone and by the wire of a stentor backend', async ({ page, site }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, site, 'tools');
  for (const name of names)
    await test.step(name, async () => {
      const answer = await show(page, name);
      await expect(answer.locator('[part=unknown-part]')).toHaveCount(0);
      await page.waitForLoadState('networkidle');
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(wider, 'nothing is wider than the phone').toBe(false);
    });
  const log = page.getByRole('log');
  expect(await log.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});

for (const scheme of ['light', 'dark'] as const)
  test(`all of it is accessible, ${scheme}`, async ({ page, site }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await open(page, site, 'tools');
    for (const name of names) await show(page, name);
    await page.waitForLoadState('networkidle');
    const { violations } = await new AxeBuilder({ page }).include('chat-widget').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

test('what a visitor does not see, they do not download', async ({ page, site }) => {
  await open(page, site);
  await say(page, 'Hello');
  await expect(messages(page).nth(2)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const chunks = site.sent.map(({ path }) => path).join('\n');
  for (const name of ['built-in', 'math', 'highlight', 'code', 'form', 'carousel', 'yaml-blocks', 'sanitise', 'shown'])
    expect(chunks).not.toContain(`/${name}-`);
});

test('a feature that is off is readable text', async ({ page, site }) => {
  await open(page, site, 'carousel="false" form="false" math="false"');
  for (const [name, tag, words] of [
    ['carousel', 'chat-carousel', 'Garden room'],
    ['form', 'chat-form', 'Your details'],
    ['math', 'chat-math', ''],
  ] as const)
    await test.step(name, async () => {
      const answer = await show(page, name);
      await expect(answer.locator(tag)).toHaveCount(0);
      await expect(answer).toContainText(words);
    });
});
