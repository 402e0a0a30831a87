import type { Page, Route } from '@playwright/test';
import { expect, messages, test } from './site.js';

const COUNT = 2400;

interface Look {
  /** Numbers of the messages in view, in their order. */
  readonly seen: () => number[];
  /** Elements in the whole page, through every shadow root. */
  readonly elements: () => number;
  readonly scroll: (by: number) => number;
  /** Moves the view of the page as a finger does, frame by frame; answers which messages jumped, and blank frames. */
  readonly frames: () => { readonly jumps: number; readonly blanks: number };
  /** The backend says so many more, so many of them in each frame. */
  readonly pour: (many: number, each: number) => Promise<void>;
}

/** A page with a long conversation, which its backend tells when it is opened. */
async function open(page: Page, url: (body: string) => string, told = COUNT): Promise<void> {
  await page.addInitScript((count) => {
    const prose = 'Rooms at the front look over the water, and breakfast is served from seven until ten. ';
    addEventListener('DOMContentLoaded', () => {
      const widget = document.querySelector('chat-widget');
      if (!widget) return;
      let emit = (_: object): void => undefined;
      let next = 0;
      const say = (many: number) => {
        for (const end = next + many; next < end; next++) {
          const text = `Number ${next}. ${prose.repeat((next * 7) % 4)}`;
          const createdAt = 1_700_000_000_000 + next * 60_000;
          const author = next % 2 ? 'user' : 'bot';
          const parts = [{ type: 'text', text }];
          const message = { id: `m${next}`, author, parts, createdAt, delivery: 'delivered', streaming: false };
          emit({ type: 'message-added', message });
        }
      };
      Reflect.set(widget, 'transport', {
        open: async (to: typeof emit) => {
          emit = to;
          emit({ type: 'connection-changed', state: 'open' });
          say(count);
        },
        send: async () => undefined,
        close: async () => undefined,
      });
      const list = () =>
        widget.shadowRoot?.querySelector('chat-panel')?.shadowRoot?.querySelector('chat-message-list')?.shadowRoot;
      const drawn = () => [...(list()?.querySelectorAll('chat-message') ?? [])];
      const inView = () => {
        const view = list()?.querySelector('.log')?.getBoundingClientRect();
        return drawn().filter((each) => {
          const { top, bottom } = each.getBoundingClientRect();
          return view && bottom > view.top && top < view.bottom;
        });
      };
      const count_ = (root: ParentNode): number =>
        [...root.querySelectorAll('*')].reduce(
          (sum, { shadowRoot }) => sum + 1 + (shadowRoot ? count_(shadowRoot) : 0),
          0,
        );
      const told = { jumps: 0, blanks: 0 };
      let before = new Map<Element, number>();
      const watch = () => {
        const now = new Map(inView().map((each) => [each, each.getBoundingClientRect().top]));
        if (list() && drawn().length && !now.size) told.blanks++;
        const moves = [...now]
          .flatMap(([each, top]) => top - (before.get(each) ?? NaN))
          .filter((by) => !Number.isNaN(by));
        // All that stays in view moves alike.
        if (Math.max(...moves) - Math.min(...moves) > 1) told.jumps++;
        before = now;
        requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
      const look: Look = {
        seen: () => inView().map((each) => Number(each.getAttribute('message-id')?.slice(1))),
        elements: () => count_(document),
        scroll: (by) => {
          const log = list()?.querySelector('.log');
          if (log) log.scrollTop += by;
          return log?.scrollTop ?? NaN;
        },
        frames: () => told,
        pour: async (many, each) => {
          for (let said = 0; said < many; said += each) {
            say(each);
            await new Promise(requestAnimationFrame);
          }
        },
      };
      Reflect.set(window, 'look', look);
    });
  }, told);
  await page.goto(
    url('<chat-widget heading="Long" open></chat-widget><script type="module" src="/chat-widget.js"></script>'),
  );
  await expect(messages(page).filter({ hasText: `Number ${told - 1}.` })).toBeInViewport();
}
const look = <K extends 'seen' | 'elements' | 'frames'>(page: Page, what: K) =>
  page.evaluate((name) => (Reflect.get(window, 'look') as Look)[name](), what) as Promise<ReturnType<Look[K]>>;

const sizes = {
  'on a desktop': { width: 1280, height: 800 },
  'on a phone': { width: 360, height: 720 },
};

for (const [where, viewport] of Object.entries(sizes))
  test(`a long conversation ${where}: to the top and back, without a jump or a blank view`, async ({ page, site }) => {
    test.setTimeout(120_000);
    await page.setViewportSize(viewport);
    await open(page, site.page);
    await expect.poll(() => look(page, 'elements')).toBeLessThan(1500);
    const log = page.getByRole('log');
    await log.hover();

    // Some way by wheel: everything on it is seen, in its order.
    const met = new Set<number>();
    for (let i = 0; i < 60; i++) {
      await page.mouse.wheel(0, -350);
      for (const each of await look(page, 'seen')) met.add(each);
    }
    const first = Math.min(...met);
    expect(first).toBeLessThan(COUNT - 100);
    expect(await look(page, 'frames')).toEqual({ jumps: 0, blanks: 0 });
    expect(await look(page, 'elements')).toBeLessThan(1500);

    // To the top by key, and the very first words are there; then back.
    await log.focus();
    await page.keyboard.press('Home');
    await expect(messages(page).filter({ hasText: /Number 0\./ })).toBeInViewport();
    await expect(page.getByRole('heading', { name: 'How can we help?' })).toBeInViewport();
    expect(await look(page, 'elements')).toBeLessThan(1500);
    for (let i = 0; i < 20; i++) await page.mouse.wheel(0, 350);
    await expect.poll(async () => Math.min(...(await look(page, 'seen')))).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Go to the newest message' }).click();
    await expect(messages(page).filter({ hasText: `Number ${COUNT - 1}.` })).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Go to the newest message' })).toHaveCount(0);
    expect((await look(page, 'frames')).jumps).toBe(0);
  });

for (const each of [20, 60])
  test(`many messages, ${each} in a frame, leave the view at the end, though what a long conversation needs comes late`, async ({
    page,
    site,
  }) => {
    const held: Route[] = [];
    let isHeld = true;
    await page.route('**/history-window-*', (route) => (isHeld ? void held.push(route) : route.continue()));
    await open(page, site.page, 50);
    await expect(messages(page)).toHaveCount(50);
    const pour = () => page.evaluate((by) => (Reflect.get(window, 'look') as Look).pour(60, by), each);
    const isAtEnd = async (last: number) => {
      await expect.poll(async () => Math.max(...(await look(page, 'seen')))).toBe(last);
      await expect(page.getByRole('button', { name: /newest/ })).toHaveCount(0);
    };
    await pour();
    await expect.poll(() => held.length).toBe(1);
    await isAtEnd(109);
    isHeld = false;
    await held[0]?.continue();
    await pour();
    await expect(page.locator('.gap')).toHaveCount(1);
    await isAtEnd(169);
  });

test('by keyboard alone there is a way back, step by step', async ({ page, site }) => {
  await open(page, site.page);
  const log = page.getByRole('log');
  const earlier = page.getByRole('button', { name: 'Earlier messages' });
  let before = COUNT;
  for (let step = 0; step < 4; step++) {
    await log.focus();
    await page.keyboard.press('Tab');
    // The welcome may offer something of its own before.
    await earlier.focus();
    await page.keyboard.press('Enter');
    await expect(log).toBeFocused();
    await expect.poll(async () => Math.min(...(await look(page, 'seen')))).toBeLessThan(before - 20);
    before = Math.min(...(await look(page, 'seen')));
  }
});

test('a short conversation has no use for what a long one needs', async ({ page, site }) => {
  await page.goto(site.page('<chat-widget open></chat-widget><script type="module" src="/chat-widget.js"></script>'));
  const composer = page.getByRole('textbox', { name: 'Message' });
  await composer.fill('Hello');
  await composer.press('Enter');
  await expect(messages(page).filter({ hasText: 'Hello' })).not.toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(site.sent.map(({ path }) => path).filter((path) => path.includes('history-window'))).toEqual([]);
});
