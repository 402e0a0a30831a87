import type { Locator, Page } from '@playwright/test';
import { composer, expect, launcher, test } from './site.js';
import { show, states } from './states.js';
import { walk, watchStops, type Stop } from './stops.js';

test.use({ locale: 'en-GB', timezoneId: 'UTC', contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: 1 });

const wrong = ({ tag, name, role, isMarked, isSeen }: Stop): readonly string[] => {
  const what = `${tag} “${name}” ${role}`;
  return [
    ...(name ? [] : [`${what} has no name`]),
    ...(isMarked ? [] : [`${what} looks the same with the focus`]),
    ...(isSeen ? [] : [`${what} cannot be seen`]),
  ];
};

/** Stops of the page itself, before and after everything else. */
const frame = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const stop = (name: string) => Object.assign(document.createElement('button'), { textContent: name });
    document.body.prepend(stop('Before'));
    document.body.append(stop('After'));
  });

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  zoomed: { width: 320, height: 256 },
}))
  test(`every stop of the Tab key has a name, can be seen, and can be left: ${size}`, async ({ page, site }) => {
    test.setTimeout(300_000);
    await page.setViewportSize(viewport);
    for (const state of states)
      await test.step(state.name, async () => {
        await show(page, site, state);
        await frame(page);
        // What closes with the focus, and what keeps it, is looked at from within.
        const isKept = await page.locator('[aria-modal=true], [role=menu]').first().isVisible();
        if (!isKept) await page.getByRole('button', { name: 'Before', exact: true }).focus();
        await watchStops(page);
        const { stops, arrived } = await walk(page, 'Tab', 'After', isKept ? 12 : 90);
        expect.soft(stops.flatMap(wrong), `${state.name}, ${size}`).toEqual([]);
        if (isKept) return;
        expect.soft([stops.length > 0, arrived], `${state.name}: a way through`).toEqual([true, true]);
        const back = await walk(page, 'Shift+Tab', 'Before');
        expect.soft(back.arrived, `${state.name}: the way back`).toBe(true);
      });
  });

/** What can be pressed and is too small for a finger or an unsteady hand, and too near to something else (WCAG 2.5.8). */
const small = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const SIZE = 24;
    const pressed =
      'button, a[href], input:not([type=hidden]), select, textarea, summary, [role^=menuitem], [role=slider]';
    const collect = (root: Document | ShadowRoot): readonly HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((each) => [
        ...(each.matches(pressed) ? [each] : []),
        ...(each.shadowRoot ? collect(each.shadowRoot) : []),
      ]);
    const root = document.querySelector('chat-widget')?.shadowRoot;
    const targets = (root ? collect(root) : [])
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.visually-hidden'))
      .map((each) => {
        // A label presses its field.
        const label = each instanceof HTMLInputElement ? each.labels?.[0] : undefined;
        const rects = [each, ...(label ? [label] : [])].map((one) => one.getBoundingClientRect());
        const [left, top] = [Math.min(...rects.map(({ left }) => left)), Math.min(...rects.map(({ top }) => top))];
        const [right, bottom] = [
          Math.max(...rects.map(({ right }) => right)),
          Math.max(...rects.map(({ bottom }) => bottom)),
        ];
        return { each, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 };
      })
      .filter(({ left, right }) => right - left > 2);
    type Target = (typeof targets)[number];
    const isSmall = ({ left, right, top, bottom }: Target) => right - left < SIZE - 0.5 || bottom - top < SIZE - 0.5;
    /** A link among words is as high as the words are. */
    const isInline = ({ each }: Target) => each.matches('a') && getComputedStyle(each).display === 'inline';
    const isNear = (one: Target, other: Target): boolean => {
      if (isSmall(other) && !isInline(other)) return Math.hypot(one.x - other.x, one.y - other.y) < SIZE;
      const [dx, dy] = [
        Math.max(other.left - one.x, 0, one.x - other.right),
        Math.max(other.top - one.y, 0, one.y - other.bottom),
      ];
      return Math.hypot(dx, dy) < SIZE / 2;
    };
    return targets
      .filter((one) => isSmall(one) && !isInline(one))
      .filter((one) => targets.some((other) => other !== one && isNear(one, other)))
      .map(({ each, left, right, top, bottom }) => {
        const name = each.getAttribute('aria-label') ?? each.textContent.trim().slice(0, 30);
        return `${each.localName}.${each.className} “${name}” is ${Math.round(right - left)} × ${Math.round(bottom - top)}`;
      });
  });

test('whatever can be pressed is large enough, or stands alone', async ({ page, site }) => {
  test.setTimeout(240_000);
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    for (const state of states)
      await test.step(`${state.name}, ${viewport.width}`, async () => {
        await show(page, site, state);
        expect.soft(await small(page), `${state.name}, ${viewport.width}`).toEqual([]);
      });
  }
});

const focused = (page: Page): Locator => page.locator(':focus').last();
async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 20; stops++) {
    if ((await wanted.count()) && (await wanted.evaluate((element) => element.matches(':focus')))) return;
    await page.keyboard.press(key);
  }
  await expect(wanted).toBeFocused();
}

test('from the launcher through a form that is sent to the closed chat, with the keyboard alone', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('The backend is made up by the page.');
  await page.goto(
    site.page(`<a href="#before">Before</a>
      <chat-widget heading="Northwind"></chat-widget>
      <a href="#after">After</a>
      <script type="module" src="/chat-widget.js"></script>
      <script type="module">
        const said = (id, parts) => ({
          type: 'message-added',
          message: { id, author: 'bot', parts, delivery: 'delivered', streaming: false, createdAt: Date.now() },
        });
        const text = (words) => ({ type: 'text', text: words });
        const form = {
          type: 'form', name: 'booking', title: 'Your details', submitLabel: 'Continue',
          fields: [
            { type: 'text', name: 'name', label: 'Full name', mandatory: true },
            { type: 'text', name: 'email', label: 'E-mail', format: 'email', mandatory: true },
          ],
        };
        let emit;
        globalThis.sent = [];
        document.querySelector('chat-widget').transport = {
          async open(to) {
            emit = to;
            emit({ type: 'connection-changed', state: 'open' });
          },
          async send(command) {
            sent.push(command);
            if (command.type === 'send-message') emit(said('f', [text('Who is staying?'), form]));
            if (command.type === 'submit-form') emit(said('t', [text('All booked.')]));
          },
          async close() {},
        };
      </script>`),
  );
  await expect(launcher(page)).toBeVisible();
  await tabTo(page, launcher(page));
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('I would like to book');
  await page.keyboard.press('Enter');

  const name = page.getByRole('textbox', { name: 'Full name' });
  const email = page.getByRole('textbox', { name: 'E-mail' });
  await expect(name).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await tabTo(page, name, 'Shift+Tab');
  await page.keyboard.type('Mara Lindqvist');
  await tabTo(page, page.getByRole('button', { name: 'Continue' }));
  await page.keyboard.press('Enter');
  // What is missing says so where it is missing, and has the focus.
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type('mara@example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByText('All booked.').first()).toBeAttached();
  expect(
    await page.evaluate(() => (Reflect.get(globalThis, 'sent') as { type: string }[]).map(({ type }) => type)),
  ).toEqual(['send-message', 'submit-form']);
  // The form is gone, and the place of whoever sent it is not.
  await expect(page.getByRole('dialog').locator(':focus').first()).toBeAttached();
  await page.keyboard.press('Escape');
  if (!(await launcher(page).evaluate((element) => element.matches(':focus')))) await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(launcher(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'After' })).toBeFocused();
});

test('from message to message, into one and out of it, and back to writing', async ({ page, site, watch }) => {
  watch.dismiss('The past is made up by the page.');
  await page.goto(
    site.page('<chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>'),
  );
  await launcher(page).click();
  await expect(page.locator('chat-message')).toHaveCount(1);
  await page.evaluate(async () => {
    const widget = document.querySelector('chat-widget');
    for (let i = 0; i < 120; i++)
      await widget?.addMessage({
        id: `m${i}`,
        author: i % 2 ? 'user' : 'bot',
        text:
          i === 116
            ? 'See [the guide](https://example.com/guide) and [the map](https://example.com/map).'
            : `Number ${i}`,
        createdAt: Date.now() - 120_000 + i * 1000,
      });
  });
  const at = (id: string) => page.locator(`[message-id=${id}]`);
  await expect(at('m119')).toBeVisible();
  await composer(page).fill('unsent');
  const log = page.getByRole('log');
  await log.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(at('m119')).toBeInViewport({ timeout: 300 });
  }).toPass();
  // What it takes comes with the first focus.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(at('m119')).toBeFocused({ timeout: 300 });
  }).toPass();
  for (const id of ['m118', 'm117', 'm116']) {
    await page.keyboard.press('ArrowUp');
    await expect(at(id)).toBeFocused();
    await expect(at(id)).toBeInViewport();
  }
  await expect(at('m116')).toHaveAccessibleName(/^\S.*: See the guide and the map\., \d/);
  // The Tab key goes on into the message.
  await tabTo(page, page.getByRole('link', { name: 'the guide' }));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'the map' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(at('m116')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.locator('chat-message').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(at('m119')).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(focused(page)).not.toHaveAttribute('message-id', 'm119');
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue('unsent');
  await expect(page.getByRole('dialog')).toBeVisible();
});
