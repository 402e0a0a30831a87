import type { Locator, Page } from '@playwright/test';
import { sightOf } from './sight.js';
import { composer, expect, launcher, messages, test } from './site.js';
import { show, states, type State } from './states.js';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

const onItsSide = { width: 740, height: 360 };
const named = (name: string): State => {
  const state = states.find((each) => each.name === name);
  if (!state) throw new Error(`There is no state “${name}”.`);
  return state;
};
const added = (id: string, author: string, text: string) => ({
  type: 'message-added',
  message: { id, author, parts: [{ type: 'text', text }], delivery: 'delivered', streaming: false },
});
const long: State = {
  name: 'long',
  events: Array.from({ length: 30 }, (_, i) => added(`m${i}`, i % 2 ? 'user' : 'bot', `Words of message ${i}`)),
};
const panel = (page: Page) => page.getByRole('dialog');

/** A keyboard on the screen as browsers tell of it: the window is as large as before, less of it is to be seen. */
async function giveKeyboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = new EventTarget();
    let [covers, from] = [0, 0];
    Object.defineProperties(seen, {
      width: { get: () => innerWidth },
      height: { get: () => innerHeight - covers },
      offsetTop: { get: () => from },
      scale: { value: 1 },
    });
    Object.defineProperty(window, 'visualViewport', { value: seen });
    Reflect.set(window, 'keyboard', (height: number, top: number) => {
      [covers, from] = [height, top];
      seen.dispatchEvent(new Event('resize'));
    });
  });
}
const keyboard = (page: Page, height: number, from = 0) =>
  page.evaluate(
    ([covers = 0, top = 0]) => (Reflect.get(window, 'keyboard') as (height: number, top: number) => void)(covers, top),
    [height, from],
  );

/** What goes along with an open panel has come. */
const ready = (page: Page) =>
  expect
    .poll(() => page.locator('chat-header').evaluate((header) => getComputedStyle(header).touchAction))
    .toBe('pinch-zoom');

/** From where to where something reaches in the window. */
const edges = async (locator: Locator) => {
  const { x, y, width, height } = (await locator.boundingBox()) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
  return { left: x, top: y, right: x + width, bottom: y + height };
};

test.describe('a keyboard on the screen', () => {
  test.beforeEach(({ page }) => giveKeyboard(page));

  test('never hides the composer, and what was in view at the end stays there', async ({ page, site }) => {
    await show(page, site, long);
    await expect(messages(page).last()).toBeInViewport({ ratio: 1 });
    await composer(page).tap();
    await keyboard(page, 320);
    await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 420 });
    await expect(async () => {
      const [last, writing] = [await edges(messages(page).last()), await edges(composer(page))];
      expect(last.bottom).toBeLessThanOrEqual(writing.top);
      expect(last.top).toBeGreaterThan(60);
      expect(writing.bottom).toBeLessThanOrEqual(420);
    }).toPass();
    await expect(page.getByRole('button', { name: 'Close chat' })).toBeInViewport({ ratio: 1 });
    // Safari moves the window over the page as well.
    await keyboard(page, 320, 150);
    await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 150, width: 360, height: 420 });
    await keyboard(page, 0);
    await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    await expect(messages(page).last()).toBeInViewport({ ratio: 1 });
  });

  test('leaves who reads further up where they read', async ({ page, site }) => {
    await show(page, site, long);
    const log = page.getByRole('log');
    await log.evaluate((element) => element.scrollTo(0, 200));
    await expect(messages(page).last()).not.toBeInViewport();
    await composer(page).tap();
    await keyboard(page, 320);
    await expect.poll(async () => (await panel(page).boundingBox())?.height).toBe(420);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await log.evaluate(({ scrollTop }) => scrollTop)).toBe(200);
  });

  test('leaves room for writing, reading and leaving on a phone that lies on its side', async ({ page, site }) => {
    await page.setViewportSize(onItsSide);
    await show(page, site, long);
    await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 0, ...onItsSide });
    await expect(launcher(page)).toBeHidden();
    await composer(page).tap();
    await keyboard(page, 200);
    await expect.poll(async () => (await panel(page).boundingBox())?.height).toBe(160);
    const close = page.getByRole('button', { name: 'Close chat' });
    await expect(async () => {
      expect((await edges(composer(page))).bottom).toBeLessThanOrEqual(160);
      expect((await edges(close)).top).toBeGreaterThanOrEqual(0);
      const { top, bottom } = await edges(page.getByRole('log'));
      expect(bottom - top).toBeGreaterThan(44);
      expect((await edges(messages(page).last())).bottom).toBeLessThanOrEqual(bottom);
    }).toPass();
    await close.tap();
    await expect(panel(page)).toBeHidden();
  });

  test('leaves the field of a form that is written in to be seen', async ({ page, site }) => {
    await show(page, site, named('form'));
    const field = page.getByLabel('Full name');
    await field.tap();
    await keyboard(page, 440);
    await expect(async () => {
      const [{ top, bottom }, log] = [await edges(field), await edges(page.getByRole('log'))];
      expect(log.bottom).toBeLessThan(300);
      expect(top).toBeGreaterThanOrEqual(log.top);
      expect(bottom).toBeLessThanOrEqual(log.bottom);
    }).toPass();
  });

  test('goes with the chat, and the page is where it was, as it was', async ({ page, site }) => {
    await show(page, site, named('closed'), { head: '<style>main { block-size: 3000px }</style>' });
    const root = () =>
      page.evaluate(() => [
        scrollY,
        ...[document.documentElement, document.body].flatMap((each) => [
          each.getAttributeNames().join(),
          getComputedStyle(each).overflow,
          getComputedStyle(each).position,
        ]),
        document.querySelector('meta[name=viewport]')?.getAttribute('content'),
      ]);
    await page.evaluate(() => scrollTo(0, 200));
    const before = await root();
    await launcher(page).tap();
    await ready(page);
    await composer(page).tap();
    // What Safari does when a keyboard comes.
    await page.evaluate(() => scrollTo(0, 450));
    await keyboard(page, 320);
    await expect.poll(async () => (await panel(page).boundingBox())?.height).toBe(420);
    await page.getByRole('button', { name: 'Close chat' }).tap();
    await expect(panel(page)).toBeHidden();
    await expect.poll(root).toEqual(before);
    await keyboard(page, 300);
    expect(await page.locator('chat-panel').evaluate(({ style }) => style.blockSize)).toBe('');
  });
});

test('a menu that is longer than the panel scrolls', async ({ page, site }) => {
  await page.setViewportSize(onItsSide);
  await show(page, site, named('menu'), { attributes: 'language="en,de,fr,es,it,pt,nl,pl,sv"' });
  await page.getByRole('menuitem', { name: 'Language' }).tap();
  await expect(page.getByRole('menuitemradio')).toHaveCount(9);
  const inside = async (name: string) => {
    const [item, menu] = [await edges(page.getByRole('menuitem', { name })), await edges(page.getByRole('menu'))];
    expect(menu.bottom).toBeLessThanOrEqual(onItsSide.height);
    expect(item.top).toBeGreaterThanOrEqual(menu.top);
    expect(item.bottom).toBeLessThanOrEqual(menu.bottom);
  };
  await page.keyboard.press('End');
  await expect(() => inside('Delete my data')).toPass();
  await page.keyboard.press('Home');
  await expect(() => inside('Search this conversation')).toPass();
});

test('a finger that draws at the header does not move the page behind an open chat', async ({ page, site }) => {
  await show(page, site, named('talking'), { head: '<style>main { block-size: 3000px }</style>' });
  await ready(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Input.synthesizeScrollGesture', {
    x: 120,
    y: 30,
    yDistance: -200,
    gestureSourceType: 'touch',
    preventFling: true,
  });
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test.describe('fields are so large that no phone zooms in', () => {
  /** What is typed in or chosen from, and how large its letters are. */
  const sizes = (page: Page) =>
    page.evaluate(() => {
      const found: { readonly name: string; readonly size: number }[] = [];
      const look = (root: ShadowRoot): void => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          if (!element.matches('textarea, select, input') || !element.checkVisibility()) continue;
          if (element.matches('[type=checkbox], [type=radio], [type=range], [type=file]')) continue;
          const name = `${(root.host as HTMLElement).localName} ${element.localName} ${element.id}`;
          found.push({ name, size: parseFloat(getComputedStyle(element).fontSize) });
        }
      };
      const root = document.querySelector('chat-widget')?.shadowRoot;
      if (root) look(root);
      return found;
    });
  const kinds = [
    { type: 'text', name: 'short', label: 'Short' },
    { type: 'text', name: 'many', label: 'Many words', multiline: true },
    { type: 'dropdown', name: 'choice', label: 'Choice', items: [{ id: 'a', label: 'A' }] },
    { type: 'date', name: 'day', label: 'Day' },
    { type: 'phone', name: 'phone', label: 'Phone' },
  ];
  const form = { type: 'form', name: 'kinds', title: 'All kinds', fields: kinds, submitLabel: 'Go' };
  const withForm: State = {
    name: 'all kinds of fields',
    events: [
      {
        type: 'message-added',
        message: { id: 'f', author: 'bot', parts: [form], delivery: 'delivered', streaming: false },
      },
    ],
    act: async (page) => expect(page.getByLabel('Many words')).toBeVisible(),
  };
  const judged: State = {
    ...named('parts'),
    async act(page) {
      await page.locator('chat-rating label').nth(1).tap();
      await page.locator('chat-feedback').getByRole('button').nth(1).tap();
      await expect(page.locator('chat-feedback textarea')).toBeVisible();
    },
  };

  for (const [state, least] of [
    [named('empty'), 1],
    [named('search'), 2],
    [named('contact'), 2],
    [named('form'), 5],
    [withForm, 6],
    [judged, 3],
    [named('largest'), 1],
  ] as const)
    test(state.name, async ({ page, site }) => {
      await show(page, site, state);
      const found = await sizes(page);
      expect(found.length, JSON.stringify(found)).toBeGreaterThanOrEqual(least);
      expect(found.filter(({ size }) => size < (state.name === 'largest' ? 24 : 16))).toEqual([]);
    });
});

test.describe('what a device has at its edges', () => {
  /** Words and controls that reach into the edges; what scrolls may pass above and below. */
  const lost = async (page: Page, insets: { top: number; right: number; bottom: number; left: number }) =>
    page.evaluate(
      ({ insets, sight: { way } }) => {
        const found: string[] = [];
        const look = (root: ShadowRoot): void => {
          for (const element of root.querySelectorAll<HTMLElement>('*')) {
            if (element.shadowRoot) look(element.shadowRoot);
            const says = [...element.childNodes].some((each) => each.nodeType === 3 && each.textContent?.trim());
            if (!says && !element.matches('button, a, input, select, textarea')) continue;
            const around = [element, ...way(element)];
            if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            // The badge sits on the rim of its button.
            if (around.some((each) => each.matches('.visually-hidden, .badge, [inert]'))) continue;
            const { left, top, right, bottom, width } = element.getBoundingClientRect();
            // For readers of the screen only.
            if (width < 2) continue;
            const scrolls = around.some((each) => /auto|scroll/.test(getComputedStyle(each).overflowY));
            const out = [
              left < insets.left - 0.5,
              right > innerWidth - insets.right + 0.5,
              !scrolls && top < insets.top - 0.5,
              !scrolls && bottom > innerHeight - insets.bottom + 0.5,
            ];
            if (out.includes(true))
              found.push(
                `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 20)}” ${out.join()}`,
              );
          }
        };
        const root = document.querySelector('chat-widget')?.shadowRoot;
        if (root) look(root);
        return found;
      },
      { insets, sight: await sightOf(page) },
    );

  const held = {
    upright: { size: { width: 360, height: 740 }, insets: { top: 59, right: 0, bottom: 34, left: 0 } },
    'on its side': { size: onItsSide, insets: { top: 0, right: 48, bottom: 21, left: 59 } },
  };
  for (const [how, { size, insets }] of Object.entries(held))
    for (const dir of ['ltr', 'rtl'] as const)
      test(`hides nothing: ${how}, ${dir}`, async ({ page, site }) => {
        test.setTimeout(90_000);
        await page.setViewportSize(size);
        const client = await page.context().newCDPSession(page);
        await client.send('Emulation.setSafeAreaInsetsOverride', { insets });
        // Only a page that says so reaches below them.
        const head = '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">';
        const all = 'unread empty talking offline menu confirm comforts consent search contact'.split(' ');
        for (const layout of ['bubble', 'sidebar', 'fullscreen'])
          for (const name of layout === 'bubble' ? all : ['talking'])
            await test.step(`${layout}, ${name}`, async () => {
              await show(page, site, named(name), { dir, head, attributes: `layout="${layout}"` });
              // Under a pointer the launcher grows.
              await page.mouse.move(1, 1);
              await expect(() => lost(page, insets).then((found) => expect(found).toEqual([]))).toPass({
                timeout: 5_000,
              });
            });
        // In a part of the page nothing is kept off an edge that is not there.
        await show(page, site, named('talking'), { dir, head, attributes: 'layout="inline"' });
        const header = await page.locator('chat-header').evaluate((each) => getComputedStyle(each).paddingBlockStart);
        expect(header).toBe('14px');
      });
});
