import type { Page } from '@playwright/test';
import { pageWith, reactVersions, serverWith, type ReactVersion } from '../../test/react/bundle.js';
import type { Stage } from '../../test/react/page.js';
import { expect, test as base } from './site.js';

// A page with a chat of its own has no element to read the conversation from.
const test = base.extend({ watch: async ({}, use) => use(undefined as never) });

declare const stage: Stage;

/** Made once for all tests of a worker. */
function once<T>(make: (version: ReactVersion) => Promise<T>): (version: ReactVersion) => Promise<T> {
  const made = new Map<ReactVersion, Promise<T>>();
  return (version) => {
    const found = made.get(version) ?? make(version);
    made.set(version, found);
    return found;
  };
}
const bundleOf = once(pageWith);
const serverOf = once(serverWith);

for (const version of reactVersions)
  test.describe(`React ${version}`, () => {
    /** Complaints of React on the console. */
    let complaints: string[];
    let sockets: { readonly closed: boolean }[];

    test.beforeEach(async ({ page }) => {
      complaints = [];
      sockets = [];
      page.on('console', (line) => {
        if (line.type() === 'error') complaints.push(line.text());
      });
      page.on('websocket', (socket) => {
        const seen = { closed: false };
        socket.on('close', () => (seen.closed = true));
        sockets.push(seen);
      });
    });
    test.afterEach(() => expect(complaints).toEqual([]));

    async function open(
      page: Page,
      site: { script: (code: string) => string; page: (body: string) => string },
      html = '',
    ) {
      const script = site.script(await bundleOf(version));
      await page.goto(site.page(`<div id="root">${html}</div><script type="module" src="${script}"></script>`));
      await page.waitForFunction(() => 'stage' in globalThis);
    }
    const socketOptions = (url: string) => ({ transport: 'websocket', url: `${url.replace('http', 'ws')}/stentor/ws` });

    test('talks through hooks, over one connection in StrictMode', async ({ page, site }) => {
      await open(page, site);
      await page.evaluate((options) => stage.chat({ options }), socketOptions(site.url));
      await page.getByLabel('Message').fill('Hello there');
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.locator('.FROM_USER')).toHaveText('Hello there');
      await expect(page.locator('.FROM_BOT').nth(1)).toContainText('Hello there');
      await expect(page.locator('ol')).not.toHaveAttribute('data-session', 'none');
      await expect(page.locator('output')).toHaveText('idle');
      expect(sockets).toHaveLength(1);

      await page.getByRole('button', { name: 'Clear' }).click();
      await expect(page.locator('li')).toHaveCount(0);
      await expect(page.locator('ol')).toHaveAttribute('data-session', 'none');
    });

    test('lets a child speak before its parents are mounted, once', async ({ page, site }) => {
      await open(page, site);
      await page.evaluate((options) => stage.chat({ options, says: 'Me first' }), socketOptions(site.url));
      await expect(page.locator('.FROM_BOT').nth(1)).toContainText('Me first');
      await expect(page.locator('.FROM_USER')).toHaveCount(1);
      expect(sockets).toHaveLength(1);
    });

    test('hangs up when it is unmounted', async ({ page, site }) => {
      await open(page, site);
      await page.evaluate((options) => stage.chat({ options, says: 'Hello' }), socketOptions(site.url));
      await expect(page.locator('.FROM_BOT').nth(1)).toBeVisible();
      await page.evaluate(() => stage.leave());
      await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true]);
    });

    test('keeps its conversation over new options that say the same, and leaves it for another backend', async ({
      page,
      site,
    }) => {
      await open(page, site);
      const options = socketOptions(site.url);
      await page.evaluate((options) => stage.chat({ options, says: 'Hello' }), options);
      await expect(page.locator('.FROM_BOT').nth(1)).toBeVisible();
      const session = await page.locator('ol').getAttribute('data-session');
      await page.evaluate((options) => stage.chat({ options }), { ...options, language: 'fr' });
      await expect(page.locator('button[lang]')).toHaveText('fr');
      await expect(page.locator('ol')).toHaveAttribute('data-session', session ?? '');
      await page.locator('button[lang]').click();
      await expect(page.locator('button[lang]')).toHaveText('de');
      expect(sockets).toHaveLength(1);

      await page.evaluate((options) => stage.chat({ options }), { transport: 'direct', url: `${site.url}/stentor` });
      await expect(page.locator('li')).toHaveCount(0);
      await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true]);
      await page.getByLabel('Message').fill('Still there?');
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.locator('.FROM_BOT').nth(1)).toContainText('Still there?');
    });

    test('draws what changed, and nothing else, while forty words stream', async ({ page, site }) => {
      await open(page, site);
      await page.evaluate(() => stage.talkative());
      await page.getByLabel('Message').fill('Tell me');
      const before = await page.evaluate(() => ({ ...stage.drawn }));
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.locator('.FROM_BOT')).toContainText('39');
      await expect(page.locator('output')).toHaveText('idle');
      const { messages = 0, loading = 0, composer = 0 } = await page.evaluate(() => stage.drawn);
      // StrictMode draws everything twice.
      expect(loading - (before['loading'] ?? 0)).toBeLessThanOrEqual(8);
      expect(composer - (before['composer'] ?? 0)).toBeLessThanOrEqual(2);
      expect(messages - (before['messages'] ?? 0)).toBeLessThanOrEqual(2 * 60);
    });

    test('takes over what a server drew, without a word of complaint', async ({ page, site }) => {
      const options = { ...socketOptions(site.url), user: { external_id: 'u-1', email: 'ann@example.com' } };
      const server = await serverOf(version);
      await open(page, site, server.chat({ options }));
      await page.evaluate((options) => stage.hydrate({ options, says: 'Hello' }), options);
      await expect(page.locator('.FROM_BOT').nth(1)).toBeVisible();
      expect(await page.evaluate(() => stage.heard)).toEqual([]);
    });

    test('draws the element: settings as props, events as props, a ref, and one conversation', async ({
      page,
      site,
    }) => {
      await open(page, site);
      const settings = { ...socketOptions(site.url), layout: 'inline', heading: 'Northwind', theme: { radius: '3px' } };
      await page.evaluate((settings) => stage.widget(settings), settings);
      await expect(page.getByText('Northwind').first()).toBeVisible();
      await page.evaluate(() => stage.element.current?.sendMessage('Hello'));
      await expect.poll(() => page.evaluate(() => stage.heard)).toContain('sent user');
      const heard = await page.evaluate(() => stage.heard);
      expect(heard.filter((word) => word === 'ready')).toHaveLength(1);
      expect(heard.filter((word) => word === 'sent user')).toHaveLength(1);
      expect(sockets).toHaveLength(1);

      await page.evaluate((settings) => stage.widget(settings), { ...settings, heading: 'Southwind' });
      await expect(page.getByText('Southwind').first()).toBeVisible();
      expect(await page.evaluate(() => stage.element.current?.messages.some(({ author }) => author === 'user'))).toBe(
        true,
      );
      await page.evaluate(({ heading: _, ...rest }) => stage.widget(rest), settings);
      await expect.poll(() => page.evaluate(() => stage.element.current?.heading)).toBe('');
      const { className, id } = await page.evaluate(() => {
        const { className = '', id = '' } = stage.element.current ?? {};
        return { className, id };
      });
      expect([className, id, sockets.length]).toEqual(['mine', 'chat', 1]);
      await page.evaluate(() => stage.leave());
      await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true]);
    });

    test('takes away what a prop has no more, and hears what its props set off', async ({ page, site }) => {
      await open(page, site);
      const settings = { ...socketOptions(site.url), load: 'eager', hidden: false, open: true };
      const headers = { authorization: 'Bearer ann', 'x-page': 'home' };
      await page.evaluate((settings) => stage.widget(settings), {
        ...settings,
        headers,
        config: { subtitle: 'Support', theme: { radius: '3px', primaryColor: 'red' } },
      });
      await expect(page.getByText('Support').first()).toBeVisible();
      await page.evaluate((settings) => stage.widget(settings), {
        ...settings,
        open: false,
        headers: { 'x-page': 'home' },
        config: { theme: { radius: '3px' } },
      });
      await expect.poll(() => page.evaluate(() => stage.heard)).toContain('closed');
      const {
        subtitle,
        theme,
        headers: left,
      } = await page.evaluate(() => {
        const { subtitle, theme, headers } = stage.element.current?.config ?? {};
        return { subtitle, theme, headers };
      });
      expect({ subtitle, theme, left }).toEqual({ subtitle: '', theme: { radius: '3px' }, left: { 'x-page': 'home' } });
      await page.evaluate((settings) => stage.widget(settings), { ...settings, hidden: true });
      await expect(page.locator('chat-widget')).toHaveJSProperty('hidden', true);
    });

    test('takes over the element that a server drew', async ({ page, site }) => {
      const settings = { ...socketOptions(site.url), layout: 'inline', heading: 'Northwind' };
      const server = await serverOf(version);
      await open(page, site, server.widget(settings));
      await page.evaluate((settings) => stage.hydrateWidget(settings), settings);
      await expect(page.getByText('Northwind').first()).toBeVisible();
      expect(await page.evaluate(() => stage.heard)).toEqual([]);
    });
  });
