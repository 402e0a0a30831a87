import type { Locator, Page } from '@playwright/test';
import { composer, expect, launcher, messages, test } from './site.js';

// Nothing fades: how focus looks can be judged at once.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The element that has the focus, through every shadow root. */
const focused = (page: Page): Locator => page.locator(':focus').last();

/** The focus can be seen: the element has an outline, or the field around it a ring. */
async function isVisible(page: Page): Promise<void> {
  const marks = await focused(page).evaluate((element) => {
    const field = element.closest('.field');
    return [getComputedStyle(element).outlineStyle, field ? getComputedStyle(field).boxShadow : 'none'];
  });
  expect(marks).not.toEqual(['none', 'none']);
}
async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 12; stops++) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  await expect(wanted).toBeFocused();
}

test('from the launcher to a new conversation and back, with the keyboard alone', async ({ page, site }) => {
  await page.goto(
    site.page(
      '<a href="#x">Before</a><chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>',
    ),
  );
  await expect(launcher(page)).toBeVisible();
  await tabTo(page, launcher(page));
  await isVisible(page);

  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await isVisible(page);
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await expect(messages(page).filter({ hasText: 'Hello' }).first()).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect(messages(page)).toHaveCount(3);

  const menu = page.getByRole('button', { name: 'More options' });
  await tabTo(page, menu, 'Shift+Tab');
  await isVisible(page);
  await page.keyboard.press('Enter');
  const search = page.getByRole('menuitem', { name: 'Search this conversation' });
  const restart = page.getByRole('menuitem', { name: 'Start a new conversation' });
  await expect(search).toBeFocused();
  await isVisible(page);
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(page.getByRole('dialog')).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await expect(search).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(restart).toBeFocused();
  await page.keyboard.press('Enter');
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await isVisible(page);
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
  await expect(messages(page)).toHaveCount(3);

  await tabTo(page, menu, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Start anew' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await expect(messages(page)).toHaveCount(1);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test('quick replies, cards and the transcript are stops of the Tab key, and a hidden chat is none', async ({
  page,
  site,
}) => {
  await page.goto(
    site.page(
      '<chat-widget key="demo"></chat-widget><a href="#x">After</a><script type="module" src="/chat-widget.js"></script>',
    ),
  );
  await launcher(page).click();
  const reply = page.getByRole('group', { name: 'Suggested replies' }).getByRole('button', { name: 'show carousel' });
  await expect(reply).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await tabTo(page, reply, 'Shift+Tab');
  await isVisible(page);
  await page.keyboard.press('Enter');
  const choice = page.getByRole('button', { name: 'Choose: Garden room' });
  await expect(choice).toBeVisible();
  await composer(page).focus();
  await tabTo(page, choice, 'Shift+Tab');
  await page.keyboard.press('Space');
  await expect(messages(page).filter({ hasText: 'You chose' })).toHaveCount(1);

  const log = page.getByRole('log');
  await composer(page).focus();
  await tabTo(page, log, 'Shift+Tab');
  await isVisible(page);
  await expect.poll(() => log.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await page.keyboard.press('Home');
  await expect.poll(() => log.evaluate((element) => element.scrollTop)).toBe(0);

  await page.keyboard.press('Escape');
  await expect(launcher(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'After' })).toBeFocused();
});
