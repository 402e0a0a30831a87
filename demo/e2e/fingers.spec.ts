import type { Page } from '@playwright/test';
import { faults } from './faults.js';
import { sightOf } from './sight.js';
import { composer, expect, isLed, launcher, messages, test } from './site.js';
import { show, states, type State } from './states.js';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What can be pressed, but is hard to hit: less than 44 pixels are around its middle, or less than 38 that no neighbour claims. */
const hardToHit = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    ({ way, holds, hit }) => {
      const REACH = 44;
      // Two buttons side by side share what is between them.
      const SHARED = 6;
      const found: string[] = [];
      const pressed = 'button, a[href], summary, select, input, [role=option], [role^=menuitem]';
      /** How far it goes on from its middle into a direction. */
      const reach = (target: Element, x: number, y: number, toX: number, toY: number): number => {
        for (let far = 0; far < REACH; far++) {
          const seen = hit(x + far * toX, y + far * toY);
          if (!seen || !holds(target, seen)) return far;
        }
        return REACH;
      };
      const look = (root: ShadowRoot): void => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          if (!element.matches(pressed) || element.matches(':disabled')) continue;
          // Words in a sentence are as high as its lines.
          if (getComputedStyle(element).display === 'inline') continue;
          if (!element.checkVisibility({ visibilityProperty: true })) continue;
          if ([element, ...way(element)].some((each) => each.matches('.visually-hidden, [inert]'))) continue;
          const isChoice = element.matches('[type=radio], [type=checkbox]');
          const target = (isChoice && element instanceof HTMLInputElement && element.labels?.[0]) || element;
          target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
          const { left, top, width, height } = target.getBoundingClientRect();
          const [x, y] = [left + width / 2, top + height / 2];
          const across = reach(target, x, y, -1, 0) + reach(target, x, y, 1, 0);
          const along = reach(target, x, y, 0, -1) + reach(target, x, y, 0, 1);
          const name = target.getAttribute('aria-label') ?? target.textContent.trim().slice(0, 30);
          const host = (target.getRootNode() as ShadowRoot).host.localName;
          if (Math.min(across, along) < REACH - SHARED) found.push(`${host} “${name}” is ${across} × ${along}`);
        }
      };
      const root = document.querySelector('chat-widget')?.shadowRoot;
      if (root) look(root);
      return found;
    },
    await sightOf(page),
  );

for (const dir of ['ltr', 'rtl'] as const)
  test(`whatever can be pressed is large enough for a finger, in every state: ${dir}`, async ({ page, site }) => {
    test.setTimeout(240_000);
    for (const state of states)
      await test.step(state.name, async () => {
        await show(page, site, state, { dir });
        expect.soft(await faults(page), `${state.name}, ${dir}`).toEqual([]);
        expect.soft(await hardToHit(page), `${state.name}, ${dir}`).toEqual([]);
      });
  });

const named = (name: string): State => {
  const state = states.find((each) => each.name === name);
  if (!state) throw new Error(`There is no state “${name}”.`);
  return state;
};
const actions = (page: Page) => page.locator('[part=actions]');

test('a message that is tapped offers to be copied, until something else is touched', async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await show(page, site, named('talking'));
  const message = (id: string) => page.locator(`chat-message[message-id=${id}]`);
  await message('b1').tap({ position: { x: 60, y: 12 } });
  await expect(actions(page)).toHaveCount(1);
  await message('u1').tap();
  await expect(message('u1').locator('[part=actions]')).toHaveCount(1);
  await expect(actions(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Copy message' }).tap();
  await expect(page.getByText('Message copied')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Can I see what is free in December?');
  await composer(page).tap();
  await expect(actions(page)).toHaveCount(0);

  await message('b1').tap({ position: { x: 60, y: 12 } });
  await expect(actions(page)).toHaveCount(1);
  await page.getByRole('heading', { name: 'Northwind' }).tap();
  await expect(actions(page)).toHaveCount(0);
});

test('a finger that scrolls asks nothing of the messages it touches', async ({ page, site }) => {
  const text = 'Words that are read on the way. '.repeat(12);
  const parts = [{ type: 'text', text }];
  const events = Array.from({ length: 12 }, (_, i) => ({
    type: 'message-added',
    message: { id: `m${i}`, author: 'bot', parts, delivery: 'delivered', streaming: false },
  }));
  await show(page, site, { name: 'long', events });
  // What a tapped message offers is there.
  await messages(page).last().tap();
  await expect(actions(page)).toHaveCount(1);
  await composer(page).tap();
  await expect(actions(page)).toHaveCount(0);
  const log = page.getByRole('log');
  const before = await log.evaluate(({ scrollTop }) => scrollTop);
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...ys: readonly number[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: ys.map((y) => ({ x: 190, y })) });
  await touch('touchStart', 300);
  for (let y = 320; y <= 500; y += 20) await touch('touchMove', y);
  await touch('touchEnd');
  await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBeLessThan(before);
  await expect(actions(page)).toHaveCount(0);
});

test('an answer to “are you sure?” brings no keyboard', async ({ page, site }) => {
  await show(page, site, named('confirm'));
  await page.getByRole('button', { name: 'Cancel' }).tap();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await isLed(page);
  await page.keyboard.press('Escape');
  await expect(launcher(page)).toBeFocused();
});
