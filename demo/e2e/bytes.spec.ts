import { readdirSync } from 'node:fs';
import { composer, expect, launcher, messages, test } from './site.js';

test('a visitor downloads no more than promised, counted on the wire', async ({ page, site }) => {
  const bytes = () => site.sent.reduce((sum, file) => sum + file.bytes, 0);
  const files = () => site.sent.map((file) => `${file.path} ${file.bytes}`).join('\n');

  await page.goto(site.page('<script async src="/embed.js?key=demo&load=interaction"></script>'));
  await page.waitForLoadState('networkidle');
  expect(bytes(), files()).toBeLessThanOrEqual(1_000);

  await page.keyboard.press('Tab');
  await expect(launcher(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(bytes(), files()).toBeLessThanOrEqual(12_000);

  // What comes along for the first messages must not be needed for writing one: here it comes late.
  let go = () => {};
  const counted = new Promise<void>((resolve) => (go = resolve));
  await page.route(/\/chunks\/(talk|turn|text|line|net|late|comforts)-/, (route) =>
    counted.then(() => route.continue()),
  );
  await launcher(page).click();
  await composer(page).fill('help');
  expect(bytes(), files()).toBeLessThanOrEqual(33_950);
  go();

  await composer(page).press('Enter');
  await expect(messages(page).locator('strong').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  // The answer, what keeps the conversation (scripts/size.mjs), what tells the page of it and would explain a failure, what makes writing easier.
  expect(bytes(), files()).toBeLessThanOrEqual(72_510 + 12_500 + 8_460 + 6_100);
  expect(new Set(site.sent.map(({ path }) => path)).size, 'nothing is loaded twice').toBe(site.sent.length);
});

test('every file of the build runs', async ({ page, site }) => {
  const chunks = readdirSync(new URL('../../dist/cdn/chunks/', import.meta.url)).filter((file) => file.endsWith('.js'));
  expect(chunks.length).toBeGreaterThan(50);
  await page.goto(site.page('<p>A page</p>'));
  const broken = await page.evaluate(async (files) => {
    const load = (file: string) =>
      import(`/chunks/${file}`).then(
        () => [],
        (reason: unknown) => [`${file}: ${String(reason)}`],
      );
    return (await Promise.all(files.map(load))).flat();
  }, chunks);
  expect(broken).toEqual([]);
});
