import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { mockMiddleware } from 'chat-widget/mock-server';
import { watchHistory, type Watch } from './history.js';

const cdn = fileURLToPath(new URL('../../dist/cdn/', import.meta.url));
const html = { 'content-type': 'text/html; charset=utf-8' };

/** A web site that embeds the widget: pages as the test writes them, the built files gzipped, the mock server behind. */
export interface Site {
  /** `http://127.0.0.1:port`, no slash at the end. */
  readonly url: string;
  /** Publishes a document and answers its address. */
  readonly page: (body: string, options?: { head?: string; headers?: Record<string, string> }) => string;
  /** Publishes a script and answers its address. */
  readonly script: (code: string) => string;
  /** An address that answers nothing until `release` is called. */
  readonly slow: { readonly url: string; readonly release: () => void };
  /** The built files that went over the wire: path, and bytes after gzip. */
  readonly sent: readonly { readonly path: string; readonly bytes: number }[];
}

async function startSite(): Promise<Site & { close: () => void }> {
  const mock = mockMiddleware({ assets: false, lookUp: async () => undefined });
  const published = new Map<string, { body: string; headers: Record<string, string> }>();
  const sent: { path: string; bytes: number }[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const publish = (kind: string, body: string, headers: Record<string, string>) => {
    const path = `/${kind}-${published.size}.${kind}`;
    published.set(path, { body, headers });
    return path;
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const document = published.get(pathname);
    // Any folder will do, so that a page can load the widget from two addresses.
    const file = /\/((chunks\/)?[\w.-]+\.js|chunks\/fonts\/[\w-]+\.woff2)$/.exec(pathname)?.[1];
    if (document) response.writeHead(200, document.headers).end(document.body);
    else if (pathname === '/slow.png') void released.then(() => response.writeHead(204).end());
    else if (!file || pathname.startsWith('/missing/'))
      mock.handle(request, response, () => response.writeHead(404).end());
    else
      readFile(cdn + file).then(
        (content) => {
          const body = gzipSync(content, { level: 9 });
          sent.push({ path: pathname, bytes: body.length });
          const type = file.endsWith('.js') ? 'text/javascript' : 'font/woff2';
          const headers = { 'content-type': type, 'content-encoding': 'gzip' };
          response.writeHead(200, { ...headers, 'access-control-allow-origin': '*' }).end(body);
        },
        () => mock.handle(request, response, () => response.writeHead(404).end()),
      );
  });
  server.on('upgrade', (request, socket, head) => {
    if (!mock.upgrade(request, socket, head)) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url,
    sent,
    page: (body, { head = '', headers = {} } = {}) =>
      url +
      publish(
        'html',
        `<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`,
        {
          ...html,
          ...headers,
        },
      ),
    script: (code) => url + publish('script', code, { 'content-type': 'text/javascript' }),
    slow: { url: `${url}/slow.png`, release: () => release() },
    close: () => {
      release();
      mock.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Each test has a site of its own, and fails on an error that the page did not catch, and on a conversation in which
 * something was lost, doubled, out of order, untrue or left behind.
 */
export const test = base.extend<{ site: Site; uncaught: readonly Error[]; watch: Watch }>({
  // A mouse would hover first, and bring what no finger brings: where there is a touch screen, a click is a tap.
  page: async ({ page, hasTouch }, use) => {
    const every = Object.getPrototypeOf(page.locator('html')) as Pick<Locator, 'click' | 'tap'>;
    const { click, tap } = every;
    if (hasTouch) every.click = tap;
    await use(page);
    every.click = click;
  },
  // Playwright reads the names of fixtures from the pattern: an empty one asks for none.
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    site.close();
  },
  uncaught: [
    async ({ page }, use) => {
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  watch: [
    async ({ context, site }, use, testInfo) => {
      const { watch, conclude } = await watchHistory(context, site.url);
      await use(watch);
      if (testInfo.errors.length === 0) await conclude();
    },
    { auto: true },
  ],
});
export { expect };

/** What visitors find by role and name. */
export const launcher = (page: Page) => page.getByRole('button', { name: 'Open chat' });
export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
export const messages = (page: Page) => page.locator('chat-message');

/** Says something as a visitor does. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** Nobody there has a mouse, and to write there is a keyboard on the screen. */
const isTouched = (page: Page): Promise<boolean> => page.evaluate(() => matchMedia('(pointer: coarse)').matches);

/** Points at something as one does there: with a mouse, or with a finger. */
export async function point(target: Locator, position?: { readonly x: number; readonly y: number }): Promise<void> {
  const options = position ? { position } : {};
  if (await isTouched(target.page())) await target.tap(options);
  else await target.hover(options);
}

/** Visitors are led to where they write, but not where that would bring a keyboard over what there is to read. */
export async function isLed(page: Page, to: Locator = composer(page)): Promise<void> {
  if (!(await isTouched(page))) return expect(to).toBeFocused();
  // Whose parts have the focus has it, too.
  await expect(page.locator('chat-panel')).toBeFocused();
  expect(await page.locator('chat-panel').evaluate(({ shadowRoot }) => shadowRoot?.activeElement?.localName)).toBe(
    undefined,
  );
}

/** The tab goes behind another, or comes back: browsers of tests show all their pages. */
export const cover = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
