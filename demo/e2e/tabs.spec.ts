import { chromium, type Page } from '@playwright/test';
import * as puppeteer from 'puppeteer-core';
import { composer, cover, expect, launcher, messages, say, test, type Site } from './site.js';

const doors = {
  direct: '<chat-widget key="demo" backoff-base="50"></chat-widget>',
  websocket: '<chat-widget key="demo" transport="websocket" url="/stentor/ws" backoff-base="50"></chat-widget>',
};
type Door = keyof typeof doors;
const all = Object.keys(doors) as readonly Door[];
/** What takes moments on a machine at rest may take longer, and happens only if it is done right. */
const GOES_ON = { timeout: 20_000 };

const by = (page: Page, author: string, text: string) =>
  page.locator(`chat-message[author=${author}]`).filter({ hasText: text });
const greeting = (page: Page) => by(page, 'bot', 'welcome to Northwind');

// Two pages, and time that has to pass, on a machine that may be busy.
test.describe.configure({ timeout: 60_000 });

/** One document in two tabs of one browser. */
async function twoTabs(page: Page, site: Site, door: Door): Promise<readonly [Page, Page]> {
  const url = site.page(doors[door] + '<script type="module" src="/chat-widget.js"></script>');
  const other = await page.context().newPage();
  other.on('pageerror', (error) => {
    throw error;
  });
  for (const tab of [page, other]) {
    await tab.goto(url);
    await launcher(tab).click();
    await expect(greeting(tab)).toHaveCount(1);
  }
  return [page, other];
}

interface Journal {
  readonly commits: readonly { readonly id: string; readonly text: string; readonly sessionId: string }[];
  readonly words: readonly { readonly text: string }[];
}
const ask = async <T>(site: Site, path: string): Promise<T> =>
  (await (await fetch(`${site.url}/__mock/${path}`)).json()) as T;
const tellMock = (site: Site, path: string, data: object) =>
  fetch(`${site.url}/__mock/${path}`, { method: 'POST', body: JSON.stringify(data) });
const mend = (site: Site) => fetch(`${site.url}/__mock/faults`, { method: 'DELETE' });
const answers: Readonly<Record<Door, object>> = {
  direct: { path: '/stentor' },
  websocket: { path: '/stentor/ws', direction: 'down', event: 'new message' },
};
/** The next answer is on its way until everything is mended. */
const holdAnswer = (site: Site, door: Door) => tellMock(site, 'faults', { ...answers[door], stall: 0, count: 1 });

/** The visitor's words as the bot acted on them. */
async function committed(site: Site): Promise<readonly string[]> {
  const { commits } = await ask<Journal>(site, 'journal');
  return commits.flatMap(({ text }) => (text ? [text] : []));
}
/**
 * Whatever happened: nothing was done twice, and one connection was enough. Where the lead went from tab to tab, the
 * server may see the next socket before the end of the last one.
 */
async function expectOneVoice(site: Site, handedOver = false): Promise<void> {
  const { commits } = await ask<Journal>(site, 'journal');
  const ids = commits.map(({ id }) => id);
  expect(new Set(ids).size, 'commits per id').toBe(ids.length);
  expect(new Set(commits.map(({ sessionId }) => sessionId)).size, 'sessions').toBe(1);
  const count = () => ask<{ sockets: number; mostSockets: number }>(site, 'connections');
  await expect.poll(async () => (await count()).sockets, 'sockets').toBeLessThanOrEqual(1);
  expect((await count()).mostSockets, 'sockets at once').toBeLessThanOrEqual(handedOver ? 2 : 1);
}
/** What a tab shows, as the visitor tells bubbles apart. */
const shown = (tab: Page) =>
  messages(tab).evaluateAll((bubbles) =>
    bubbles.map((bubble) => ['message-id', 'author', 'delivery'].map((name) => bubble.getAttribute(name)).join(' ')),
  );
/** Both may still be changing: they are looked at together. */
const agree = (a: Page, b: Page, see: (tab: Page) => Promise<string | readonly string[]>) =>
  expect(async () => expect(await see(b)).toEqual(await see(a))).toPass(GOES_ON);
async function expectSame(a: Page, b: Page): Promise<void> {
  await agree(a, b, shown);
  const ids = await messages(a).evaluateAll((bubbles) => bubbles.map((bubble) => bubble.getAttribute('message-id')));
  expect(new Set(ids).size, 'bubbles per id').toBe(ids.length);
}

for (const door of all)
  test(`two tabs show one conversation, by ${door}`, async ({ page, site }) => {
    const [a, b] = await twoTabs(page, site, door);

    await test.step('what is said in one is there in the other, with its answer', async () => {
      await say(a, 'said in the first');
      await expect(by(b, 'user', 'said in the first')).toHaveAttribute('delivery', 'delivered');
      await expect(by(b, 'bot', 'said in the first')).toHaveCount(1);
      await say(b, 'said in the second');
      await expect(by(a, 'user', 'said in the second')).toHaveAttribute('delivery', 'delivered');
      await expect(by(a, 'bot', 'said in the second')).toHaveCount(1);
      await expectSame(a, b);
    });

    await test.step('both know that an answer is awaited, and neither is kept from saying more', async () => {
      await holdAnswer(site, door);
      await say(b, 'what takes long');
      for (const tab of [a, b]) await expect(tab.locator('chat-typing')).toBeVisible();
      await say(a, 'meanwhile');
      for (const tab of [a, b]) await expect(by(tab, 'user', 'meanwhile')).toHaveCount(1);
      await mend(site);
      for (const text of ['what takes long', 'meanwhile'])
        for (const tab of [a, b]) await expect(by(tab, 'bot', text)).toHaveCount(1);
      await expectSame(a, b);
    });

    await test.step('a long answer comes to both', async () => {
      const paragraphs = (tab: Page) => tab.locator('chat-message[author=bot]').last().locator('p, li');
      const answer = async (tab: Page) => (await paragraphs(tab).allInnerTexts()).join(' ');
      await say(b, 'long 20');
      await expect.poll(async () => (await answer(b)).length, GOES_ON).toBeGreaterThan(10_000);
      await agree(b, a, answer);
      await expectSame(a, b);
    });

    await test.step('a half-written thought is in both, and gone from both when it is said', async () => {
      await composer(b).fill('half a thought');
      await expect(composer(a)).toHaveValue('half a thought');
      await composer(a).press('Enter');
      await expect(by(b, 'user', 'half a thought')).toHaveCount(1);
      for (const tab of [a, b]) await expect(composer(tab)).toHaveValue('');
      await expect(by(b, 'bot', 'half a thought')).toHaveCount(1);
    });

    await test.step('unread is what nobody has read, in any tab', async () => {
      await holdAnswer(site, door);
      await say(a, 'read by nobody');
      for (const tab of [a, b]) {
        await tab.keyboard.press('Escape');
        await expect(tab.getByRole('button', { name: 'Open chat', exact: true })).toBeVisible();
      }
      await mend(site);
      for (const tab of [a, b])
        await expect(tab.getByRole('button', { name: 'Open chat, 1 unread message' })).toBeVisible();
      await a.getByRole('button', { name: 'Open chat, 1 unread message' }).click();
      await expect(b.getByRole('button', { name: 'Open chat', exact: true })).toBeVisible();
    });

    await test.step('a third tab comes and sees all of it', async () => {
      const c = await a.context().newPage();
      await c.goto(a.url());
      await launcher(c).click();
      await expectSame(a, c);
    });
    await expectOneVoice(site);
  });

/** Ways in which the leading tab leaves the others alone. */
const departures: Readonly<Record<string, (leader: Page) => Promise<void>>> = {
  'is closed': (leader) => leader.close(),
  'goes to another page': async (leader) => void (await leader.goto('about:blank')),
  async crashes(leader) {
    const crashed = leader.waitForEvent('crash');
    const devtools = await leader.context().newCDPSession(leader);
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
  },
};

for (const door of all)
  for (const [how, leave] of Object.entries(departures))
    test(`the other tab goes on when the leading one ${how}, by ${door}`, async ({ page, site }) => {
      const [leader, follower] = await twoTabs(page, site, door);
      await say(leader, 'before');
      await expect(by(follower, 'bot', 'before')).toHaveCount(1);
      await leave(leader);
      await say(follower, 'after');
      await expect(by(follower, 'bot', 'after')).toHaveCount(1, GOES_ON);
      if (door === 'websocket') {
        await tellMock(site, 'push', { text: 'An agent, meanwhile.' });
        await expect(by(follower, 'agent', 'An agent, meanwhile.')).toHaveCount(1);
      }
      expect(await committed(site)).toEqual(['before', 'after']);
      await expectOneVoice(site, true);
    });

for (const door of all)
  // Playwright's pages always look at somebody, and browsers freeze only what nobody sees.
  test(`the other tab goes on when the leading one is frozen, by ${door}`, async ({ launchOptions, site }) => {
    const { executablePath = chromium.executablePath(), args = [] } = launchOptions;
    const browser = await puppeteer.launch({ executablePath, args });
    const url = site.page(doors[door] + '<script type="module" src="/chat-widget.js"></script>');
    const sees = (tab: puppeteer.Page, author: string, text: string, timeout = 10_000) =>
      tab.waitForFunction(
        (who, words) => {
          const widget = document.querySelector<HTMLElement & { readonly messages: readonly object[] }>('chat-widget');
          return widget?.messages.some(
            (message) => Reflect.get(message, 'author') === who && JSON.stringify(message).includes(words),
          );
        },
        { timeout },
        author,
        text,
      );
    const open = async () => {
      const tab = await browser.newPage();
      await tab.goto(url);
      await tab.locator('::-p-aria([name="Open chat"][role="button"])').click();
      await sees(tab, 'bot', 'Northwind');
      return tab;
    };
    const tell = async (tab: puppeteer.Page, text: string) => {
      await tab.locator('::-p-aria([name="Message"][role="textbox"])').fill(text);
      await tab.keyboard.press('Enter');
    };
    const leader = await open();
    await tell(leader, 'before');
    await sees(leader, 'bot', 'before');
    const follower = await open();
    const devtools = await leader.createCDPSession();
    await leader.evaluate(() => document.addEventListener('freeze', () => (document.title = 'Frozen')));
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await expect
      .poll(() =>
        leader
          .target()
          .page()
          .then((tab) => tab?.title()),
      )
      .toBe('Frozen');
    await tell(follower, 'after');
    await sees(follower, 'bot', 'after', GOES_ON.timeout);

    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await leader.bringToFront();
    await sees(leader, 'bot', 'after');
    expect(await committed(site)).toEqual(['before', 'after']);
    await expectOneVoice(site, true);
    await browser.close();
  });

for (const door of all)
  test(`a leading tab that hangs keeps its lock; another takes it, and the first one follows, by ${door}`, async ({
    page,
    site,
  }) => {
    const [leader, follower] = await twoTabs(page, site, door);
    await say(leader, 'before');
    await expect(by(follower, 'bot', 'before')).toHaveCount(1);
    // Until the server knows of a fault that hits nothing.
    await leader.evaluate(() => {
      setTimeout(() => {
        for (const asked = new XMLHttpRequest(); !asked.responseText.includes('/run-again');) {
          asked.open('GET', '/__mock/faults', false);
          asked.send();
          const end = performance.now() + 100;
          while (performance.now() < end);
        }
      });
    });
    await say(follower, 'after');
    await expect(by(follower, 'bot', 'after')).toHaveCount(1, GOES_ON);
    await tellMock(site, 'faults', { path: '/run-again', drop: true });
    // It runs again: from what it slept through it catches up.
    await say(leader, 'awake again');
    for (const tab of [leader, follower]) await expect(by(tab, 'bot', 'awake again')).toHaveCount(1);
    await expectSame(follower, leader);
    expect(await committed(site)).toEqual(['before', 'after', 'awake again']);
    await expectOneVoice(site, true);
  });

test('a leading tab that lost its socket in the background gives the lead to the one in sight', async ({
  page,
  site,
}) => {
  const [leader, follower] = await twoTabs(page, site, 'websocket');
  await say(leader, 'before');
  await expect(by(follower, 'bot', 'before')).toHaveCount(1);
  await cover(leader, true);
  const down = { path: '/stentor/ws', method: 'WS', direction: 'down' };
  await tellMock(site, 'faults', { ...down, event: 'new message', reset: true, count: 1 });
  await tellMock(site, 'push', { text: 'An agent, into the void.' });
  for (const tab of [follower, leader])
    await expect(by(tab, 'agent', 'An agent, into the void.')).toHaveCount(1, GOES_ON);
  await say(follower, 'after');
  await expect(by(follower, 'bot', 'after')).toHaveCount(1);
  await cover(leader, false);
  await say(leader, 'back again');
  for (const tab of [leader, follower]) await expect(by(tab, 'bot', 'back again')).toHaveCount(1);
  expect(await committed(site)).toEqual(['before', 'after', 'back again']);
  await expectOneVoice(site, true);
});

for (const door of all)
  test(`what was on its way when the leading tab was gone arrives once, by ${door}`, async ({ page, site }) => {
    const [leader, follower] = await twoTabs(page, site, door);
    await say(leader, 'slow 2');
    await say(follower, 'from the follower');
    // The order of words is that in which the leading tab hears them.
    await expect(by(leader, 'user', 'from the follower')).toHaveCount(1);
    await say(leader, 'from the leader');
    await expect(by(follower, 'user', 'from the leader')).toHaveCount(1);
    await leader.close();
    for (const text of ['slow 2', 'from the follower', 'from the leader'])
      await expect(by(follower, 'user', text)).toHaveAttribute('delivery', 'delivered', { timeout: 10_000 });
    await expect(by(follower, 'bot', 'Good things take time.')).toHaveCount(1);
    for (const text of ['from the follower', 'from the leader']) await expect(by(follower, 'bot', text)).toHaveCount(1);
    expect(await committed(site)).toEqual(['slow 2', 'from the follower', 'from the leader']);
    await expectOneVoice(site, true);
  });

for (const door of all)
  test(`both tabs speak while the server is away; it hears each word once, by ${door}`, async ({ page, site }) => {
    const [a, b] = await twoTabs(page, site, door);
    await tellMock(site, 'faults', { offline: true });
    for (const [tab, text] of [
      [a, 'first'],
      [b, 'second'],
      [a, 'third'],
    ] as const) {
      await say(tab, text);
      for (const each of [a, b]) await expect(by(each, 'user', text)).toHaveAttribute('delivery', 'pending');
    }
    await mend(site);
    // They need not wait for their next attempt.
    for (const each of [a, b]) await each.evaluate(() => dispatchEvent(new Event('online')));
    for (const each of [a, b])
      for (const text of ['first', 'second', 'third']) {
        await expect(by(each, 'user', text)).toHaveAttribute('delivery', 'delivered', { timeout: 15_000 });
        await expect(by(each, 'bot', text)).toHaveCount(1);
      }
    expect(await committed(site)).toEqual(['first', 'second', 'third']);
    await expectSame(a, b);
    await expectOneVoice(site);
  });

for (const door of all)
  for (const speaker of ['leading', 'following'] as const)
    test(`begun anew in the ${speaker} tab, the other follows and keeps what is being written, by ${door}`, async ({
      page,
      site,
    }) => {
      const [leader, follower] = await twoTabs(page, site, door);
      const [a, b] = speaker === 'leading' ? [leader, follower] : [follower, leader];
      await say(a, 'of the old conversation');
      await expect(by(b, 'bot', 'of the old conversation')).toHaveCount(1);
      await composer(b).fill('still being written');
      await a.getByRole('button', { name: 'More options' }).click();
      await a.getByRole('menuitem', { name: 'Start a new conversation' }).click();
      await a.getByRole('alertdialog').getByRole('button', { name: 'Start anew' }).click();
      for (const tab of [a, b]) {
        await expect(messages(tab)).toHaveCount(1);
        await expect(greeting(tab)).toHaveCount(1);
      }
      await expect(composer(b)).toHaveValue('still being written');
      await composer(b).press('Enter');
      await expect(by(a, 'bot', 'still being written')).toHaveCount(1);
      await expectSame(a, b);
      const { commits } = await ask<Journal>(site, 'journal');
      const sessionOf = (text: string) => commits.find((commit) => commit.text === text)?.sessionId;
      expect(sessionOf('still being written')).not.toBe(sessionOf('of the old conversation'));
    });

for (const door of all)
  test(`the leading tab leaves for another page and comes back as it was, by ${door}`, async ({
    playwright,
    launchOptions,
    site,
  }) => {
    const ignoreDefaultArgs = ['--disable-back-forward-cache'];
    const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs });
    const [leader, follower] = await twoTabs(await (await browser.newContext()).newPage(), site, door);
    await say(leader, 'before');
    await expect(by(follower, 'bot', 'before')).toHaveCount(1);
    await leader.evaluate(() => void Object.assign(globalThis, { stayed: true }));
    await leader.goto(site.page('Another page.'));
    await say(follower, 'meanwhile');
    await expect(by(follower, 'bot', 'meanwhile')).toHaveCount(1, GOES_ON);

    await leader.evaluate(() => history.back());
    // It goes back in a while, and the page that is asked meanwhile may be gone before it answers.
    const stayed = () => leader.evaluate(() => Reflect.get(globalThis, 'stayed') as unknown).catch(() => undefined);
    await expect.poll(stayed, 'it was cached').toBe(true);
    await expect(by(leader, 'bot', 'meanwhile')).toHaveCount(1);
    await say(leader, 'back again');
    for (const tab of [leader, follower]) await expect(by(tab, 'bot', 'back again')).toHaveCount(1);
    await expectSame(follower, leader);
    expect(await committed(site)).toEqual(['before', 'meanwhile', 'back again']);
    await expectOneVoice(site, true);
    await browser.close();
  });
