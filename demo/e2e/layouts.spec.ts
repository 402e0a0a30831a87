import type { Page } from '@playwright/test';
import { sightOf } from './sight.js';
import { composer, expect, isLed, launcher, messages, say, test, type Site } from './site.js';
import { show, states } from './states.js';

const screens = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
type Screen = keyof typeof screens;
const head = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>
  body { margin: 10px; font: 15px/1.4 serif; } button { letter-spacing: 9px; text-transform: uppercase; } p { color: rgb(1, 2, 3); }
</style>`;
const host = (attributes: string) => `<h1>A page</h1><p>Words of the page. <button>Its own button</button></p>
  <div style="inline-size: 100%; block-size: 600px"><chat-widget key="demo" ${attributes}></chat-widget></div>
  <div style="block-size: 2000px">Further down</div><script type="module" src="/chat-widget.js"></script>`;

async function visit(page: Page, site: Site, screen: Screen, attributes: string, more = head): Promise<void> {
  await page.setViewportSize(screens[screen]);
  await page.goto(site.page(host(attributes), { head: more }));
}
/** What the page itself looks like, and where it is scrolled. */
const look = (page: Page) =>
  page.evaluate(() => ({
    scroll: [scrollX, scrollY],
    html: document.documentElement.getAttributeNames(),
    body: document.body.getAttributeNames(),
    styles: [document.documentElement, ...document.querySelectorAll('body, h1, p, body button')].map((each) => {
      const { overflow, position, color, font, letterSpacing, margin, height } = getComputedStyle(each);
      return { overflow, position, color, font, letterSpacing, margin, height };
    }),
    head: document.head.childElementCount,
    children: document.body.childElementCount,
  }));

/** Everything that is drawn but sticks out of the panel, or of the window, and is in no box that scrolls sideways by design. */
const overflowing = async (page: Page) =>
  page.evaluate(
    ({ way }) => {
      const bad: string[] = [];
      const scrolls = (element: Element) =>
        /auto|scroll/.test(getComputedStyle(element).overflowX) && element.getAttribute('role') !== 'log';
      // For readers of the screen only: no larger than a pixel, whatever is in it.
      const isUnseen = (element: Element) => element.matches('.visually-hidden, .katex-mathml');
      const look = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          const around = way(element);
          if (!element.checkVisibility() || [element, ...around].some(isUnseen) || around.some(scrolls)) continue;
          const frame = around.find(({ localName }) => localName === 'chat-panel')?.getBoundingClientRect();
          const { left, right, width } = element.getBoundingClientRect();
          if (width > 0 && (left < (frame?.left ?? 0) - 1 || right > (frame?.right ?? innerWidth) + 1))
            bad.push(`out: ${element.localName}.${element.className}`);
          if (element.getAttribute('role') === 'log' && element.scrollWidth > element.clientWidth)
            bad.push('the conversation scrolls sideways');
        }
      };
      look(document);
      if (document.documentElement.scrollWidth > innerWidth) bad.push('the page scrolls sideways');
      return bad;
    },
    await sightOf(page),
  );

/** Where in the window a click would reach the widget, every eight pixels. */
const hits = (page: Page) =>
  page.evaluate(() => {
    const found: [number, number][] = [];
    for (let x = 2; x < innerWidth; x += 8)
      for (let y = 2; y < innerHeight; y += 8)
        if (document.elementFromPoint(x, y)?.localName === 'chat-widget') found.push([x, y]);
    return found;
  });

for (const screen of ['desktop', 'phone'] as const)
  for (const layout of ['bubble', 'sidebar', 'inline', 'fullscreen'] as const)
    test(`${layout} on a ${screen}: nothing sticks out, and the page stays as it was`, async ({ page, site }) => {
      await visit(page, site, screen, `layout="${layout}"`);
      const floats = layout === 'bubble' || layout === 'sidebar';
      const before = await look(page);
      if (floats) await launcher(page).click();
      await expect(messages(page).filter({ hasText: 'welcome to Northwind' })).toHaveCount(1);
      for (const text of ['show carousel', 'show markdown', `A${'a'.repeat(200)}`, 'suggestions'])
        await test.step(text, async () => {
          const count = await messages(page).count();
          await say(page, text);
          await expect(messages(page)).toHaveCount(count + 2);
        });
      await expect(page.getByRole('group', { name: 'Suggested replies' })).toBeInViewport();
      await expect(page.locator('chat-text:not(:defined), chat-carousel:not(:defined)')).toHaveCount(0);
      await page.getByRole('button', { name: 'More options' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await overflowing(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(composer(page)).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('button', { name: 'Send message' })).toBeInViewport({ ratio: 1 });
      if (floats) {
        await page.keyboard.press('Escape');
        await expect(launcher(page)).toBeVisible();
      }
      expect(await look(page)).toEqual(before);
    });

for (const screen of ['desktop', 'phone'] as const)
  for (const layout of ['bubble', 'sidebar'] as const)
    test(`a closed ${layout} on a ${screen} can be hit on its launcher and nowhere else`, async ({ page, site }) => {
      await visit(page, site, screen, `layout="${layout}"`);
      const isLauncher = async () => {
        const box = await launcher(page).boundingBox();
        const found = await hits(page);
        expect(found.length).toBeGreaterThan(10);
        const outside = found.filter(
          ([x, y]) => !box || x < box.x - 1 || x > box.x + box.width + 1 || y < box.y - 1 || y > box.y + box.height + 1,
        );
        expect(outside).toEqual([]);
      };
      await expect(launcher(page)).toBeVisible();
      // It may still be growing into its place.
      await expect(isLauncher).toPass();
      await launcher(page).click();
      await expect(composer(page)).toBeVisible();
      expect((await hits(page)).length).toBeGreaterThan(500);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.mouse.move(1, 1);
      await expect(isLauncher).toPass();
      await page.mouse.wheel(0, 300);
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(300);
    });

test('the corner is where the page wants it, mirrored in RTL, and the panel is in the window', async ({
  page,
  site,
}) => {
  const { width, height } = screens.desktop;
  for (const dir of ['ltr', 'rtl'] as const)
    for (const position of ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const) {
      await visit(page, site, 'desktop', `dir="${dir}" position="${position}"`);
      const box = await launcher(page).boundingBox();
      expect(box && box.x + box.width / 2 > width / 2, `${position} ${dir}`).toBe(
        position.endsWith('right') === (dir === 'ltr'),
      );
      expect(box && box.y + box.height / 2 > height / 2, position).toBe(position.startsWith('bottom'));
      await launcher(page).click();
      await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 0.99 });
      await expect(composer(page)).toBeInViewport({ ratio: 1 });
    }
});

test('on a phone the open chat is the whole window, and closes with its header', async ({ page, site }) => {
  await visit(page, site, 'phone', '');
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  // It grows out of the launcher.
  await expect.poll(() => page.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, ...screens.phone });
  await page.getByRole('button', { name: 'Close chat' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a closed chat with unread messages can be hit on its launcher, its badge and its peek, and nowhere else', async ({
  page,
  site,
}) => {
  const unread = states.find(({ name }) => name === 'unread');
  if (!unread) throw new Error('There is no such state.');
  await show(page, site, unread);
  await page.mouse.move(1, 1);
  await expect(page.locator('.badge')).toHaveText('1');
  await expect(async () => {
    const drawn = [launcher(page), page.locator('.badge'), page.locator('chat-peek')];
    const boxes = await Promise.all(drawn.map((each) => each.boundingBox()));
    const found = await hits(page);
    expect(found.length).toBeGreaterThan(10);
    const isInside = ([x, y]: readonly [number, number]) =>
      boxes.some(
        (box) => box && x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1,
      );
    expect(found.filter((point) => !isInside(point))).toEqual([]);
  }).toPass();
});

// Nobody drags with a finger, which scrolls.
test('nothing of the widget is dragged or selected by accident', { tag: '@desk' }, async ({ page, site }) => {
  const picture =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAMAAAAM9FwAAAAAG1BMVEWOxf+Vw/+cwf+kv/+rvf+yu/+6uf/Bt//Jtv8TYdF3AAAAIklEQVQI113BQQIAMATAsBrG/1/s3gQshCekUEILXxhh5QBs+QJBO+gbFQAAAABJRU5ErkJggg==';
  await page.goto(
    site.page(
      `<img id="own" src="${picture}" width="80" height="80"><p>Words of the page.</p>
       <chat-widget key="demo" avatar-url="${picture}"><img slot="launcher" src="${picture}" width="32" height="32" alt=""></chat-widget>
       <script type="module" src="/chat-widget.js"></script>`,
    ),
  );
  await page.evaluate(() => {
    const dragged: string[] = [];
    Reflect.set(window, 'dragged', dragged);
    addEventListener('dragstart', (event) => {
      if (!event.defaultPrevented) dragged.push((event.composedPath()[0] as Element).id);
    });
  });
  const dragged = () => page.evaluate(() => Reflect.get(window, 'dragged') as string[]);
  const drag = async (selector: string) => {
    const { x, y, width, height } = (await page.locator(selector).first().boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 60, { steps: 6 });
    await page.mouse.up();
  };
  await expect(launcher(page)).toBeVisible();
  await drag('img[slot=launcher]');
  await launcher(page).dblclick();
  await launcher(page).click();
  await expect(messages(page)).toHaveCount(1);
  await expect(page.locator('.avatar img').first()).toBeVisible();
  await drag('chat-header .avatar img');
  await drag('chat-message .avatar img');
  await drag('button[part~=menu]');
  expect(await dragged()).toEqual([]);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
  await drag('#own');
  expect(await dragged()).toEqual(['own']);
});

test('a bubble is made larger and put back by its menu, within the window; the choice is gone where it fills it', async ({
  page,
  site,
}) => {
  await visit(page, site, 'desktop', 'layout="bubble"');
  await launcher(page).click();
  await isLed(page);
  const box = async () => (await page.locator('chat-panel').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const { width, height } = await box();
  await choose('Make larger');
  await expect.poll(async () => (await box()).width).toBeGreaterThan(width + 200);
  const { x, y, ...large } = await box();
  expect(large.height).toBeGreaterThan(height);
  expect([x >= 0, y >= 0, x + large.width <= 1280, y + large.height <= 800]).toEqual([true, true, true, true]);
  expect(await overflowing(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Close chat' })).toBeInViewport({ ratio: 1 });
  await choose('Make smaller');
  await expect.poll(async () => (await box()).width).toBe(width);
  await page.setViewportSize(screens.phone);
  await page.getByRole('button', { name: 'More options' }).click();
  await expect(page.getByRole('menuitem', { name: 'Make larger' })).toHaveCount(0);
});

test('an inline chat in a place without a height of its own still shows a conversation', async ({ page, site }) => {
  await page.goto(
    site.page('<div><chat-widget key="demo" layout="inline"></chat-widget></div><p>The page goes on</p>', {
      head: '<script type="module" src="/chat-widget.js"></script>',
    }),
  );
  await expect(messages(page).filter({ hasText: 'welcome to Northwind' })).toBeVisible();
  const [widget, panel, log] = await Promise.all(
    ['chat-widget', 'chat-panel', 'chat-panel [role=log]'].map((name) => page.locator(name).boundingBox()),
  );
  expect(panel?.height).toBe(widget?.height);
  expect(panel?.height).toBeGreaterThanOrEqual(320);
  expect(log?.height).toBeGreaterThan(100);
});

for (const dir of ['ltr', 'rtl'] as const)
  test(`a wide chat has a column that can be read, and its box below: ${dir}`, async ({ page, site }) => {
    await visit(page, site, 'desktop', `layout="fullscreen" dir="${dir}"`);
    await say(page, 'word '.repeat(300).trim());
    const own = messages(page).filter({ hasText: 'word word' }).first();
    await expect(own).toBeVisible();
    for (const part of [own, composer(page)]) {
      const { x = 0, width = 0 } = (await part.boundingBox()) ?? {};
      expect(width).toBeLessThanOrEqual(768);
      expect(Math.abs(x + width / 2 - 640)).toBeLessThan(60);
    }
    expect(await overflowing(page)).toEqual([]);
  });
