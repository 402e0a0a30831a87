import { readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, launcher, messages, say, test } from './site.js';
import { show, states } from './states.js';

const folder = new URL('../../src/i18n/', import.meta.url);
const script = '<script type="module" src="/chat-widget.js"></script>';

/** Every English word of the interface, and the names of those that are made of something. */
async function catalogues(): Promise<readonly [key: string, word: unknown][]> {
  const words: [string, unknown][] = [];
  for (const path of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.en.ts')))
    for (const catalogue of Object.values((await import(new URL(path, folder).href)) as object))
      words.push(...Object.entries(catalogue as object));
  return words;
}

/** A language of brackets, with Arabic numbers: whatever has other letters was not said by it. */
async function brackets(): Promise<string> {
  const words = (await catalogues()).map(
    ([key, word]) =>
      `${JSON.stringify(key)}: ${typeof word === 'string' ? JSON.stringify(`«${word}»`) : `() => '«${key}»'`}`,
  );
  return `<script type="module">document.querySelector('chat-widget').strings = {${words.join(', ')}, locale: 'ar-EG', dir: 'ltr'}</script>`;
}

/** All words that are seen, or said of what is seen, and stand neither in brackets nor in the data. */
const foreign = (page: Page, data: unknown): Promise<readonly string[]> =>
  page.evaluate((known) => {
    const lettersOf = (text: string) => text.match(/[a-z]{2,}/gi) ?? [];
    const all = new Set(lettersOf(known.replaceAll('\\n', ' ')));
    const found = new Set<string>();
    const look = (text: string | null, where: Element) => {
      const words = lettersOf((text ?? '').replaceAll(/«[^»]*»/g, ' ')).filter((word) => !all.has(word));
      if (words.length) found.add(`${where.localName}: ${words.join(' ')}`);
    };
    const walk = (root: Element | ShadowRoot): void => {
      for (const each of root.querySelectorAll('*')) {
        if (
          !each.checkVisibility({ visibilityProperty: true }) ||
          /^(style|script|code|math|svg)$/.test(each.localName)
        )
          continue;
        if (each.closest('code, math, .katex')) continue;
        for (const node of each.childNodes) if (node instanceof Text) look(node.data, each);
        for (const name of [
          'aria-label',
          'aria-description',
          'aria-roledescription',
          'aria-valuetext',
          'placeholder',
          'title',
          'alt',
        ])
          look(each.getAttribute(name), each);
        if (each.shadowRoot) walk(each.shadowRoot);
      }
    };
    const { shadowRoot } = document.querySelector('chat-widget') ?? {};
    if (shadowRoot) walk(shadowRoot);
    return [...found];
  }, JSON.stringify(data));

const settings =
  'JavaScript Northwind We answer in a minute Ask about rooms, bookings or your stay. A person is here from 9 to 18. Which room suits a family of four? Change or cancel a booking How do I get there by train?';

for (const state of states)
  test(`every word of the state “${state.name}” is one of the language`, async ({ page, site }) => {
    await show(page, site, state, { head: await brackets() });
    expect(await foreign(page, [settings, state.events, 'Mara Lindqvist', 'mara@'])).toEqual([]);
  });

const languages = (page: Page) => page.getByRole('menuitem', { name: /^(Language|Sprache)$/ });

test('another language is chosen by keyboard; the conversation stays, and the page hears of it once', async ({
  page,
  site,
}) => {
  await page.goto(site.page(`<chat-widget key="demo" language="en de"></chat-widget>${script}`));
  await launcher(page).click();
  await expect(messages(page)).toHaveCount(1);
  await say(page, 'echo A word of mine');
  await expect(messages(page)).toHaveCount(3);
  await page.evaluate(() => {
    Reflect.set(globalThis, 'heard', []);
    addEventListener('chat-language-changed', (event) =>
      (Reflect.get(globalThis, 'heard') as unknown[]).push(Reflect.get(event, 'language')),
    );
  });
  await page.getByRole('button', { name: 'More options' }).press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await languages(page).press('Enter');
  await languages(page).press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Deutsch' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
  await expect(messages(page)).toHaveCount(3);
  await expect(messages(page).nth(1)).toContainText('A word of mine');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'heard') as unknown)).toEqual(['de']);
});

test('Arabic runs from right to left, with what points', async ({ page, site }) => {
  await page.goto(site.page(`<chat-widget key="demo" open language="ar en"></chat-widget>${script}`));
  await expect(messages(page)).toHaveCount(1);
  const panel = page.locator('chat-panel');
  await expect(panel).toHaveCSS('direction', 'rtl');
  const send = page.locator('chat-composer button').last();
  const [around, button] = [await panel.boundingBox(), await send.boundingBox()];
  expect(button && around && button.x - around.x < around.width / 2, 'sending is at the end of the line').toBe(true);
});

test('German has room on the narrowest phone', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(site.page(`<chat-widget key="demo" open language="de fr"></chat-widget>${script}`));
  await expect(messages(page)).toHaveCount(1);
  await page.locator('chat-header [aria-haspopup]').click();
  await languages(page).click();
  await expect(page.getByRole('menuitemradio')).toHaveCount(2);
  const cut = await page
    .locator('chat-panel button:visible, chat-header h2, chat-panel [role=menu]')
    .evaluateAll((all) =>
      all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 90)),
    );
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
