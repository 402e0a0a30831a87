import { composer, expect, launcher, test } from './site.js';

test('two copies on one page do not get into each other’s way', async ({ page, site }) => {
  const lines: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') lines.push(line.text());
  });
  await page.goto(
    site.page(`<chat-widget key="demo"></chat-widget>
      <script type="module" src="/one/chat-widget.js"></script>
      <script type="module" src="/two/chat-widget.js"></script>`),
  );
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  expect(lines).toEqual([]);
});
