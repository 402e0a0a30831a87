import type { Locator, Page } from '@playwright/test';
import { bracketed, brackets, foreign, settings } from './brackets.js';
import { expect, launcher, messages, say, test } from './site.js';
import { show, states } from './states.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const typed = 'Mara Lindqvist mara@';
/** What a screen reader has said already is not said again in other words. */
const said = '[aria-live], [role=status].visually-hidden';

for (const state of states)
  test(`every word of the state “${state.name}” is one of the language`, async ({ page, site }) => {
    await show(page, site, state, { head: await brackets() });
    expect(await foreign(page, [settings, state.attributes, state.events, typed])).toEqual([]);
  });

for (const state of states.filter(({ closed }) => !closed))
  test(`the state “${state.name}” says itself anew in another language`, async ({ page, site }) => {
    await show(page, site, state);
    await page.evaluate(`document.querySelector('chat-widget').strings = ${await bracketed()}`);
    await expect.poll(() => foreign(page, [settings, state.attributes, state.events, typed], said)).toEqual([]);
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
  await page.goto(
    site.page(
      `<chat-widget key="demo" open language="ar en" starters='["ما الغرفة المناسبة لعائلة؟","Rooms"]'></chat-widget>${script}`,
    ),
  );
  await expect(messages(page)).toHaveCount(1);
  const panel = page.locator('chat-panel');
  await expect(panel).toHaveCSS('direction', 'rtl');
  const send = page.locator('chat-composer button').last();
  const [around, button] = [await panel.boundingBox(), await send.boundingBox()];
  expect(button && around && button.x - around.x < around.width / 2, 'sending is at the end of the line').toBe(true);
  const starters = page.locator('chat-welcome .starter svg');
  await expect(starters.nth(0)).toHaveCSS('scale', '-1 1');
  await expect(starters.nth(1), 'it follows its words').toHaveCSS('scale', 'none');
  const box = page.locator('chat-composer textarea');
  await box.fill('show carousel');
  await box.press('Enter');
  const cards = page.locator('chat-carousel li');
  await expect(cards.nth(1)).toBeVisible();
  const [first, second] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
  expect(first && second && second.x < first.x, 'the first card stands at the right').toBe(true);
  await page.locator('chat-header [aria-haspopup]').click();
  for (const icon of await page.locator('chat-menu svg').all()) await expect(icon).toHaveCSS('scale', 'none');
});

for (const [language, open, dir, page] of [
  ['en', 'Open chat', 'ltr', 'rtl'],
  ['ar', 'فتح المحادثة', 'rtl', 'ltr'],
] as const)
  test(`a chat in ${language} is one as a whole, also where the page runs ${page}`, async ({
    page: tab,
    site,
    isMobile,
  }) => {
    const head = `<script>Object.assign(document.documentElement, { lang: '${page === 'rtl' ? 'ar' : 'en'}', dir: '${page}' });</script>`;
    await tab.goto(site.page(`<chat-widget key="demo" language="${language}"></chat-widget>${script}`, { head }));
    const button = tab.getByRole('button', { name: open });
    const { width = 0 } = tab.viewportSize() ?? {};
    const isAtRight = async (each: Locator) => {
      const box = await each.boundingBox();
      return box && box.x + box.width / 2 > width / 2;
    };
    await expect(button).toHaveCSS('direction', dir);
    expect(await isAtRight(button)).toBe(dir === 'ltr');
    await button.click();
    await expect(messages(tab)).toHaveCount(1);
    const panel = tab.locator('chat-panel');
    await expect(panel).toHaveCSS('direction', dir);
    await expect(tab.locator('chat-widget .frame')).toHaveJSProperty('dir', dir);
    // On a phone it is at both sides.
    if (!isMobile) await expect.poll(() => isAtRight(panel)).toBe(dir === 'ltr');
    const send = tab.locator('chat-composer button').last();
    const [around, end] = [await panel.boundingBox(), await send.boundingBox()];
    expect(end && around && end.x - around.x > around.width / 2, 'sending is at the end of the line').toBe(
      dir === 'ltr',
    );
    await tab.locator('chat-header [aria-haspopup]').click();
    await expect(tab.locator('chat-menu [role=menu]')).toHaveCSS('direction', dir);
  });

test('a language that is said before the chat is opened is that of the launcher and of the panel', async ({
  page,
  site,
}) => {
  await page.goto(site.page(`<chat-widget key="demo" language="en de"></chat-widget>${script}`));
  await expect(launcher(page)).toBeVisible();
  const heard = await page.evaluateHandle(() => {
    const languages: unknown[] = [];
    addEventListener('chat-language-changed', (event) => languages.push(Reflect.get(event, 'language')));
    return languages;
  });
  await page.evaluate(() => document.querySelector('chat-widget')?.setLanguage('de'));
  await page.getByRole('button', { name: 'Chat öffnen' }).click();
  await expect(page.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
  await expect(messages(page)).toHaveCount(1);
  expect(await heard.jsonValue()).toEqual(['de']);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith('/comforts')))).toEqual([]);
});

test('what another language says is said to be in it, and read out in it', async ({ page, site }) => {
  await page.addInitScript(() => {
    const said: unknown[] = (Reflect.set(globalThis, 'said', []), Reflect.get(globalThis, 'said')) as unknown[];
    speechSynthesis.getVoices = () => [{ lang: 'fr-FR', name: 'Amélie', default: true } as SpeechSynthesisVoice];
    Reflect.set(globalThis, 'SpeechSynthesisUtterance', class {});
    speechSynthesis.speak = ({ lang }) => void said.push(lang);
  });
  await page.goto(site.page(`<chat-widget key="demo" open language="en" voice-out></chat-widget>${script}`));
  await expect(messages(page)).toHaveCount(1);
  await expect(messages(page).nth(0).locator('chat-text')).not.toHaveAttribute('lang');
  await say(page, 'greet fr');
  const answer = messages(page).nth(2);
  await expect(answer.locator('chat-text')).toHaveAttribute('lang', 'fr');
  await answer.getByRole('button', { name: 'Listen' }).click();
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'said') as unknown)).toEqual(['fr']);
});

test.describe('a browser in Flemish', () => {
  test.use({ locale: 'nl-BE' });
  for (const [lang, language, name] of [
    ['', '', 'Chat openen'],
    ['fr', '', 'Ouvrir la discussion'],
    ['fr', 'language="de"', 'Chat öffnen'],
  ] as const)
    test(`is asked after the page and its settings: ${lang || 'no language'}, ${language || 'none'}`, async ({
      page,
      site,
    }) => {
      const head = `<script>document.documentElement.lang = '${lang}';</script>`;
      await page.goto(site.page(`<chat-widget ${language}></chat-widget>${script}`, { head }));
      await expect(page.getByRole('button', { name })).toBeVisible();
    });
});

test('German has room on the narrowest phone', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(site.page(`<chat-widget key="demo" open language="de fr"></chat-widget>${script}`));
  await expect(messages(page)).toHaveCount(1);
  await page.locator('chat-header [aria-haspopup]').click();
  await languages(page).click();
  await expect(page.getByRole('menuitemradio')).toHaveCount(2);
  const cut = await page
    .locator('chat-panel button:not(.icon):visible, chat-header h2, chat-panel [role=menu]')
    .evaluateAll((all) =>
      all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 90)),
    );
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
