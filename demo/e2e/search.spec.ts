import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, point, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const DAY = 86_400_000;

/** A chat with a long past: a message an hour. */
async function open(page: Page, site: Site, { count = 120, attributes = '' } = {}): Promise<void> {
  await page.goto(site.page(`<chat-widget key="demo" ${attributes}></chat-widget>${script}`));
  await launcher(page).click();
  await expect(messages(page)).toHaveCount(1);
  await page.evaluate(
    async ([many, start]) => {
      const widget = document.querySelector('chat-widget');
      for (let i = 0; i < (many ?? 0); i++)
        await widget?.addMessage({
          id: `m${i}`,
          author: i % 2 ? 'user' : 'bot',
          text: i % 40 === 6 ? `The Café **number** ${i}` : `Words of message ${i}`,
          createdAt: (start ?? 0) + i * 3_600_000,
        });
    },
    [count, Date.now() - 6 * DAY],
  );
  await expect(messages(page).last()).toContainText(`message ${count - 1}`);
}
const search = (page: Page) => page.getByRole('search', { name: 'Search this conversation' });
const field = (page: Page) => search(page).getByRole('searchbox');
const found = (page: Page) => page.locator('chat-message[found]');

async function openSearch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('menuitem', { name: 'Search this conversation' }).click();
  await expect(field(page)).toBeFocused();
}

test('words are found wherever they stand, without their accents, and the focus returns', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('The past is made up by the page.');
  await open(page, site);
  await openSearch(page);
  await page.keyboard.type('cafe number');
  await expect(search(page).getByRole('status')).toHaveText('3 of 3');
  await expect(found(page)).toContainText('The Café number 86');
  await expect(found(page)).toBeInViewport();
  await expect(search(page).getByText('The Café number 86')).toHaveAttribute('aria-live', 'polite');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(search(page).getByRole('status')).toHaveText('1 of 3');
  await expect(found(page)).toContainText('The Café number 6');
  await expect(found(page)).toBeInViewport();
  await search(page).getByRole('button', { name: 'Next match' }).click();
  await expect(found(page)).toContainText('number 46');
  await field(page).fill('nowhere to be found');
  await expect(search(page).getByRole('status')).toHaveText('Nothing found');
  await field(page).press('Escape');
  await expect(search(page)).toHaveCount(0);
  await expect(found(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'More options' })).toBeFocused();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the search goes by the keyboard alone, and shows where one is', async ({ page, site, watch }) => {
  watch.dismiss('The past is made up by the page.');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, site);
  await openSearch(page);
  await page.keyboard.type('cafe number');
  const status = search(page).getByRole('status');
  await expect(status).toHaveText('3 of 3');
  for (const [name, count] of [
    ['Previous match', '2 of 3'],
    ['Next match', '3 of 3'],
  ] as const) {
    await page.keyboard.press('Tab');
    const button = search(page).getByRole('button', { name });
    await expect(button).toBeFocused();
    await expect(button).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(count);
    await expect(button, 'the focus stays while the view is led').toBeFocused();
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'More options' })).toBeFocused();
});

test('a day is led to, within those of the conversation', async ({ page, site, watch }) => {
  watch.dismiss('The past is made up by the page.');
  await open(page, site);
  await openSearch(page);
  const day = search(page).getByLabel('Go to a day');
  const first = (await day.getAttribute('min')) ?? '';
  await day.fill(first);
  await expect(found(page)).toContainText('Words of message 0');
  await expect(found(page)).toBeInViewport();
  await expect(found(page)).toHaveAttribute('message-id', 'm0');
});

test('what comes while the visitor is above is counted on the way back', async ({ page, site, watch }) => {
  watch.dismiss('The past is made up by the page.');
  await open(page, site, { count: 40 });
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -3000);
  await expect(page.getByRole('button', { name: 'Go to the newest message' })).toBeVisible();
  await page.request.post(`${site.url}/__mock/reset`);
  await page.evaluate(() => document.querySelector('chat-widget')?.addMessage({ text: 'one more' }));
  await page.evaluate(() => document.querySelector('chat-widget')?.addMessage({ text: 'and another' }));
  const button = page.getByRole('button', { name: '2 new messages, go to the newest' });
  await expect(button).toHaveText('2');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(messages(page).last()).toBeInViewport();
  await expect(button).toHaveCount(0);
  await expect(page.getByRole('log')).toBeFocused();
});

test('a message is copied by pointer and by keys', async ({ page, site, context, watch }) => {
  watch.dismiss('The past is made up by the page.');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, site, { count: 8 });
  const clipboard = (type: string) =>
    page.evaluate(async (wanted) => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType(wanted))?.text();
    }, type);
  await point(page.locator('[message-id=m6]'));
  await page.getByRole('button', { name: 'Copy message' }).click();
  await expect(page.getByText('Message copied')).toBeAttached();
  expect(await clipboard('text/plain')).toBe('The Café **number** 6');
  expect(await clipboard('text/html')).toContain('number</strong>');

  await page.getByRole('log').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[message-id=m7]')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copy message' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => clipboard('text/plain')).toBe('Words of message 5');
  await page.keyboard.press('Escape');
  await expect(page.locator('[message-id=m5]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a link to a message opens the chat at it, where the page allows that', async ({ page, site, context, watch }) => {
  watch.dismiss('The past is made up by the page.');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, site, { attributes: 'message-links' });
  await openSearch(page);
  await field(page).fill('message 30');
  await expect(found(page)).toHaveAttribute('message-id', 'm30');
  await point(found(page));
  await page.getByRole('button', { name: 'Copy link to this message' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#chat-message=m30');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const before = await page.evaluate(() => history.length);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.locator('[message-id=m30]')).toBeInViewport();
  await expect(page.locator('[message-id=m30]')).toBeFocused();
  expect(await page.evaluate(() => location.href)).toBe(link);
  expect(await page.evaluate(() => history.length)).toBe(before + 2);
  await expect(composer(page)).toBeVisible();
});

test('a link to a message leads there on a page that is there already, by every step of its history', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('The past is made up by the page.');
  await open(page, site, { attributes: 'message-links' });
  await page.getByRole('button', { name: 'Close chat' }).click();
  const before = await page.evaluate(() => history.length);
  const isAt = async (id: string) => {
    await expect(page.locator(`[message-id=${id}]`)).toBeFocused();
    await expect(page.locator(`[message-id=${id}]`)).toBeInViewport();
    expect(await page.evaluate(() => location.hash)).toBe(`#chat-message=${id}`);
  };
  // The chat is closed: the link opens it.
  await page.evaluate(() => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = '#chat-message=m30';
    link.textContent = 'What we said';
  });
  await page.getByRole('link', { name: 'What we said' }).click();
  await isAt('m30');
  // It is open already.
  await page.evaluate(() => (location.hash = '#chat-message=m80'));
  await isAt('m80');
  // The same link again, after the visitor went elsewhere.
  await composer(page).focus();
  await page.getByRole('link', { name: 'What we said' }).evaluate((link) => (link as HTMLElement).click());
  await isAt('m30');
  await page.goBack();
  await isAt('m80');
  // A router of the page: two of its pages with the same end, which is no change of it.
  await page.evaluate(() => {
    history.pushState(null, '', '?one#chat-message=m10');
    history.pushState(null, '', '?two#chat-message=m10');
  });
  await page.goBack();
  await isAt('m10');
  // Three links and two steps of the router, and none of ours; what was ahead is gone with the first of them.
  expect(await page.evaluate(() => history.length)).toBe(before + 4);
});
