import type { Page } from '@playwright/test';
import { composer, expect, isLed, launcher, test } from './site.js';

const widget = `<chat-widget url="/nowhere" heading="Northwind" allowed-image-hosts="*"></chat-widget>`;
/** Drawn without a request. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAMAAAAM9FwAAAAAG1BMVEWOxf+Vw/+cwf+kv/+rvf+yu/+6uf/Bt//Jtv8TYdF3AAAAIklEQVQI113BQQIAMATAsBrG/1/s3gQshCekUEILXxhh5QBs+QJBO+gbFQAAAABJRU5ErkJggg==';
const scripts = `<script type="module" src="/chat-widget.js"></script>
  <script type="module">
    document.querySelector('chat-widget').transport = {
      async open(emit) {
        emit({ type: 'connection-changed', state: 'open' });
        emit({ type: 'message-added', message: { id: 'b1', author: 'bot', delivery: 'delivered', streaming: false,
          parts: [{ type: 'image', url: '${picture}', alt: 'A garden', width: 432, height: 243 }] } });
      },
      send: () => new Promise(() => {}),
      async close() {},
    };
  </script>`;
/** Over all of the window but the strip in which the launcher is. */
const banner = (level: number) =>
  `<div id="banner" style="position: fixed; inset: 0 0 100px; z-index: ${level}; background: teal"><button>Its own button</button></div>`;

/** What pages do to what is in them. */
const pages = {
  'puts something of its own over everything': widget + banner(2147483647),
  'keeps the chat below its own things': `<div style="position: relative; z-index: 0; isolation: isolate">${widget}</div>${banner(1)}`,
  'fades, and is below what follows': `<div style="opacity: 0.99">${widget}</div>${banner(1)}`,
  'cuts off what is in it': `<div style="overflow: hidden; contain: strict; transform: translate(9px, 9px); inline-size: 1px; block-size: 1px">${widget}</div>`,
  'cuts off, and puts something over it': `<div style="overflow: clip; contain: paint; filter: blur(0); inline-size: 1px; block-size: 1px">${widget}</div>${banner(2147483647)}`,
} as const;

/** Points of the panel at which somebody else would be hit. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const panel = document.querySelector('chat-widget')?.shadowRoot?.querySelector('chat-panel');
    const { left, top, right, bottom } = panel?.getBoundingClientRect() ?? new DOMRect();
    for (let x = left + 12; x < right - 8; x += 16)
      for (let y = top + 12; y < bottom - 8; y += 16) {
        const hit = document.elementFromPoint(x, y);
        if (hit?.localName !== 'chat-widget') found.push(`${x}, ${y}: ${hit?.localName}`);
      }
    return right - left < 200 || bottom - top < 200 ? ['The panel is not there.'] : found;
  });
/** What is hit in the middle of the window. */
const inTheMiddle = (page: Page) =>
  page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.localName);

for (const [what, body] of Object.entries(pages))
  for (const screen of ['desktop', 'phone'] as const)
    test(`a page that ${what} hides nothing of an open chat: ${screen}`, async ({ page, site }) => {
      await page.setViewportSize(screen === 'phone' ? { width: 360, height: 740 } : { width: 1280, height: 800 });
      const head = '<meta name="viewport" content="width=device-width, initial-scale=1">';
      await page.goto(site.page(body + scripts, { head }));
      await launcher(page).click();
      await expect(composer(page)).toBeVisible();
      await expect.poll(() => covered(page)).toEqual([]);
      await page.getByRole('button', { name: 'More options' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await page.getByRole('menuitem', { name: 'Start a new conversation' }).click();
      await expect(page.getByRole('alertdialog')).toBeInViewport({ ratio: 1 });
      await page.getByRole('button', { name: 'Cancel' }).click();
      await isLed(page);
      // What can be done with the message under the pointer would take the key.
      await page.mouse.move(1, 1);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      if (body.includes('banner')) expect(await inTheMiddle(page)).toBe('div');
      await expect(launcher(page)).toBeFocused();
    });

// On a phone an open chat leaves nothing of the page to go on with.
test(
  'who goes on with the page has the page in front, and the chat again when they come back',
  { tag: '@desk' },
  async ({ page, site }) => {
    await page.goto(site.page(pages['puts something of its own over everything'] + scripts));
    await launcher(page).click();
    await expect.poll(() => covered(page)).toEqual([]);
    await page.getByRole('button', { name: 'Its own button' }).click();
    expect(await covered(page)).not.toEqual([]);
    // What is below the banner is still there for a finger.
    await page.locator('chat-widget').evaluate((chat) => chat.style.setProperty('--chat-offset', '4px'));
    const box = await page.getByRole('dialog').boundingBox();
    await page.mouse.click((box?.x ?? 0) + 40, (box?.y ?? 0) + (box?.height ?? 0) - 6);
    await expect.poll(() => covered(page)).toEqual([]);
  },
);

test('a chat that opens by itself leaves the questions of the page in front', async ({ page, site }) => {
  await page.goto(site.page(widget.replace('<chat-widget', '<chat-widget open') + banner(2147483647) + scripts));
  await expect(page.locator('chat-message')).toHaveCount(1);
  await page.waitForLoadState('networkidle');
  expect(await inTheMiddle(page)).toBe('div');
  expect(await covered(page)).not.toEqual([]);
});

test('a dialog of the page is in front of an open chat', async ({ page, site }) => {
  await page.goto(site.page(`${widget}<dialog><button>Its own answer</button></dialog>${scripts}`));
  await launcher(page).click();
  await expect.poll(() => covered(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('dialog')?.showModal());
  await page.getByRole('button', { name: 'Its own answer' }).click();
  await expect.poll(() => inTheMiddle(page)).toBe('button');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Northwind' })).toBeVisible();
  await expect.poll(() => covered(page)).toEqual([]);
});

test('Escape closes what is in front: the picture, the menu, the chat', async ({ page, site }) => {
  await page.goto(site.page(pages['puts something of its own over everything'] + scripts));
  await launcher(page).click();
  await page.getByRole('button', { name: 'Enlarge: A garden' }).click();
  const picture = page.getByRole('dialog', { name: 'A garden' });
  await expect(picture).toBeInViewport({ ratio: 1 });
  expect(await inTheMiddle(page)).toBe('chat-widget');
  const chat = page.getByRole('dialog', { name: 'Northwind' });
  await page.keyboard.press('Escape');
  await expect(picture).toBeHidden();
  await expect(chat).toBeVisible();
  await expect.poll(() => covered(page)).toEqual([]);
  await page.getByRole('button', { name: 'More options' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(chat).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chat).toBeHidden();
  expect(await inTheMiddle(page)).toBe('div');
});

test('a browser without a top layer shows the chat as its place on the page allows', async ({ page, site }) => {
  await page.addInitScript(() => {
    for (const name of ['popover', 'togglePopover', 'showPopover', 'hidePopover'])
      Reflect.deleteProperty(HTMLElement.prototype, name);
  });
  await page.goto(site.page(pages['cuts off what is in it'] + scripts));
  await page.locator('chat-widget').evaluate((chat) => (chat.parentElement as HTMLElement).removeAttribute('style'));
  await launcher(page).click();
  await isLed(page);
  expect(await covered(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
