import {
  answer,
  bothDoors,
  by,
  control,
  doors,
  HASTE,
  isDelivered,
  mine,
  openChat,
  pageWith,
  script,
} from './faulty-site.js';
import { composer, expect, launcher, say, test } from './site.js';
import type { Page } from '@playwright/test';

// What waits for a network that was away takes its time, and more on a busy machine.
test.setTimeout(90_000);

const visitorsWords = (page: Page) =>
  by(page, 'user').evaluateAll((all) => all.map((one) => one.shadowRoot?.querySelector('.bubble')?.textContent));
/** The one session of these tests outlives a load of the page. */
const reopen = async (page: Page) => {
  if (await launcher(page).isVisible()) await launcher(page).click();
};

for (const door of bothDoors) {
  const { path } = doors[door];

  test(`${door}: nobody there at the start: three messages wait, and go in order`, async ({ page, site }) => {
    const { fault, heal } = control(site);
    await fault({ offline: true });
    await page.goto(pageWith(site, door));
    await launcher(page).click();
    for (const text of ['first', 'second', 'third']) await say(page, text);
    await expect(mine(page, 'third')).toHaveAttribute('delivery', 'pending');
    await expect(composer(page)).toHaveValue('');
    await heal();
    for (const text of ['first', 'second', 'third']) await isDelivered(page, text);
    await expect(answer(page, 'third')).toHaveCount(1);
    expect(await visitorsWords(page)).toEqual(['first', 'second', 'third']);
  });

  test(`${door}: away in the middle, five messages wait, and go in order when it is back`, async ({
    page,
    site,
    watch,
  }) => {
    const { fault, heal } = control(site);
    await openChat(page, pageWith(site, door));
    await fault({ offline: true });
    await page.context().setOffline(true);
    const texts = ['one', 'two', 'three', 'four', 'five'];
    for (const text of texts) await say(page, text);
    await expect(page.getByRole('status')).not.toHaveText('');
    await heal();
    await page.context().setOffline(false);
    for (const text of texts) await isDelivered(page, text);
    const { commits } = await watch.journal();
    expect(commits.map(({ text }) => text).filter(Boolean)).toEqual(texts);
  });

  test(`${door}: a browser that thinks it is offline and is not: it is tried all the same`, async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));
    await openChat(page, pageWith(site, door));
    await say(page, 'I am here');
    await isDelivered(page, 'I am here');
    await expect(answer(page, 'I am here')).toHaveCount(1);
  });

  test(`${door}: reloaded while a message is on its way: it is there again, once, and arrives`, async ({
    page,
    site,
  }) => {
    await openChat(page, pageWith(site, door));
    await control(site).fault({
      path,
      ...(door === 'websocket' && { method: 'WS', direction: 'up' }),
      latency: 1000,
      count: 1,
    });
    await say(page, 'hold on');
    await page.reload();
    await reopen(page);
    await isDelivered(page, 'hold on');
    await expect(mine(page, 'hold on')).toHaveCount(1);
    await expect(answer(page, 'hold on')).toHaveCount(1);
  });

  test(`${door}: gone right after Enter: the next visit shows it`, async ({ page, site }) => {
    const address = pageWith(site, door);
    await openChat(page, address);
    await control(site).fault({ offline: true });
    await say(page, 'and gone');
    await page.goto(site.page('<p>Another page</p>'));
    await control(site).heal();
    await page.goto(address);
    await reopen(page);
    await isDelivered(page, 'and gone');
    await expect(mine(page, 'and gone')).toHaveCount(1);
    await expect(answer(page, 'and gone')).toHaveCount(1);
  });

  test(`${door}: the tab crashes after Enter: another one has it`, async ({ page, site, context }) => {
    const address = pageWith(site, door);
    await openChat(page, address);
    await control(site).fault({ offline: true });
    await say(page, 'before the crash');
    await expect(mine(page, 'before the crash')).toHaveAttribute('delivery', 'pending');
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // Nobody is left to answer this.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await control(site).heal();
    const next = await context.newPage();
    await next.goto(address);
    await reopen(next);
    await isDelivered(next, 'before the crash');
    await expect(mine(next, 'before the crash')).toHaveCount(1);
    await page.close();
  });

  test(`${door}: twenty messages as fast as they can be typed arrive in order`, async ({ page, site, watch }) => {
    await openChat(page, pageWith(site, door));
    await control(site).fault({ path, latency: 5, jitter: 80, seed: 11 });
    const texts = Array.from({ length: 20 }, (_, n) => `message ${n + 1}.`);
    await page.evaluate(async (all) => {
      const widget = document.querySelector<HTMLElement & { sendMessage: (text: string) => unknown }>('chat-widget');
      for (const text of all) widget?.sendMessage(text);
    }, texts);
    await expect(by(page, 'user').last()).toHaveAttribute('delivery', 'delivered', { timeout: 40_000 });
    await expect(by(page, 'user').and(page.locator('[delivery=delivered]'))).toHaveCount(20, { timeout: 40_000 });
    expect(await visitorsWords(page)).toEqual(texts);
    const { commits } = await watch.journal();
    expect(commits.map(({ text }) => text).filter(Boolean)).toEqual(texts);
  });

  test(`${door}: moved about the document while a message is on its way`, async ({ page, site, watch }) => {
    await openChat(page, pageWith(site, door));
    await control(site).fault({
      path,
      ...(door === 'websocket' && { method: 'WS', direction: 'up' }),
      latency: 400,
      count: 1,
    });
    await say(page, 'moving');
    await page.evaluate(async () => {
      const widget = document.querySelector('chat-widget');
      for (let moves = 0; widget && moves < 20; moves += 1) {
        document.body.append(document.createElement('div'));
        document.body.lastElementChild?.append(widget);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    await isDelivered(page, 'moving');
    await expect(mine(page, 'moving')).toHaveCount(1);
    await expect(answer(page, 'moving')).toHaveCount(1);
    expect((await watch.connections()).mostSockets).toBeLessThanOrEqual(1);
  });

  test(`${door}: another server is set while messages wait: they never go to it`, async ({ page, site, watch }) => {
    watch.dismiss('the conversation is left behind on purpose');
    await openChat(page, pageWith(site, door));
    const elsewhere: string[] = [];
    await page.route('**/elsewhere/**', async (route) => {
      elsewhere.push(route.request().postData() ?? '');
      await route.fulfill({ json: {} });
    });
    await page.routeWebSocket('**/elsewhere/**', (socket) => socket.onMessage((text) => elsewhere.push(String(text))));
    await control(site).fault({ offline: true });
    await say(page, 'for the first server');
    await page.evaluate((url) => document.querySelector('chat-widget')?.setAttribute('url', url), `/elsewhere${path}`);
    await reopen(page);
    await say(page, 'for the second server');
    await expect.poll(() => elsewhere.length).toBeGreaterThan(0);
    await control(site).heal();
    expect(elsewhere.join('\n')).not.toContain('for the first server');
  });
}

test('the page stops everything in the middle of a request: it is made again', async ({ page, site }) => {
  await openChat(page, pageWith(site, 'direct'));
  await control(site).fault({ path: '/stentor', latency: 800, count: 1 });
  await say(page, 'do not stop');
  await expect(mine(page, 'do not stop')).toHaveAttribute('delivery', 'pending');
  await page.evaluate(() => window.stop());
  await isDelivered(page, 'do not stop');
  await expect(answer(page, 'do not stop')).toHaveCount(1);
});

test('a hotel that answers everything with its own page: the message waits or can be tried again', async ({
  page,
  site,
}) => {
  await openChat(page, pageWith(site, 'direct'));
  await control(site).fault({
    path: '/stentor',
    body: '<h1>Please log in</h1>',
    headers: { 'content-type': 'text/html' },
  });
  await say(page, 'from the hotel');
  await expect(mine(page, 'from the hotel')).toHaveAttribute('delivery', 'failed', { timeout: 15_000 });
  await expect(page.locator('chat-message', { hasText: 'log in' })).toHaveCount(0);
  await control(site).heal();
  await mine(page, 'from the hotel').getByRole('button', { name: 'Retry' }).click();
  await isDelivered(page, 'from the hotel');
});

test('two clicks at once, a key that is held, an Enter that ends a composition: one message', async ({
  page,
  site,
}) => {
  await openChat(page, pageWith(site, 'direct'));
  await composer(page).fill('twice clicked');
  await page.getByRole('button', { name: 'Send message' }).dblclick();
  await isDelivered(page, 'twice clicked');
  await composer(page).fill('held');
  await composer(page).evaluate((box) => {
    for (const repeat of [false, true, true])
      box.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, composed: true, cancelable: true }),
      );
  });
  await isDelivered(page, 'held');
  await composer(page).fill('かな');
  await composer(page).evaluate((box) =>
    box.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        isComposing: true,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    ),
  );
  await expect(composer(page)).toHaveValue('かな');
  await expect(by(page, 'user')).toHaveCount(2);
});

test('away and back by the history of the browser: what was missed is there, once, on one connection', async ({
  page,
  site,
  watch,
}) => {
  await openChat(page, pageWith(site, 'websocket'));
  await say(page, 'be right back');
  await expect(answer(page, 'be right back')).toHaveCount(1);
  await page.goto(site.page('<p>Another page</p>'));
  await control(site).push('Missed one');
  await control(site).push('Missed two');
  await page.goBack();
  await reopen(page);
  await expect(by(page, 'agent')).toHaveCount(2);
  await expect.poll(async () => (await watch.connections()).sockets).toBe(1);
});

test('frozen for a while: it catches up at once, without a burst', async ({ page, site, watch, context }) => {
  await openChat(page, pageWith(site, 'websocket'));
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await control(site).push('While you slept');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(by(page, 'agent')).toHaveText(/While you slept/);
  const knocks = (await watch.requests()).filter(({ method, path }) => method === 'GET' && path === '/stentor/ws');
  expect(knocks.length).toBeLessThanOrEqual(2);
});

for (const [name, fault] of [
  ['broken', { body: '{"heading": "Half' }],
  ['slow', { stall: 0 }],
  ['an error', { status: 500 }],
] as const)
  test(`settings from afar that are ${name}: the launcher comes with what the page says`, async ({ page, site }) => {
    await control(site).fault({ path: '/config/.*', ...fault });
    await page.goto(site.page(`<chat-widget key="demo" ${doors.direct.attributes} ${HASTE}></chat-widget>${script}`));
    await launcher(page).click({ timeout: 6000 });
    await say(page, 'anyway');
    await isDelivered(page, 'anyway');
  });

test('a page whose policy lets nobody connect: said once to the developer, once to the visitor, no loop', async ({
  page,
  site,
  watch,
}) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('connect-src')) violations.push(message.text());
  });
  const widget = `<chat-widget ${doors.direct.attributes} ${HASTE} open></chat-widget>${script}`;
  await page.goto(site.page(widget, { headers: { 'content-security-policy': "connect-src 'none'" } }));
  await say(page, 'can you hear me');
  await expect(mine(page, 'can you hear me')).toHaveAttribute('delivery', /pending|failed/);
  await expect(page.getByRole('status')).not.toHaveText('');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(violations.length).toBeLessThanOrEqual(12);
  expect((await watch.journal()).commits).toEqual([]);
});
