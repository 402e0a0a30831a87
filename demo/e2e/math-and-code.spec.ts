import { composer, expect, launcher, messages, say, test } from './site.js';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; require-trusted-types-for 'script'";
const body = '<chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>';

test.beforeEach(async ({ page, site }) => {
  await page.addInitScript(() => {
    const broken: string[] = [];
    Reflect.set(window, 'broken', broken);
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
  });
  await page.goto(site.page(body, { headers: { 'content-security-policy': policy } }));
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
});

const broken = 'window.broken';

test('the first formula fetches what formulas need, and only the fonts that it needs', async ({ page, site }) => {
  const sent = (kind: RegExp) => site.sent.filter(({ path }) => kind.test(path));
  await say(page, 'help');
  await expect(messages(page).nth(1)).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(sent(/\/(math|highlight)-|woff2/)).toEqual([]);

  await say(page, 'show math');
  await expect(page.locator('chat-math .katex-html').first()).toBeVisible();
  await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
  await page.waitForLoadState('networkidle');
  expect(sent(/\/math-/)).toHaveLength(1);
  const fonts = sent(/\/chunks\/fonts\/KaTeX_[\w-]+\.woff2$/).length;
  expect(fonts).toBeGreaterThan(1);
  expect(fonts).toBeLessThan(10);
  expect(await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').length)).toBe(0);
  expect(await page.evaluate(broken)).toEqual([]);
});

test('a strict policy takes no arrow from a vector', async ({ page }) => {
  await say(page, 'show math');
  await expect(page.locator('chat-math .katex-html').first()).toBeVisible();
  const width = await page.evaluate(async () => {
    const vector = document.createElement('chat-math') as HTMLElement & { updateComplete: Promise<boolean> };
    vector.textContent = String.raw`\vec{F}`;
    document.body.append(vector);
    await vector.updateComplete;
    return vector.shadowRoot?.querySelector('svg')?.getBoundingClientRect().width ?? 0;
  });
  expect(width).toBeGreaterThan(5);
  // KaTeX writes that one size as an attribute; it is reported, and mended.
  expect(await page.evaluate(broken)).toEqual(['style-src-attr']);
});

test('code is coloured and copied to the letter', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await say(page, 'show code');
  const code = page.locator('chat-code');
  await expect(code.locator('.keyword').first()).toHaveText('const');
  await code.getByRole('button', { name: 'Copy' }).click();
  await expect(code.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await code.locator('code').textContent());
  expect(copied).toContain('for (const { name, price } of rooms');
  expect(await page.evaluate(broken)).toEqual([]);
});
