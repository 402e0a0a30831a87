import { examples } from '../../test/hostile/sinks.js';
import { strict } from '../../test/hostile/stage.js';
import { composer, expect, launcher, messages, say, test } from './site.js';

const plain =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; require-trusted-types-for 'script'";

const ways = {
  'the element': '<chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>',
  'the classic script': '<script async src="/embed.js?key=demo"></script>',
};

/** What the page reports; KaTeX's one style, mended after it is drawn, is known (docs/security.md). */
const broken = () => {
  const lines: string[] = [];
  Reflect.set(window, 'broken', lines);
  addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
    if (effectiveDirective === 'style-src-attr' && /katex|math|formula/i.test(sourceFile)) return;
    lines.push(`${effectiveDirective}: ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`);
  });
};

for (const [way, body] of Object.entries(ways))
  test(`a whole conversation breaks no rule of a strict page: ${way}`, async ({ page, site }) => {
    await page.addInitScript(broken);
    await page.goto(site.page(body, { headers: { 'content-security-policy': plain } }));
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

test('every kind of content on a page that names its policies', async ({ page, site }) => {
  test.setTimeout(60_000);
  await page.addInitScript(broken);
  const body =
    '<chat-widget layout="fullscreen" tools attachments></chat-widget><script type="module" src="/chat-widget.js"></script>';
  await page.goto(site.page(body, { headers: { 'content-security-policy': strict } }));
  const known = await examples();
  await page.evaluate(
    async (parts) => {
      await customElements.whenDefined('chat-widget');
      const widget = document.querySelector('chat-widget') as unknown as {
        transport: object;
        addMessage: (message: object) => Promise<string>;
      };
      widget.transport = {
        open: async (emit: (event: object) => void) => emit({ type: 'connection-changed', state: 'open' }),
        send: async () => undefined,
        close: async () => undefined,
      };
      for (const part of parts) await widget.addMessage({ parts: [part] });
    },
    known.map(([, example]) => example),
  );
  const tags = ['chat-card', 'chat-carousel', 'chat-list', 'chat-form', 'chat-math', 'chat-code', 'chat-attachment'];
  for (const tag of tags) await expect(page.locator(`${tag}:defined`).first()).toBeAttached();
  await expect(page.locator('chat-math .katex').first()).toBeAttached();
  expect(await page.evaluate(() => Reflect.get(window, 'broken') as string[])).toEqual([]);
});
