import type { ConsoleMessage, FrameLocator, Page } from '@playwright/test';
import { expect, messages, test } from './site.js';

const widget =
  '<chat-widget key="demo" backoff-base="50"></chat-widget><script type="module" src="/chat-widget.js"></script>';
const own = (where: Page | FrameLocator, text: string) =>
  where.locator('chat-message[author=user]').filter({ hasText: text });

/** The codes of what the widget told the developer. */
function listen(page: Page): readonly string[] {
  const codes: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    const [, code] = /^\[chat-widget\] ([\w-]+):/.exec(message.text()) ?? [];
    if (code) codes.push(code);
  });
  return codes;
}
async function open(where: Page | FrameLocator): Promise<void> {
  await where.getByRole('button', { name: 'Open chat' }).click();
  await expect(where.getByRole('textbox', { name: 'Message' })).toBeVisible();
}
/** Says something and has an answer. */
async function talk(where: Page | FrameLocator, text: string): Promise<void> {
  const composer = where.getByRole('textbox', { name: 'Message' });
  await composer.fill(text);
  await composer.press('Enter');
  await expect(own(where, text)).toHaveAttribute('delivery', 'delivered');
  await expect(where.locator('chat-message[author=bot]').filter({ hasText: text })).toHaveCount(1);
}
const records = (page: Page, change?: 'spoil') =>
  page.evaluate(async (spoil) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('chat-widget');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('cannot be opened'));
    });
    const transaction = database.transaction('kept', 'readwrite');
    const store = transaction.objectStore('kept');
    const keys = store.getAllKeys();
    keys.onsuccess = () => {
      if (!spoil) return;
      const [some = ''] = keys.result.map(String);
      const scope = some.replace(/\/(session|draft|message\/.*|command\/.*)$/, '');
      const garbage = [null, 'text', { v: 1 }, { v: 99 }, { v: 1, place: 1, message: { id: 'x', parts: 'no' } }];
      const names = [...keys.result, `${scope}/message/x`, `${scope}/command/y`, `${scope}/draft`];
      for (const [index, name] of names.entries()) store.put(garbage[index % garbage.length], name);
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    return keys.result.map(String);
  }, change === 'spoil');

test('a reload shows the conversation as it was, and goes on with it', async ({ page, site }) => {
  await page.goto(site.page(widget));
  await open(page);
  await talk(page, 'kept words');
  await expect.poll(async () => (await records(page)).filter((key) => key.includes('/command/'))).toEqual([]);
  await page.reload();
  await open(page);
  await expect(own(page, 'kept words')).toHaveCount(1);
  await expect(own(page, 'kept words')).toHaveAttribute('delivery', 'delivered');
  await talk(page, 'and more');
});

test('a function that the visitor was asked about before a reload runs when they allow it after it', async ({
  page,
  site,
}) => {
  const functions = '{ getPageTitle: () => document.title }';
  await page.goto(
    site.page(
      widget.replace('key="demo"', 'key="demo" tools') +
        `<script>Object.assign(document.querySelector('chat-widget'), { functions: ${functions} })</script>`,
    ),
  );
  await open(page);
  await page.getByRole('textbox', { name: 'Message' }).fill('call getPageTitle');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Allow', exact: true })).toBeVisible();
  await page.reload();
  await open(page);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.locator('chat-tool-call').getByRole('status')).toHaveText('Done');
  await expect(messages(page).filter({ hasText: '"A page"' })).toHaveCount(1);
  // What is left is that it was made, so that it is not made again.
  await expect
    .poll(async () => (await records(page)).flatMap((key) => key.split('/question/')[1] ?? []))
    .toEqual(['taken']);
});

test('in a frame without an origin of its own the chat works, and lasts as long as the page', async ({
  page,
  site,
}) => {
  const codes = listen(page);
  const inner = site.page(widget);
  await page.goto(
    site.page(`<iframe title="Chat" sandbox="allow-scripts" src="${inner}" width="500" height="700"></iframe>`),
  );
  const frame = page.frameLocator('iframe');
  await open(frame);
  await talk(frame, 'no storage here');
  expect(codes.filter((code) => code === 'not-kept').length).toBeLessThanOrEqual(1);
});

const broken: Readonly<Record<string, () => void>> = {
  'cannot be opened': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not allowed', 'SecurityError');
    };
  },
  'hangs when it is opened': () => {
    const original = Reflect.get<IDBFactory, 'open'>(IDBFactory.prototype, 'open');
    IDBFactory.prototype.open = function (name, version) {
      if (name !== 'chat-widget') return original.call(this, name, version);
      return Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
    };
  },
  'is missing': () => void Reflect.deleteProperty(window, 'indexedDB'),
};
for (const [name, fault] of Object.entries(broken))
  test(`with a database that ${name} the chat works for this page view`, async ({ page, site }) => {
    const codes = listen(page);
    await page.addInitScript(fault);
    await page.goto(site.page(widget));
    await open(page);
    await talk(page, 'not kept');
    expect(codes.filter((code) => code === 'not-kept')).toHaveLength(1);
  });

test('without room on the disk a message is sent all the same', async ({ page, site }) => {
  const codes = listen(page);
  await page.goto(site.page(widget));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: 1 });
  await open(page);
  await talk(page, 'no room for this');
  expect(codes.filter((code) => code === 'not-kept')).toHaveLength(1);
});

/** What another tab, or an earlier visit, may have done to the database. */
const disturbed: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'is of a newer version': (page) =>
    page.evaluate(async () => {
      const request = indexedDB.open('chat-widget', 99);
      await new Promise((resolve) => (request.onsuccess = resolve));
      request.result.close();
    }),
  'waits behind a tab that does not let go': (page) =>
    page.evaluate(async () => {
      const request = indexedDB.open('chat-widget');
      request.onupgradeneeded = () => request.result.createObjectStore('kept');
      await new Promise((resolve) => (request.onsuccess = resolve));
      // Never closed, and somebody wants it to be.
      const wish = indexedDB.deleteDatabase('chat-widget');
      await new Promise((resolve) => (wish.onblocked = resolve));
    }),
};
for (const [name, disturb] of Object.entries(disturbed))
  test(`with a database that ${name} the chat works for this page view`, async ({ page, site }) => {
    const codes = listen(page);
    const neighbour = await page.context().newPage();
    await neighbour.goto(site.page('a neighbour'));
    await disturb(neighbour);
    await page.goto(site.page(widget));
    await open(page);
    await talk(page, 'not kept');
    expect(codes.filter((code) => code === 'not-kept')).toHaveLength(1);
    // The watch looks into the database at the end.
    await neighbour.close();
  });

test('spoiled records are removed, the chat begins anew', async ({ page, site, watch }) => {
  watch.dismiss('The test destroys what was said.');
  const codes = listen(page);
  await page.goto(site.page(widget));
  await open(page);
  await talk(page, 'to be spoiled');
  await expect.poll(async () => (await records(page)).some((key) => key.endsWith('/session'))).toBe(true);
  await page.goto(site.page('nothing'));
  await records(page, 'spoil');
  await page.goto(site.page(widget));
  await open(page);
  await talk(page, 'fresh words');
  await expect(messages(page).filter({ hasText: 'to be spoiled' })).toHaveCount(0);
  expect(codes.filter((code) => code === 'bad-record')).toHaveLength(1);
  await expect
    .poll(async () => (await records(page)).filter((key) => /\/(message\/x|command\/y)$/.test(key)))
    .toEqual([]);
});

test('what the browser wiped between two visits is gone, and the chat begins anew', async ({ page, site, watch }) => {
  watch.dismiss('The test destroys what was said.');
  await page.goto(site.page(widget));
  await open(page);
  await talk(page, 'soon forgotten');
  await page.goto(site.page('nothing'));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: site.url, storageTypes: 'all' });
  await page.goto(site.page(widget));
  await open(page);
  await talk(page, 'fresh words');
  await expect(own(page, 'soon forgotten')).toHaveCount(0);
});
