import { AxeBuilder } from '@axe-core/playwright';
import { faults } from './faults.js';
import { ourFont, takeFontAway } from './our-font.js';
import { expect, test } from './site.js';
import { show, states } from './states.js';

test.use({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', deviceScaleFactor: 1 });

type Direction = 'ltr' | 'rtl';
type Scheme = 'light' | 'dark';

const sizes = {
  small: { width: 320, height: 568 },
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 900 },
  desk: { width: 1440, height: 900 },
} as const;

/** Which pictures are taken: scheme and direction change together, but on a phone, where there are all four. */
const schemes = (size: string, dir: Direction): readonly Scheme[] =>
  size === 'phone' ? ['light', 'dark'] : dir === 'ltr' ? ['light'] : ['dark'];

/** Where the chat is: the rest of a large window is the page's. */
const corner = ({ width, height }: (typeof sizes)[keyof typeof sizes], dir: Direction) =>
  width < 480 ? {} : { clip: { x: dir === 'rtl' ? 0 : width - 480, y: height - 780, width: 480, height: 780 } };

/** Judged by what holds together and by axe alone: they are others' looks with another choice, word or pointer. */
const unpictured = new Set(['erase', 'largest', 'actions', 'held']);

for (const [size, viewport] of Object.entries(sizes))
  for (const state of states)
    test(`“${state.name}” holds together and looks as it did: ${size}`, async ({ page, site }) => {
      const taken = unpictured.has(state.name) ? () => [] : schemes;
      await page.setViewportSize(viewport);
      for (const dir of ['ltr', 'rtl'] as const)
        await test.step(dir, async () => {
          await show(page, site, state, { dir, head: ourFont(site.url) });
          for (const colorScheme of taken(size, dir)) {
            await page.emulateMedia({ colorScheme });
            await page.mouse.move(1, 1);
            await expect.soft(page).toHaveScreenshot(`${state.name}-${colorScheme}-${size}-${dir}.png`, {
              ...corner(viewport, dir),
              maxDiffPixelRatio: 0.003,
              threshold: 0.08,
            });
          }
          // No machine's font may break it.
          await takeFontAway(page);
          expect.soft(await faults(page), dir).toEqual([]);
        });
    });

for (const look of ['light', 'dark', 'more contrast', 'forced colours', 'right to left', 'desk'] as const)
  test(`axe finds nothing to say about any state: ${look}`, async ({ page, site }) => {
    test.setTimeout(240_000);
    await page.setViewportSize(look === 'desk' ? sizes.desk : sizes.phone);
    await page.emulateMedia({
      colorScheme: look === 'dark' ? 'dark' : 'light',
      contrast: look === 'more contrast' ? 'more' : 'no-preference',
      forcedColors: look === 'forced colours' ? 'active' : 'none',
    });
    for (const state of states)
      await test.step(state.name, async () => {
        await show(page, site, state, { dir: look === 'right to left' ? 'rtl' : 'ltr' });
        const { violations } = await new AxeBuilder({ page }).include('chat-widget').analyze();
        const said = violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]);
        expect(said, `${state.name}, ${look}`).toEqual([]);
      });
  });
