import type { Page } from '@playwright/test';
import { expect, messages, test } from './site.js';

const COUNT = 50_000;
const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; require-trusted-types-for 'script'";

/** Opens a chat with a past of that many messages, on a page with strict rules, whose violations it keeps. */
async function open(page: Page, url: string): Promise<void> {
  await page.addInitScript((count) => {
    const broken: string[] = [];
    const said = (i: number) => ({
      id: `m${i}`,
      author: i % 2 ? 'user' : 'bot',
      parts: [
        { type: 'text', text: `Number ${i}. ${'Breakfast is served from seven until ten. '.repeat((i * 7) % 4)}` },
      ],
      delivery: 'delivered',
      streaming: false,
    });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      broken.push(`${effectiveDirective} ${blockedURI}`),
    );
    addEventListener('DOMContentLoaded', () => {
      const widget = document.querySelector('chat-widget');
      if (!widget) return;
      let emit: (event: object) => void = () => undefined;
      Reflect.set(widget, 'transport', {
        open: async (to: typeof emit) => {
          emit = to;
          emit({ type: 'connection-changed', state: 'open' });
          emit({ type: 'history-added', messages: Array.from({ length: count }, (_, i) => said(i)) });
        },
        send: async () => undefined,
        close: async () => undefined,
      });
      const elementsIn = (root: ParentNode): number =>
        [...root.querySelectorAll('*')].reduce(
          (sum, { shadowRoot }) => sum + 1 + (shadowRoot ? elementsIn(shadowRoot) : 0),
          0,
        );
      Reflect.set(window, 'past', {
        broken,
        elements: () => elementsIn(document),
        append: () => emit({ type: 'message-added', message: said(count) }),
      });
    });
  }, COUNT);
  await page.goto(url);
}

test('fifty thousand messages on a strict page: to the top, found, one more, and back', async ({ page, site }) => {
  test.setTimeout(120_000);
  const body = '<chat-widget heading="Long" open></chat-widget><script type="module" src="/chat-widget.js"></script>';
  await open(page, site.page(body, { headers: { 'content-security-policy': strict } }));
  const numbered = (i: number) => messages(page).filter({ hasText: `Number ${i}.` });
  const elements = () => page.evaluate(() => (Reflect.get(window, 'past') as { elements: () => number }).elements());
  await expect(numbered(COUNT - 1)).toBeInViewport({ timeout: 30_000 });
  await expect(page.locator('.gap')).toHaveCount(1);
  expect(await elements()).toBeLessThan(1500);

  const log = page.getByRole('log');
  await log.focus();
  await page.keyboard.press('Home');
  await expect(numbered(0)).toBeInViewport();
  await expect(numbered(COUNT - 20)).toHaveCount(0);

  // What a search of the page finds in words that nobody has built is shown.
  const holder = page.locator('.gap > *', { hasText: 'Number 25000.' });
  await expect(holder).toHaveCount(1, { timeout: 30_000 });
  await holder.evaluate((each) => each.dispatchEvent(new Event('beforematch', { bubbles: true })));
  await expect(numbered(25_000)).toHaveCount(1);
  expect(await elements()).toBeLessThan(1500 + 8 * 200);

  await page.evaluate(() => (Reflect.get(window, 'past') as { append: () => void }).append());
  await page.locator('button[part~=to-end]').click();
  await expect(numbered(COUNT)).toBeInViewport();
  await expect.poll(elements).toBeLessThan(1500);
  expect(await page.evaluate(() => (Reflect.get(window, 'past') as { broken: string[] }).broken)).toEqual([]);
});
