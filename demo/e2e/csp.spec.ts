import { composer, expect, launcher, messages, say, test } from './site.js';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; require-trusted-types-for 'script'";

const ways = {
  'the element': '<chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>',
  'the classic script': '<script async src="/embed.js?key=demo"></script>',
};

for (const [way, body] of Object.entries(ways))
  test(`a whole conversation breaks no rule of a strict page: ${way}`, async ({ page, site }) => {
    await page.addInitScript(() => {
      const broken: string[] = [];
      Reflect.set(window, 'broken', broken);
      addEventListener('securitypolicyviolation', (event) =>
        broken.push(
          `${event.effectiveDirective}: ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
        ),
      );
    });
    await page.goto(site.page(body, { headers: { 'content-security-policy': policy } }));
    await launcher(page).click();
    await expect(composer(page)).toBeVisible();
    for (const text of ['help', 'show carousel', 'show markdown', 'What can you do?']) {
      const before = await messages(page).count();
      await say(page, text);
      await expect(messages(page).nth(before + 1)).toBeVisible();
      await expect(page.locator('chat-message[streaming]')).toHaveCount(0);
    }
    await page.keyboard.press('Escape');
    await expect(launcher(page)).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(window, 'broken') as string[])).toEqual([]);
  });
