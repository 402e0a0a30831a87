import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from '@playwright/test';
import { languages } from '../../src/i18n/vocabulary.js';
import { composer, expect, launcher, test, type Site } from './site.js';

const from = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
let bundled: Promise<string> | undefined;

/** The page of `npm start` with its script, as one module. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [from('demo/demo.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    tsconfig: from('tsconfig.json'),
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
async function visit(page: Page, site: Site, query = ''): Promise<void> {
  const [code, document, css] = await Promise.all([
    (bundled ??= script()),
    readFile(from('demo/index.html'), 'utf8'),
    readFile(from('demo/demo.css'), 'utf8'),
  ]);
  const [, body = ''] = /<body>([^]*)<\/body>/.exec(document) ?? [];
  const address = site.page(body.replace('./demo.ts', new URL(site.script(code)).pathname), {
    head: `<style>${css}</style>`,
  });
  await page.goto(address + query);
}
const choose = (page: Page, name: string, value: string) => page.locator(`select[name=${name}]`).selectOption(value);
const widget = (page: Page) => page.locator('chat-widget');
const token = (page: Page, name: string) =>
  page.locator('chat-composer').evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);

test.describe('the playground', () => {
  test('speaks every language of the chat, and changes it while one reads', async ({ page, site }) => {
    await visit(page, site);
    await expect(composer(page)).toBeVisible();
    const offered = await page
      .locator('[name=language] option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    expect(offered.sort()).toEqual([...languages].sort());
    await choose(page, 'language', 'de');
    await expect(page.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
    await choose(page, 'language', 'ar');
    await expect(page.locator('chat-panel')).toHaveCSS('direction', 'rtl');
  });

  test('has all that a theme can move in a word', async ({ page, site }) => {
    await visit(page, site);
    await expect(composer(page)).toBeVisible();
    await choose(page, 'density', 'spacious');
    await expect.poll(() => token(page, '--chat-space-4')).toBe('20px');
    await choose(page, 'radius', 'none');
    await expect.poll(() => token(page, '--chat-radius-panel')).toBe('0px');
  });

  test('turns on voice, links to messages and notices', async ({ page, site }) => {
    await visit(page, site);
    await expect(composer(page)).toBeVisible();
    for (const name of ['Sound and title', 'Voice', 'Links to messages'])
      await page.getByLabel(name, { exact: true }).check();
    const said = () =>
      widget(page).evaluate((element) => {
        const { sound, titleNotice, voiceIn, voiceOut, messageLinks } = Reflect.get(element, 'config') as Record<
          string,
          unknown
        >;
        return { sound, titleNotice, voiceIn, voiceOut, messageLinks };
      });
    expect(Object.values(await said())).toEqual([true, true, true, true, true]);
    await expect(page.getByRole('button', { name: 'Speak' })).toBeVisible();
    await page.getByLabel('Voice', { exact: true }).uncheck();
    await expect(page.getByRole('button', { name: 'Speak' })).toHaveCount(0);
  });

  test('invites where it begins closed, and speaks up when it was closed', async ({ page, site }) => {
    await visit(page, site, '?begins=closed&peek=Looking+for+a+room%3F&sound=on&density=comfortable');
    await expect(page.getByLabel('Sound and title')).toBeChecked();
    await expect(page.locator('chat-peek[shown]')).toContainText('Looking for a room?');
    await launcher(page).click();
    await expect(composer(page)).toBeVisible();
    await page.getByRole('button', { name: 'Close, and say something' }).click();
    await expect(page.locator('chat-peek[shown]')).toContainText('Your room is ready');
    await expect(page).toHaveTitle('(1) A page');
  });
});
