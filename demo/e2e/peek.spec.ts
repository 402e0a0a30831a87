import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { composer, expect, isLed, launcher, messages, test, type Site } from './site.js';

const peek = (page: Page): Locator => page.locator('chat-peek[shown]');
const focused = (page: Page) => page.locator(':focus').last();

// The clock goes as ever, until a test puts it forward.
test.beforeEach(({ page }) => page.clock.install());

/** A page with a closed chat, and a place for the focus of its own. */
async function visit(page: Page, site: Site, attributes: string): Promise<void> {
  await page.goto(
    site.page(
      `<main><h1>A page</h1><input aria-label="Its own field" autofocus></main>
       <chat-widget url="/stentor" heading="Northwind" ${attributes}></chat-widget>
       <script type="module" src="/chat-widget.js"></script>`,
    ),
  );
  await page.evaluate(() => document.querySelector('chat-widget')?.whenReady);
}
const isClosed = async (page: Page): Promise<void> => {
  await expect(launcher(page)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
};
/** What the bot says at the first opening would be news for a closed chat. */
const greeted = (page: Page) => expect(messages(page).first()).toBeVisible();

test('an invitation comes once, after its time, and is left with the keyboard; nothing is kept of it', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const deeds: string[] = [];
    Reflect.set(window, 'deeds', deeds);
    const watch = (owner: object, name: string) => {
      const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...values: unknown[]) {
        deeds.push(name);
        return original.apply(this, values);
      });
    };
    for (const name of ['getItem', 'setItem', 'removeItem']) watch(Storage.prototype, name);
    watch(IDBFactory.prototype, 'open');
  });
  await visit(page, site, `peek='{"text": "Questions about rooms?", "delay": 600000}'`);
  const field = page.getByLabel('Its own field');
  await expect(field).toBeFocused();
  await page.clock.fastForward(500_000);
  await expect(peek(page)).toHaveCount(0);
  await page.clock.fastForward(110_000);
  await expect(peek(page)).toBeVisible();
  await expect(page.getByRole('status')).toContainText('Questions about rooms?');
  await expect(field).toBeFocused();
  expect((await new AxeBuilder({ page }).include('chat-widget').analyze()).violations).toEqual([]);

  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName('Open chat');
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName('Northwind: Questions about rooms?');
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName('Dismiss');
  await page.keyboard.press('Escape');
  await expect(peek(page)).toHaveCount(0);
  await expect(launcher(page)).toBeFocused();
  await page.clock.fastForward(3_600_000);
  await expect(peek(page)).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, 'deeds') as string[])).toEqual([]);
});

test('an invitation that is pressed opens the chat, and does not come again', async ({ page, site }) => {
  await visit(page, site, `peek='{"text": "Questions?", "delay": 0}'`);
  await peek(page).getByRole('button', { name: 'Questions?' }).click();
  await isLed(page);
  await expect(peek(page)).toHaveCount(0);
  await greeted(page);
  await page.keyboard.press('Escape');
  await isClosed(page);
  await page.clock.fastForward(60_000);
  await expect(peek(page)).toHaveCount(0);
});

test('none comes where the switch is off, nor after the chat was open', async ({ page, site }) => {
  await visit(page, site, 'peek="Questions?" message-peek="false"');
  await page.clock.fastForward(60_000);
  await isClosed(page);
  await expect(page.locator('chat-peek')).toHaveCount(0);

  await visit(page, site, 'peek="Questions?"');
  await launcher(page).click();
  await greeted(page);
  await page.keyboard.press('Escape');
  await isClosed(page);
  await page.clock.fastForward(60_000);
  await expect(page.locator('chat-peek')).toHaveCount(0);
});

test('settings that come late invite as well', async ({ page, site }) => {
  await visit(page, site, '');
  await isClosed(page);
  await page.evaluate(() => {
    const widget = document.querySelector('chat-widget');
    if (widget) widget.config = { peek: { text: 'Questions?', delay: 0 } };
  });
  await expect(peek(page).getByRole('button', { name: 'Questions?' })).toBeVisible();
});

// A finger that does not press is nowhere.
test('it goes after a while by itself, but not from under the pointer', { tag: '@desk' }, async ({ page, site }) => {
  await visit(page, site, `peek='{"text": "Questions?", "delay": 0, "timeout": 30000}'`);
  await peek(page).hover();
  await page.clock.fastForward(31_000);
  await expect(peek(page)).toBeVisible();
  await page.mouse.move(1, 1);
  await page.clock.fastForward(2_000);
  await expect(peek(page)).toHaveCount(0);
});

test('only it can be hit beside a closed launcher, and it stays in the narrowest window', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  for (const position of ['bottom-right', 'bottom-left', 'top-right', 'top-left']) {
    await visit(page, site, `position="${position}" peek='{"text": "${'A longer text. '.repeat(20)}", "delay": 0}'`);
    await expect(peek(page)).toBeInViewport({ ratio: 1 });
    await peek(page).evaluate((each) => Promise.all(each.getAnimations().map(({ finished }) => finished)));
    const boxes = await Promise.all([peek(page).boundingBox(), launcher(page).boundingBox()]);
    const outside = await page.evaluate((rects) => {
      const found: string[] = [];
      for (let x = 2; x < innerWidth; x += 8)
        for (let y = 2; y < innerHeight; y += 8) {
          const inside = rects.some((r) => r && x >= r.x && x <= r.x + r.width && y >= r.y && y <= r.y + r.height);
          if (!inside && document.elementFromPoint(x, y)?.localName === 'chat-widget') found.push(`${x} ${y}`);
        }
      return found;
    }, boxes);
    expect(outside, position).toEqual([]);
  }
});

test('a message that comes while the chat is closed stands beside the launcher, and leads to it', async ({
  page,
  site,
}) => {
  await visit(page, site, '');
  await launcher(page).click();
  await greeted(page);
  await page.keyboard.press('Escape');
  await isClosed(page);
  await page.evaluate(() => document.querySelector('chat-widget')?.addMessage({ text: 'The **sea room** is free.' }));
  const note = page.getByRole('button', { name: 'The sea room is free.' });
  await expect(note).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open chat, 1 unread message' })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toHaveCount(0);
  await page.evaluate(() => document.querySelector('chat-widget')?.addMessage({ text: 'Shall I hold it?' }));
  await page.getByRole('button', { name: 'Shall I hold it?' }).click();
  await expect(messages(page).filter({ hasText: 'Shall I hold it?' })).toBeInViewport();
  await expect(page.locator('chat-peek')).toHaveCount(0);
});

test('what stands beside the launcher is as the visitor chose once the chat was used, and nothing is looked up before', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const size = () => page.locator('chat-peek .text').evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
  const look = () =>
    page.locator('[part=launcher]').evaluate((button) => {
      const { backgroundColor, transitionDuration } = getComputedStyle(button);
      return [backgroundColor, transitionDuration];
    });
  const badge = () => page.locator('.badge').evaluate((each) => getComputedStyle(each).scale);
  const news = async (text: string) => {
    await page.evaluate((words) => document.querySelector('chat-widget')?.addMessage({ text: words }), text);
    await expect(page.getByRole('button', { name: text })).toBeVisible();
  };
  const openAndClose = async () => {
    await launcher(page).click();
    await greeted(page);
    await page.keyboard.press('Escape');
    await isClosed(page);
  };
  await visit(page, site, `peek='{"text": "Questions?", "delay": 0}'`);
  await expect(peek(page)).toBeVisible();
  const [usual, usualLook] = [await size(), await look()];

  await launcher(page).click();
  await greeted(page);
  const menu = page.getByRole('button', { name: 'More options' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Comfort settings' }).click();
  for (const [group, name] of [
    ['Text size', 'Largest'],
    ['Contrast', 'More'],
    ['Motion', 'Less'],
  ] as const)
    await page.getByRole('group', { name: group }).getByRole('radio', { name }).check({ force: true });
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await page.getByRole('button', { name: 'Close chat' }).click();
  await isClosed(page);
  await news('The sea room is free.');
  expect(await size()).toBeCloseTo(usual * 1.5, 1);
  expect(await look()).toEqual(['rgb(0, 0, 0)', '0s']);
  expect(await badge()).toBe('1.5');

  await page.reload();
  await expect(peek(page)).toBeVisible();
  expect([await size(), await look()]).toEqual([usual, usualLook]);
  await openAndClose();
  await news('Shall I hold it?');
  expect(await size()).toBeCloseTo(usual * 1.5, 1);
  expect(await look()).toEqual(['rgb(0, 0, 0)', '0s']);
  expect(await badge()).toBe('1.5');

  await page.evaluate(() => document.querySelector('chat-widget')?.eraseData());
  await expect.poll(look).toEqual(usualLook);
});

test.describe('opening by itself', () => {
  // On a phone a chat opens by itself only where the page says a width: the rules below.
  test('leaves the focus where it is, and does not happen again after it was closed', async ({ page, site }) => {
    await visit(page, site, `auto-open='{"after": 60000, "minWidth": 0}'`);
    await isClosed(page);
    await page.clock.fastForward(61_000);
    await expect(composer(page)).toBeVisible();
    await expect(page.getByLabel('Its own field')).toBeFocused();
    await page.getByRole('button', { name: 'Close chat' }).click();
    await isClosed(page);
    await page.clock.fastForward(60_000);
    await isClosed(page);
  });

  test('does not happen where the visitor was there before', async ({ page, site }) => {
    await visit(page, site, `auto-open='{"after": 60000, "minWidth": 0}'`);
    await launcher(page).click();
    await greeted(page);
    await page.keyboard.press('Escape');
    await page.clock.fastForward(60_000);
    await isClosed(page);
  });

  /** Steps of a page that loads no other page. */
  const step = (page: Page, how: 'pushState' | 'replaceState', path: string) =>
    page.evaluate(([name, url]) => history[name](null, '', url), [how, path] as const);

  test('follows an address that changes without a load', async ({ page, site }) => {
    await visit(page, site, `auto-open='{"after": 60000, "minWidth": 0, "pages": ["/pricing*"]}'`);
    await page.clock.fastForward(70_000);
    await isClosed(page);
    await step(page, 'pushState', '/pricing');
    await page.clock.fastForward(50_000);
    await step(page, 'replaceState', '/contact');
    await page.clock.fastForward(50_000);
    await isClosed(page);
    await step(page, 'pushState', '/pricing/rooms');
    await page.clock.fastForward(50_000);
    await step(page, 'pushState', '/pricing/rooms/sea');
    await page.clock.fastForward(11_000);
    await expect(composer(page)).toBeVisible();
    await page.getByRole('button', { name: 'Close chat' }).click();
    await isClosed(page);
    await step(page, 'pushState', '/');
    await step(page, 'pushState', '/pricing');
    await page.clock.fastForward(70_000);
    await isClosed(page);
  });

  test('follows the history in browsers that tell of no more', async ({ page, site }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'navigation'));
    await visit(page, site, `auto-open='{"minWidth": 0, "pages": ["/pricing*"]}'`);
    expect(await page.evaluate(() => 'navigation' in window)).toBe(false);
    await step(page, 'pushState', '/pricing');
    await step(page, 'pushState', '/contact');
    await isClosed(page);
    await page.evaluate(() => history.back());
    await expect(composer(page)).toBeVisible();
  });

  test('listens to the page only while a rule names pages and it waits for one of them', async ({ page, site }) => {
    const session = await page.context().newCDPSession(page);
    const listeners = async () => {
      const counts = await Promise.all(
        ['window', 'navigation'].map(async (name) => {
          const { result } = await session.send('Runtime.evaluate', { expression: name });
          const found = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
          return found.listeners.map(({ type }) => type);
        }),
      );
      return counts.flat().filter((type) => /^(popstate|hashchange|currententrychange)$/.test(type));
    };
    const isIdle = () => page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await visit(page, site, `auto-open='{"after": 60000, "minWidth": 0}' peek="Questions?"`);
    await page.waitForLoadState('networkidle');
    await isIdle();
    expect(await listeners()).toEqual([]);

    await visit(page, site, `auto-open='{"after": 60000, "minWidth": 0, "pages": ["/pricing"]}'`);
    await expect.poll(listeners).toEqual(['currententrychange']);
    const widget = await page.evaluateHandle(() => document.querySelector('chat-widget'));
    await widget.evaluate((each) => each?.remove());
    await expect.poll(listeners).toEqual([]);
    await widget.evaluate((each) => each && document.body.append(each));
    await expect.poll(listeners).toEqual(['currententrychange']);
    await launcher(page).click();
    await greeted(page);
    expect(await listeners()).toEqual([]);
  });

  const rules: readonly [rule: string, width: number, opens: boolean][] = [
    ['{"minWidth": 1000}', 1280, true],
    ['{"minWidth": 1000}', 999, false],
    ['{"pages": ["/html-*"]}', 1280, true],
    ['{"pages": ["/contact"]}', 1280, false],
    ['{"pages": ["/contact", "^["]}', 1280, false],
    ['{"minWidth": 2000, "or": {"pages": ["*/html-*"], "minWidth": 600}}', 700, true],
    ['{"after": 0}', 390, false],
    ['{"after": 0, "minWidth": 0}', 390, true],
  ];
  for (const [rule, width, opens] of rules)
    test(`${rule} in a window ${width} px wide: ${opens ? 'opens' : 'stays closed'}`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      const warnings: string[] = [];
      page.on('console', (line) => warnings.push(line.text()));
      await visit(page, site, `auto-open='${rule}'`);
      if (opens) await expect(composer(page)).toBeVisible();
      await page.clock.fastForward(5_000);
      if (!opens) await isClosed(page);
      expect(warnings.filter((line) => line.includes('bad-pattern'))).toHaveLength(rule.includes('^[') ? 1 : 0);
      // Whatever was said of it, the chat is there.
      if (!opens) await launcher(page).click();
      await expect(composer(page)).toBeVisible();
    });
});

test('XAPP’s words for it mean the same', async ({ page, site, isMobile }) => {
  const said = {
    connection: { type: 'direct', serverUrl: `${site.url}/stentor` },
    cta: { message: 'Ask us', delay: 3000, mobile: { applyAtLessThanWidth: 500, message: 'Ask' } },
  };
  await page.goto(
    site.page(
      `<script>window.xaConfig = ${JSON.stringify(said)}</script><script id="xapp-js" src="/embed.js"></script>`,
    ),
  );
  await expect(launcher(page)).toBeVisible();
  await page.clock.fastForward(4_000);
  await expect(page.getByRole('button', { name: isMobile ? /Ask$/ : 'Ask us' })).toBeVisible();
});
