import type { Page } from '@playwright/test';
import { composer, expect, launcher, test, type Site } from './site.js';
import { show, states, type State } from './states.js';

test.use({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' });

const named = (name: string): State => {
  const state = states.find((each) => each.name === name);
  if (!state) throw new Error(`There is no state “${name}”.`);
  return state;
};

/** Everything in the widget's shadow trees: where it is, and how it looks. */
const looks = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ShadowRoot, path: string): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        const name = `${path} ${element.localName}.${element.getAttribute('class') ?? ''}`;
        if (element.shadowRoot) look(element.shadowRoot, name);
        if (!element.checkVisibility() || element.closest('svg')) continue;
        const { x, y, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const properties = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontWeight', 'lineHeight'] as const;
        const more = ['letterSpacing', 'textTransform', 'textAlign', 'direction', 'cursor', 'opacity'] as const;
        const said = [...properties, ...more].map((property) => style[property]);
        found.push([name, ...[x, y, width, height].map(Math.round), ...said].join(' | '));
      }
    };
    const host = document.querySelector('chat-widget');
    if (host?.shadowRoot) look(host.shadowRoot, '');
    return found;
  });

/** What pages do to everything that is on them. */
const pages: Readonly<Record<string, string>> = {
  'unsets all': '* { all: unset !important; }',
  'reverts all': '*, *::before, *::after { all: revert !important; }',
  'has huge letters': 'html { font-size: 40px !important; } body { font: italic 900 40px/3 fantasy; }',
  'spaces its text': '* { line-height: 4 !important; letter-spacing: 9px !important; word-spacing: 2em !important; }',
  'hides what is a div': 'div, section, header, form { display: none !important; }',
  'dresses all buttons':
    'button, input, textarea, a { all: unset !important; padding: 40px !important; background: red !important; }',
  'shouts in the middle':
    'body { text-transform: uppercase; text-align: center; text-indent: 5em; color: red; cursor: wait; white-space: pre; }',
  'moves its body': 'body { transform: translate(40px, 40px); }',
  'filters its body': 'body { filter: blur(0); will-change: transform; contain: paint; overflow: hidden; }',
  'runs from right to left by style alone': 'html { direction: rtl; }',
  'resets the element': 'chat-widget { all: initial; color: red; font-size: 50px; position: relative; z-index: 0; }',
  'is in front': 'main { position: relative; z-index: 1; } body { zoom: 1; }',
  'selects nothing, writes downwards': 'html { user-select: none; writing-mode: vertical-rl; }',
};

async function openOn(page: Page, site: Site, css: string): Promise<readonly string[]> {
  await show(page, site, named('talking'), { head: `<style>${css}</style>` });
  await expect(page.getByRole('button', { name: 'Talk to a person' })).toBeInViewport({ ratio: 1 });
  return looks(page);
}

for (const [what, css] of Object.entries(pages))
  test(`a page that ${what} does nothing to the widget`, async ({ page, site }) => {
    const clean = await openOn(page, site, '');
    expect(clean.length).toBeGreaterThan(60);
    expect(await openOn(page, site, css)).toEqual(clean);
    await page.getByRole('button', { name: 'Close chat' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    // A click reaches the launcher, wherever the page would have it.
    await launcher(page).click();
    await expect(composer(page)).toBeInViewport({ ratio: 1 });
  });

test('an inline chat keeps to its place on a page that unsets all', async ({ page, site }) => {
  const around = (css: string) =>
    site.page(
      `<div style="display: block !important; block-size: 560px !important; inline-size: 400px !important">
        <chat-widget layout="inline" url="/nowhere" heading="Northwind"></chat-widget></div>
      <script type="module" src="/chat-widget.js"></script>`,
      { head: `<style>html, body { margin: 0 !important } head, head * { display: none !important } ${css}</style>` },
    );
  const drawn = async (css: string) => {
    await page.goto(around(css));
    await expect(composer(page)).toBeInViewport({ ratio: 1 });
    return page.getByRole('region', { name: 'Northwind' }).boundingBox();
  };
  const clean = await drawn('');
  expect(clean).toEqual({ x: 0, y: 0, width: 400, height: 560 });
  expect(await drawn('* { all: unset !important }')).toEqual(clean);
});

for (const scheme of ['light', 'dark'] as const)
  test(`a theme that is ${scheme} stays ${scheme} on a page that unsets all`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'light' : 'dark' });
    const view = (css: string) => ({
      attributes: `theme='{"colorScheme": "${scheme}"}'`,
      head: `<style>${css}</style>`,
    });
    await show(page, site, named('talking'), view(''));
    const clean = await looks(page);
    await show(page, site, named('talking'), view('* { all: unset !important; }'));
    expect(await looks(page)).toEqual(clean);
    const surface = page.locator('chat-panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    expect(await surface).toBe(scheme === 'dark' ? 'rgb(20, 22, 27)' : 'rgb(255, 255, 255)');
  });

test('a page still says where the widget is not shown', async ({ page, site }) => {
  await show(page, site, named('closed'));
  for (const css of [
    'chat-widget { display: none }',
    'body { visibility: hidden }',
    'chat-widget { visibility: hidden }',
  ]) {
    const style = await page.addStyleTag({ content: css });
    await expect(launcher(page)).toBeHidden();
    await style.evaluate((element) => element.parentElement?.removeChild(element));
    await expect(launcher(page)).toBeVisible();
  }
});

/** All of the page that is not ours. */
const pageItself = (page: Page) =>
  page.evaluate(() => {
    const style = (element: Element) => {
      const all = getComputedStyle(element);
      return Object.fromEntries([...all].map((name) => [name, all.getPropertyValue(name)]));
    };
    const attributes = (element: Element) =>
      [...element.attributes].filter(({ name }) => name !== 'open').map(({ name, value }) => `${name}=${value}`);
    return {
      title: document.title,
      address: location.href,
      history: history.length,
      state: history.state as unknown,
      scroll: [scrollX, scrollY],
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      head: document.head.innerHTML,
      elements: [...document.querySelectorAll('*')].map((element) => [element.localName, ...attributes(element)]),
      styles: [...document.querySelectorAll('html, body, main, h1, p, body button')].map(style),
      // Lit notes its versions, so that it can warn of two copies.
      globals: Object.keys(globalThis).filter((name) => !/^(events|emit|lit\w+|reactiveElementVersions)$/.test(name)),
      focus: document.activeElement?.localName,
    };
  });

/** Chunks that are fetched together are links in the page's head for the browser; nothing else may be there. */
const unlinked = (page: Awaited<ReturnType<typeof pageItself>>) => ({
  ...page,
  head: page.head.replace(/<link rel="modulepreload"[^>]*>/g, ''),
  elements: page.elements.filter(
    ([name, ...attributes]) => name !== 'link' || !attributes.includes('rel=modulepreload'),
  ),
});

test('the page is as it was: its styles, head, history, scrolling, title, names and focus', async ({ page, site }) => {
  await show(page, site, { ...named('closed') }, { head: '<style>main { block-size: 3000px }</style>' });
  await page.evaluate(() => {
    scrollTo(0, 200);
    for (const script of document.querySelectorAll('script')) script.remove();
  });
  const { focus, ...before } = await pageItself(page);
  expect(focus).toBe('body');
  await launcher(page).click();
  await expect(composer(page)).toBeFocused();
  expect(unlinked(await pageItself(page))).toEqual({ ...before, focus: 'chat-widget' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(unlinked(await pageItself(page))).toEqual({ ...before, focus: 'chat-widget' });
});
