import type { Page, Request } from '@playwright/test';
import { expect, launcher, messages, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const cards = (page: Page) => page.locator('chat-link-preview');
const preview = (page: Page, name: string) => page.getByRole('link', { name });
const last = (page: Page) => messages(page).last();
const isUnfurl = (request: Request) => new URL(request.url()).pathname.endsWith('/unfurl');

/** The chat, open and greeted; what it asks the backend about, and every foreign host that is asked for anything. */
async function open(page: Page, site: Site, attributes = '') {
  const links: string[] = [];
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (isUnfurl(request)) links.push(new URL(request.url()).searchParams.get('url') ?? '');
    if (origin !== site.url && /^(http|ws)/.test(protocol)) foreign.push(request.url());
  });
  await page.goto(site.page(`<chat-widget key="demo" ${attributes}></chat-widget>${script}`));
  await launcher(page).click();
  await expect(last(page)).toContainText('welcome');
  return { links, foreign };
}
/** A person writes, so that the text is the test's own. */
const agent = (page: Page, site: Site, text: string) =>
  page.request.post(`${site.url}/__mock/push`, { data: { parts: [{ type: 'text', format: 'markdown', text }] } });
const socket = 'transport="websocket" url="/stentor/ws"';
const fault = (page: Page, site: Site, data: object) =>
  page.request.post(`${site.url}/__mock/faults`, { data: { path: '/unfurl', ...data } });

test('a link has a preview, which leads where the link leads, and the third party is not asked', async ({
  page,
  site,
}) => {
  const { links, foreign } = await open(page, site);
  await say(page, 'link');
  const card = preview(page, 'Rooms by the water');
  await expect(card).toHaveAttribute('href', 'https://example.com/rooms');
  await expect(card).toHaveAttribute('rel', 'noopener noreferrer nofollow ugc');
  await expect(card).toContainText('example.com');
  expect(links).toEqual(['https://example.com/rooms']);

  await say(page, 'link');
  await expect(preview(page, 'Rooms by the water')).toHaveCount(2);
  expect(links).toHaveLength(1);
  expect(foreign).toEqual([]);
});

test('a refused link request keeps the page closed', async ({ page, site }) => {
  await open(page, site);
  await say(page, 'link');
  await page.evaluate(() => {
    const asked: string[] = [];
    Reflect.set(window, 'asked', asked);
    document.addEventListener('chat-link-request', (event) => {
      asked.push((event as Event & { url: string }).url);
      event.preventDefault();
    });
  });
  await preview(page, 'Rooms by the water').focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => Reflect.get(window, 'asked') as string[])).toEqual(['https://example.com/rooms']);
  expect(page.context().pages()).toHaveLength(1);
});

test('three links of a message at most, each page once, over a socket too', async ({ page, site }) => {
  const { links, foreign } = await open(page, site, socket);
  await agent(
    page,
    site,
    'See [rooms](https://example.com/rooms#sea), https://example.com/rooms, https://example.com/guide, `https://example.com/code`, https://example.com/menu and https://example.com/dogs.',
  );
  await expect(preview(page, 'Breakfast and supper')).toBeVisible();
  await expect(cards(page)).toHaveCount(3);
  expect(links.toSorted()).toEqual(['guide', 'menu', 'rooms'].map((name) => `https://example.com/${name}`));
  expect(foreign).toEqual([]);
});

test('nothing is asked where previews are switched off', async ({ page, site }) => {
  const { links } = await open(page, site, 'unfurl="false"');
  await say(page, 'link');
  await expect(last(page)).toContainText('All rooms are on');
  await say(page, 'show link-preview');
  await expect(last(page)).toContainText('Bringing your dog');
  await expect(cards(page)).toHaveCount(0);
  expect(links).toEqual([]);
});

test('failures show nothing', async ({ page, site }) => {
  await open(page, site, socket);
  await page.route('**/unfurl?*', async (route) => {
    const about = new URL(route.request().url()).searchParams.get('url') ?? '';
    if (about.endsWith('broken')) return route.abort();
    if (about.endsWith('odd')) return route.fulfill({ body: '<!doctype html>', contentType: 'text/html' });
    return route.continue();
  });
  await agent(page, site, 'https://example.com/broken https://example.com/odd https://example.com/unknown');
  await expect(last(page)).toContainText('unknown');
  await agent(page, site, 'https://example.com/guide');
  await expect(preview(page, 'Booking guide')).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveText('');
});

test('nothing moves when a preview comes', async ({ page, site }) => {
  await open(page, site);
  await fault(page, site, { latency: 1500, count: 1 });
  await say(page, 'link');
  const waiting = cards(page);
  await expect(waiting).toHaveAttribute('waiting', '');
  const everything = page.locator('chat-message, chat-link-preview');
  const positions = () =>
    everything.evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const scrolled = () => page.getByRole('log').evaluate((log) => [log.scrollTop, log.scrollHeight]);
  // The list follows its end first.
  await expect(waiting).toBeInViewport({ ratio: 1 });
  const before = [await positions(), await scrolled()];
  await expect(preview(page, 'Rooms by the water')).toBeVisible();
  expect([await positions(), await scrolled()]).toEqual(before);
});

test('links that were said long ago are not asked about until they are looked at', async ({ page, site }) => {
  const { links } = await open(page, site, socket);
  // Pushed while nobody looks: the chat is closed.
  await page.keyboard.press('Escape');
  await agent(page, site, 'https://example.com/guide');
  for (let line = 0; line < 8; line += 1) await agent(page, site, `${line}\n\n`.concat('And so on.\n\n'.repeat(8)));
  await expect(page.getByRole('button', { name: 'Open chat, 9 unread messages' })).toBeVisible();
  expect(links).toEqual([]);
  await page.getByRole('button', { name: /Open chat/ }).click();
  await expect(last(page)).toBeInViewport();
  await agent(page, site, 'https://example.com/menu');
  await expect(preview(page, 'Breakfast and supper')).toBeVisible();
  expect(links).toEqual(['https://example.com/menu']);
  await messages(page).filter({ hasText: 'example.com/guide' }).scrollIntoViewIfNeeded();
  await expect(preview(page, 'Booking guide')).toBeVisible();
  expect(links).toHaveLength(2);
});
