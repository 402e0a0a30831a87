import { AxeBuilder } from '@axe-core/playwright';
import { faults } from './faults.js';
import { expect, test } from './site.js';
import { show, states } from './states.js';

test.use({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', deviceScaleFactor: 1 });

const sizes = {
  small: { width: 320, height: 568 },
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 900 },
  desk: { width: 1440, height: 900 },
} as const;

for (const [size, viewport] of Object.entries(sizes))
  for (const dir of ['ltr', 'rtl'] as const)
    test(`every state holds together: ${size}, ${dir}`, async ({ page, site }) => {
      test.setTimeout(180_000);
      await page.setViewportSize(viewport);
      for (const state of states)
        await test.step(state.name, async () => {
          await show(page, site, state, { dir });
          expect(await faults(page), `${state.name}, ${size}, ${dir}`).toEqual([]);
        });
    });

for (const look of ['light', 'dark', 'more contrast', 'forced colours'] as const)
  test(`axe finds nothing to say about any state: ${look}`, async ({ page, site }) => {
    test.setTimeout(240_000);
    await page.setViewportSize(sizes.phone);
    await page.emulateMedia({
      colorScheme: look === 'dark' ? 'dark' : 'light',
      contrast: look === 'more contrast' ? 'more' : 'no-preference',
      forcedColors: look === 'forced colours' ? 'active' : 'none',
    });
    for (const state of states)
      await test.step(state.name, async () => {
        await show(page, site, state);
        const { violations } = await new AxeBuilder({ page }).include('chat-widget').analyze();
        const said = violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]);
        expect(said, `${state.name}, ${look}`).toEqual([]);
      });
  });

/** A font that comes with us, so that a picture is the same wherever it is taken. */
const ourFont = (url: string) =>
  `<style>@font-face { font-family: Ours; src: url(${url}/chunks/fonts/KaTeX_SansSerif-Regular.woff2); }
   @font-face { font-family: Ours; font-weight: 550 900; src: url(${url}/chunks/fonts/KaTeX_SansSerif-Bold.woff2); }
   chat-widget { --chat-font: Ours; --chat-mono: Ours; }</style>`;

/** Judged by what holds together and by axe alone: they are others' looks with another choice or word. */
const unpictured = new Set(['erase', 'large-comforts', 'largest', 'search', 'dictation', 'call', 'actions', 'held']);

const shots = [
  ...states
    .filter(({ name }) => !unpictured.has(name))
    .flatMap(({ name }) => [
      { name, scheme: 'light', size: 'phone', dir: 'ltr' } as const,
      { name, scheme: 'dark', size: 'phone', dir: 'ltr' } as const,
    ]),
  ...['peek', 'empty', 'talking', 'carousel', 'form'].map(
    (name) => ({ name, scheme: 'light', size: 'phone', dir: 'rtl' }) as const,
  ),
  ...['peek', 'talking', 'form', 'parts'].map(
    (name) => ({ name, scheme: 'light', size: 'small', dir: 'ltr' }) as const,
  ),
  ...['peek', 'unread', 'talking', 'menu'].map(
    (name) => ({ name, scheme: 'light', size: 'desk', dir: 'ltr' }) as const,
  ),
  { name: 'large-comforts', scheme: 'light', size: 'phone', dir: 'ltr' } as const,
];

for (const { name, scheme, size, dir } of shots)
  test(`looks as it did: ${name}, ${scheme}, ${size}, ${dir}`, async ({ page, site }) => {
    const state = states.find((each) => each.name === name);
    if (!state) throw new Error(`There is no state “${name}”.`);
    await page.setViewportSize(size === 'desk' ? { width: 480, height: 760 } : sizes[size]);
    await page.emulateMedia({ colorScheme: scheme });
    await show(page, site, state, { dir, head: ourFont(site.url) });
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(1, 1);
    await expect(page).toHaveScreenshot(`${name}-${scheme}-${size}-${dir}.png`, {
      maxDiffPixelRatio: 0.03,
      threshold: 0.25,
    });
  });
