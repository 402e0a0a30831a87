import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './site.js';
import { show, states } from './states.js';

test.use({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', deviceScaleFactor: 1 });

const sizes = {
  small: { width: 320, height: 568 },
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 900 },
  desk: { width: 1440, height: 900 },
} as const;

/**
 * What no machine's fonts may change: nothing sticks out of the panel, nothing that is pressed lies under something else
 * or is too small for a finger, no word is cut off where nobody can scroll to it.
 */
const faults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const above = (element: Element): Element | null =>
      element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
    const way = (element: Element): readonly Element[] => {
      const up = above(element);
      return up ? [up, ...way(up)] : [];
    };
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflow);
    const look = (root: ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const around = way(element);
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if ([element, ...around].some((each) => each.matches('.visually-hidden, svg, [inert]'))) continue;
        const name = `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;
        const rect = element.getBoundingClientRect();
        if (rect.width === 0 || rect.height === 0) continue;
        const panel = around.find(({ localName }) => localName === 'chat-panel')?.getBoundingClientRect();
        const inScroller = around.some((each) => each.localName !== 'chat-widget' && scrolls(each));
        if (panel && !inScroller)
          for (const [side, out] of [
            ['left', panel.left - rect.left],
            ['right', rect.right - panel.right],
            ['top', panel.top - rect.top],
            ['bottom', rect.bottom - panel.bottom],
          ] as const)
            if (out > 1) found.push(`${name} sticks out on the ${side}`);
        const style = getComputedStyle(element);
        const cut = element.scrollWidth - element.clientWidth > 1 || element.scrollHeight - element.clientHeight > 2;
        const means = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        if (
          cut &&
          style.overflow === 'hidden' &&
          !means &&
          element.childElementCount === 0 &&
          element.textContent.trim()
        )
          found.push(`${name} is cut off`);
        if (!element.matches('button, a, input, select, textarea, [role=menuitem]')) continue;
        if (!element.closest('p, li, label') && (rect.width < 23.5 || rect.height < 23.5))
          found.push(`${name} is ${Math.round(rect.width)} × ${Math.round(rect.height)}`);
        // What has been scrolled away is not to be hit now.
        const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
        const isAway = around.some((each) => {
          const { top, bottom, left, right } = each.getBoundingClientRect();
          return scrolls(each) && (y < top || y > bottom || x < left || x > right);
        });
        if (isAway) continue;
        const hit = root.elementFromPoint(x, y);
        if (
          hit &&
          hit !== element &&
          !element.contains(hit) &&
          !hit.contains(element) &&
          !hit.closest('[role=menu], dialog')
        )
          if (!around.some((each) => each === hit) && hit.getRootNode() === root)
            found.push(`${name} lies under ${hit.localName}.${hit.className}`);
      }
    };
    const root = document.querySelector('chat-widget')?.shadowRoot;
    if (root) look(root);
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });

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
const unpictured = new Set(['erase', 'large-comforts', 'largest', 'search', 'dictation']);

const shots = [
  ...states
    .filter(({ name }) => !unpictured.has(name))
    .flatMap(({ name }) => [
      { name, scheme: 'light', size: 'phone', dir: 'ltr' } as const,
      { name, scheme: 'dark', size: 'phone', dir: 'ltr' } as const,
    ]),
  ...['empty', 'talking', 'carousel', 'form'].map(
    (name) => ({ name, scheme: 'light', size: 'phone', dir: 'rtl' }) as const,
  ),
  ...['talking', 'form', 'parts'].map((name) => ({ name, scheme: 'light', size: 'small', dir: 'ltr' }) as const),
  ...['unread', 'talking', 'menu'].map((name) => ({ name, scheme: 'light', size: 'desk', dir: 'ltr' }) as const),
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
