import type { Page } from '@playwright/test';
import { faults } from './faults.js';
import { cutWords, overlaps, sideways, spaceOut } from './geometry.js';
import { composer, expect, launcher, test } from './site.js';
import { show, states, type State } from './states.js';

test.use({ locale: 'en-GB', timezoneId: 'UTC', contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: 1 });

/** 1280 × 1024 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };
const PHONE = { width: 390, height: 844 };
const SMALL = { width: 320, height: 568 };

/** A question stands in front of the conversation. */
const isAsked = (page: Page): Promise<boolean> =>
  page.locator('[aria-modal=true], chat-consent, chat-contact-form').first().isVisible();

/** Who reads can also write, and leave. */
async function canBeUsed(page: Page, state: State): Promise<void> {
  const where = `${state.name} at ${ZOOMED.width} × ${ZOOMED.height}`;
  if (state.closed)
    return expect(
      launcher(page)
        .or(page.getByRole('button', { name: /^Open chat/ }))
        .first(),
      where,
    ).toBeInViewport({ ratio: 1 });
  if (await isAsked(page)) return;
  await expect(page.locator('[part~=close]'), where).toBeInViewport({ ratio: 1 });
  await expect(composer(page), where).toBeInViewport({ ratio: 1 });
  const room = await page.getByRole('log').evaluate(({ clientHeight }) => clientHeight);
  expect(room, `${where}: a line of the conversation`).toBeGreaterThan(20);
}

for (const dir of ['ltr', 'rtl'] as const)
  test(`every state can be read and used at 400 %: ${dir}`, async ({ page, site }) => {
    test.setTimeout(240_000);
    await page.setViewportSize(ZOOMED);
    for (const state of states)
      await test.step(state.name, async () => {
        await show(page, site, state, { dir });
        const found = [await faults(page), await sideways(page), await overlaps(page)].flat();
        expect.soft(found, `${state.name}, ${dir}`).toEqual([]);
        await canBeUsed(page, state);
      });
  });

for (const [size, viewport] of Object.entries({ phone: PHONE, small: SMALL }))
  test(`every state keeps its words when readers space them out: ${size}`, async ({ page, site }) => {
    test.setTimeout(240_000);
    await page.setViewportSize(viewport);
    for (const state of states)
      await test.step(state.name, async () => {
        await show(page, site, state);
        const before = new Set(await cutWords(page));
        await spaceOut(page);
        const cut = (await cutWords(page)).filter((words) => !before.has(words));
        const found = [cut.map((each) => `${each} is cut off`), await faults(page), await sideways(page)].flat();
        expect.soft([...found, ...(await overlaps(page))], `${state.name}, ${size}`).toEqual([]);
      });
  });
