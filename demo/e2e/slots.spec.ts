import { inflateSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, test, type Site } from './site.js';
import { show } from './states.js';

const open = async (page: Page, site: Site, inside: string, attributes = 'open') => {
  await page.goto(
    site.page(
      `<main><h1>A page</h1><chat-widget url="/stentor" heading="Northwind" subtitle="We answer in a minute" ${attributes}>${inside}</chat-widget></main>
       <script type="module" src="/chat-widget.js"></script>`,
    ),
  );
};
const box = async (page: Page, text: string) => {
  const found = await page.getByText(text).boundingBox();
  if (!found) throw new Error(`“${text}” is not drawn.`);
  return found;
};

test('what a page puts into slots is drawn where it belongs, in place of ours or beside it', async ({ page, site }) => {
  await open(
    page,
    site,
    `
    <b slot="header">Our own name</b>
    <a slot="header-actions" href="/help">Our help</a>
    <p slot="intro">Our own greeting</p>
    <p slot="before-composer">Our hint</p>
    <small slot="footer">Our small print</small>
  `,
  );
  await expect(composer(page)).toBeVisible();
  for (const text of ['Our own name', 'Our help', 'Our own greeting', 'Our hint', 'Our small print'])
    await expect(page.getByText(text)).toBeInViewport({ ratio: 1 });
  await expect(page.locator('chat-header h2')).toBeHidden();
  for (const text of ['Hi there. How can we help?', 'Powered by chat-widget'])
    await expect(page.getByText(text)).toBeHidden();
  await expect(page.getByRole('button', { name: 'More options' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Minimize' })).toBeVisible();
  const [name, help, hint, print] = [
    await box(page, 'Our own name'),
    await box(page, 'Our help'),
    await box(page, 'Our hint'),
    await box(page, 'Our small print'),
  ];
  const writing = await composer(page).boundingBox();
  expect(name.x + name.width).toBeLessThanOrEqual(help.x);
  expect(hint.y + hint.height).toBeLessThanOrEqual(writing?.y ?? 0);
  expect(print.y).toBeGreaterThan((writing?.y ?? 0) + (writing?.height ?? 0));
  const { violations } = await new AxeBuilder({ page }).include('chat-widget').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('slots that are empty, or hold nothing but space, leave everything as it is', async ({ page, site }) => {
  await open(page, site, '\n   <!-- a note -->\n   Words in no slot\n');
  await expect(page.locator('chat-header h2')).toHaveText('Northwind');
  await expect(page.getByText('Hi there. How can we help?')).toBeVisible();
  await expect(page.getByText('Powered by chat-widget')).toBeVisible();
  await expect(page.getByText('Words in no slot')).toBeHidden();
});

test('a slot that is filled later takes its place, and gives it back', async ({ page, site }) => {
  await open(page, site, '');
  const ours = page.getByText('Hi there. How can we help?');
  await expect(ours).toBeVisible();
  await page.locator('chat-widget').evaluate((chat) => {
    const intro = Object.assign(document.createElement('p'), { slot: 'intro', textContent: 'Our own greeting' });
    chat.append(intro);
  });
  await expect(page.getByText('Our own greeting')).toBeVisible();
  await expect(ours).toBeHidden();
  await page.locator('p[slot=intro]').evaluate((intro) => intro.parentElement?.removeChild(intro));
  await expect(ours).toBeVisible();
});

test('a launcher of the page’s own is still our button: its name, its state, its click', async ({ page, site }) => {
  await open(page, site, '<span slot="launcher">Ask us</span>', '');
  await expect(page.getByText('Ask us')).toBeVisible();
  await expect(launcher(page)).toHaveAttribute('aria-expanded', 'false');
  await page.getByText('Ask us').click();
  await expect(composer(page)).toBeFocused();
  await expect(page.locator('chat-widget').getByRole('button', { name: 'Close chat' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await page.getByText('Ask us').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test('on paper there is what was said, and nothing to press; a closed chat is not on it', async ({ page, site }) => {
  await open(page, site, '');
  await composer(page).fill('show markdown');
  await composer(page).press('Enter');
  await expect(page.locator('chat-message strong').first()).toBeVisible();
  await expect(page.locator('chat-message[streaming]')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(composer(page)).toBeHidden();
  for (const name of ['Close chat', 'Minimize', 'More options'])
    await expect(page.getByRole('button', { name })).toBeHidden();
  const { shown, whole } = await page.locator('chat-panel').evaluate((panel) => {
    const log = panel.shadowRoot?.querySelector('chat-message-list')?.shadowRoot?.querySelector('[role=log]');
    return { shown: log?.clientHeight ?? 0, whole: log?.scrollHeight ?? Infinity };
  });
  // All of it, and not a window over it.
  expect(shown).toBeGreaterThan(300);
  expect(whole).toBeLessThanOrEqual(shown + 1);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Minimize' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(launcher(page)).toBeHidden();
});

/** How many letters a document on paper draws; browsers draw them one by one, or several at once. */
const lettersOn = (pdf: Buffer): number =>
  [...pdf.toString('latin1').matchAll(/Length (\d+)[^]*?stream\r?\n/g)].reduce((sum, { 0: head, 1: length, index }) => {
    const from = index + head.length;
    const packed = pdf.subarray(from, from + Number(length));
    const drawing = packed[0] === 0x78 ? inflateSync(packed).toString('latin1') : '';
    const glyphs = drawing.matchAll(/<([0-9a-f]+)>[^<>]*(?=<|T[jJ]\b)/gi);
    return sum + [...glyphs].reduce((letters, [, codes]) => letters + (codes?.length ?? 0) / 4, 0);
  }, 0);

test('on paper there are the words of a long conversation, also of what is far from the view', async ({
  page,
  site,
}) => {
  test.setTimeout(90_000);
  const past = Array.from({ length: 400 }, (_, i) => ({
    id: `m${i}`,
    author: i % 2 ? 'user' : 'bot',
    parts: [{ type: 'text', text: `Number ${i}` }],
    delivery: 'delivered',
    streaming: false,
  }));
  await show(page, site, { name: 'long', events: [{ type: 'history-added', messages: past }] });
  await expect(messages(page).filter({ hasText: 'Number 399' })).toBeVisible();
  await expect(page.locator('.gap > [hidden]').first()).toContainText('Number 0');
  await expect(page.locator('.gap > [hidden]:empty')).toHaveCount(0);
  // Sixty messages at most are there as they are.
  expect(lettersOn(await page.pdf())).toBeGreaterThan(2000);
});
