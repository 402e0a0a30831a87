import type { Page, Route } from '@playwright/test';
import { budgets } from './budgets.js';
import { composer, expect, launcher, messages, test } from './site.js';

/** Counts what a page is left with: listeners that stay, style sheets made, deeds that cost even when nothing happens. */
async function watchDeeds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const [listeners, elsewhere, deeds]: [string[], string[], string[]] = [[], [], []];
    const counts = { listeners, elsewhere, deeds, sheets: 0 };
    Reflect.set(window, 'counts', counts);
    const listen = Reflect.get(EventTarget.prototype, 'addEventListener');
    EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options) {
      const root = this instanceof Node ? this.getRootNode() : undefined;
      const ours = this instanceof Element && (this.localName === 'chat-widget' || root !== document);
      const passes = typeof options === 'object' && options.once;
      if (!passes && !(this instanceof AbortSignal)) (ours ? counts.listeners : counts.elsewhere).push(type);
      listen.call(this, type, listener, options);
    };
    const watch = (owner: object, name: string, deed: () => void) => {
      const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...values: unknown[]) {
        deed();
        return new.target ? (Reflect.construct(original, values) as unknown) : original.apply(this, values);
      });
    };
    watch(window, 'CSSStyleSheet', () => counts.sheets++);
    const costly = ['setTimeout', 'setInterval', 'requestAnimationFrame', 'WebSocket', 'EventSource', 'Worker'];
    const observers = ['IntersectionObserver', 'MutationObserver', 'PerformanceObserver', 'ResizeObserver'];
    for (const name of [...costly, ...observers, 'BroadcastChannel', 'matchMedia', 'getComputedStyle'])
      watch(window, name, () => counts.deeds.push(name));
    for (const name of ['getItem', 'setItem']) watch(Storage.prototype, name, () => counts.deeds.push(name));
    watch(IDBFactory.prototype, 'open', () => counts.deeds.push('indexedDB'));
    for (const name of ['getBoundingClientRect', 'getClientRects'])
      watch(Element.prototype, name, () => counts.deeds.push(name));
  });
}
const countsOf = (page: Page) =>
  page.evaluate(
    () =>
      Reflect.get(window, 'counts') as { listeners: string[]; elsewhere: string[]; sheets: number; deeds: string[] },
  );

/** Elements in a widget's shadow, at all depths. */
const nodesOf = (page: Page) =>
  page
    .locator('chat-widget')
    .first()
    .evaluate((widget) => {
      let nodes = 0;
      const roots: ParentNode[] = [widget.shadowRoot ?? widget];
      for (let root = roots.pop(); root; root = roots.pop())
        for (const element of root.querySelectorAll('*')) {
          nodes++;
          if (element.shadowRoot) roots.push(element.shadowRoot);
        }
      return nodes;
    });

test('requests before the page is idle, until the launcher, at opening and until the first answer', async ({
  page,
  site,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const url = site.page(`<img src="${site.slow.url}" alt=""><script async src="/embed.js?key=demo"></script>`);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => window.ChatWidget?.loaded);
  const ours = () => asked.filter((path) => path !== new URL(url).pathname && path !== '/slow.png');
  expect(ours()).toHaveLength(budgets.requestsBeforeIdle);

  site.slow.release();
  await expect(launcher(page)).toBeVisible();
  expect(ours().length, ours().join('\n')).toBeLessThanOrEqual(budgets.requestsUntilLauncher);

  // None is answered before all are asked for: one round trip. What comes after them is not needed for writing and sending.
  const before = asked.length;
  const held: Route[] = [];
  let isOpen = false;
  await page.route('**/chunks/**', (route) => (isOpen ? route.continue() : void held.push(route)));
  await launcher(page).click();
  await expect.poll(() => held.length).toBe(budgets.chunksAtOpening);
  const sent = page.waitForRequest('**/stentor');
  for (const route of held.splice(0)) await route.continue();
  await expect(composer(page)).toBeFocused();
  await sent;
  isOpen = true;
  for (const route of held.splice(0)) await route.continue();

  await composer(page).fill('help');
  await composer(page).press('Enter');
  await expect(messages(page).locator('strong').first()).toBeVisible();
  const chunks = asked.slice(before).filter((path) => path.includes('/chunks/'));
  expect(chunks.length, chunks.join('\n')).toBeLessThanOrEqual(budgets.chunksUntilAnswer);
});

test('coming near the launcher fetches what opening needs, and begins nothing', async ({ page, site }) => {
  await page.goto(site.page('<script async src="/embed.js?key=demo"></script>'));
  await expect(launcher(page)).toBeVisible();
  await launcher(page).hover();
  await expect.poll(() => site.sent.some(({ path }) => path.includes('/text-'))).toBe(true);
  await page.waitForLoadState('networkidle');
  const before = site.sent.length;
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.mouse.down();
  await page.mouse.up();
  await expect(composer(page)).toBeFocused();
  const late = site.sent.slice(before).filter(({ path }) => !path.includes('/late-'));
  expect(late).toEqual([]);
});

test('coming near fetches nothing where the browser asks pages to save data', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await page.goto(site.page('<script async src="/embed.js?key=demo"></script>'));
  await expect(launcher(page)).toBeVisible();
  const before = site.sent.length;
  await launcher(page).hover();
  await launcher(page).focus();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await page.evaluate(async () => (await fetch('/embed.js')).ok);
  expect(site.sent.slice(before).map(({ path }) => path)).toEqual(['/embed.js']);
  await page.mouse.down();
  await page.mouse.up();
  await expect(composer(page)).toBeFocused();
});

test('another wire than the default costs one round trip more', async ({ page, site }) => {
  await page.goto(
    site.page('<script async src="/embed.js?key=demo" data-transport="websocket" data-url="/stentor"></script>'),
  );
  await expect(launcher(page)).toBeVisible();
  const held: Route[] = [];
  const names = () => held.map((route) => /chunks\/(.+)-[\w-]{8}\.js/.exec(route.request().url())?.[1]).sort();
  let isHeld = true;
  await page.route('**/chunks/**', (route) => (isHeld ? void held.push(route) : route.continue()));
  await launcher(page).click();
  await expect.poll(names).toEqual(['line', 'more-loaders', 'panel', 'talk']);
  const table = held.findIndex((route) => route.request().url().includes('/more-loaders-'));
  await held.splice(table, 1)[0]?.continue();
  await expect
    .poll(names)
    .toEqual([
      'line',
      'net',
      'panel',
      'receipts',
      'shown',
      'socket',
      'talk',
      'token',
      'turn',
      'websocket-transport',
      'wire',
    ]);
  isHeld = false;
  for (const route of held.splice(0)) await route.continue();
  await expect(composer(page)).toBeFocused();
});

test('neither the launcher nor the chat moves anything of the page', async ({ page, site }) => {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Reflect.set(window, 'shifts', shifts);
    interface Shift extends PerformanceEntry {
      readonly sources: readonly { readonly node: Node | null }[];
    }
    // Nodes in a shadow tree are not told. What follows a click is no excuse here.
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as Shift[])
        for (const { node } of sources) if (node) shifts.push(node.nodeName);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const shifts = () => page.evaluate(() => Reflect.get(window, 'shifts') as string[]);
  const words = '<p style="max-width: 40em">Lamps for long evenings, made to order in our workshop.</p>'.repeat(40);
  await page.goto(site.page(`<h1>Lamps</h1>${words}<script async src="/embed.js?key=demo"></script>`));
  await expect(launcher(page)).toBeVisible();
  expect(await shifts()).toEqual([]);
  await launcher(page).click();
  await expect(composer(page)).toBeFocused();
  await expect(messages(page).first()).toBeVisible();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(await shifts()).toEqual([]);
});

test('a closed widget is five nodes and its own listeners; an opened one is small', async ({ page, site }) => {
  await watchDeeds(page);
  await page.goto(site.page('<script async src="/embed.js?key=demo"></script>'));
  await expect(launcher(page)).toBeVisible();
  const { listeners, elsewhere, sheets, deeds } = await countsOf(page);
  expect(listeners.length, listeners.join()).toBeLessThanOrEqual(budgets.listenersOfClosed);
  expect({ elsewhere, deeds }).toEqual({ elsewhere: [], deeds: [] });
  expect(sheets).toBeLessThanOrEqual(budgets.sheetsOfClosed);
  expect(await nodesOf(page)).toBeLessThanOrEqual(budgets.nodesOfClosed);

  // The backend takes its time.
  await page.route('**/stentor', () => undefined);
  await launcher(page).click();
  await expect(composer(page)).toBeFocused();
  await expect.poll(() => page.evaluate(() => customElements.get('chat-message-list') !== undefined)).toBe(true);
  expect(await nodesOf(page)).toBeLessThanOrEqual(budgets.nodesOfOpened);
});

test('twenty widgets on a page share one launcher and one style sheet, and set nothing going', async ({
  page,
  site,
}) => {
  await watchDeeds(page);
  await page.goto(
    site.page(`${'<chat-widget></chat-widget>'.repeat(20)}<script type="module" src="/chat-widget.js"></script>`),
  );
  await expect(launcher(page)).toHaveCount(20);
  expect(site.sent.map(({ path }) => path.replace(/-[\w-]{8}\.js/, ''))).toEqual([
    '/chat-widget.js',
    '/chunks/launcher',
  ]);
  const { listeners, elsewhere, sheets, deeds } = await countsOf(page);
  expect(listeners.length).toBeLessThanOrEqual(20 * budgets.listenersOfClosed);
  expect({ elsewhere, deeds }).toEqual({ elsewhere: [], deeds: [] });
  expect(sheets).toBe(budgets.sheetsOfClosed);
  const shared = await page.evaluate(() => {
    const all = [...document.querySelectorAll('chat-widget')].flatMap((each) => each.shadowRoot?.adoptedStyleSheets);
    return [all.length, new Set(all).size];
  });
  expect(shared).toEqual([20, 1]);
});
