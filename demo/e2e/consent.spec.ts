import type { Page } from '@playwright/test';
import { composer, expect, isLed, launcher, messages, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const widget = (more = '') =>
  `<chat-widget url="/stentor" consent="gate" avatar-url="/avatar.png" privacy-url="/privacy" ${more}></chat-widget>${script}`;
const agree = (page: Page) => page.getByRole('button', { name: 'Agree and start' });
const question = (page: Page) => page.getByRole('region', { name: 'Before we start' });

/** Everything any storage of the page holds, and every request that is not the widget's own code. */
async function traces(page: Page) {
  return page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cookies: document.cookie,
    locks: (await navigator.locks.query()).held?.length,
  }));
}
const none = { local: [], session: [], databases: [], cookies: '', locks: 0 };
const asked = async (site: Site): Promise<number> =>
  ((await (await fetch(`${site.url}/__mock/requests`)).json()) as { readonly path: string }[]).filter(({ path }) =>
    path.startsWith('/stentor'),
  ).length;

test('nothing is kept and nobody is asked before the visitor agreed; then the conversation begins', async ({
  page,
  site,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const url = site.page(widget());
  await page.goto(url);
  await launcher(page).click();
  await expect(question(page)).toBeVisible();
  await expect(composer(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'More options' })).toHaveCount(0);
  await page.evaluate(() => void document.querySelector('chat-widget')?.sendMessage('from the page'));
  await page.waitForLoadState('networkidle');
  expect(await traces(page)).toEqual(none);
  expect(requests.filter((path) => !/^\/(chat-widget\.js|chunks\/)/.test(path))).toEqual([new URL(url).pathname]);

  await page.keyboard.press('Escape');
  await launcher(page).click();
  await question(page).getByText('What is kept on this device').click();
  await expect(question(page).getByRole('listitem').first()).toBeVisible();
  await expect(question(page).getByRole('link', { name: 'Privacy policy' })).toHaveAttribute('href', '/privacy');
  await agree(page).click();
  await isLed(page);
  await expect(messages(page).filter({ hasText: 'from the page' }).first()).toBeVisible();
  await expect.poll(() => asked(site)).toBeGreaterThan(0);
});

/** Ways to the answer that is not hoped for. */
const refusals: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'by key'(page) {
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Before we start' })).toBeFocused();
    for (const name of ['What is kept', 'Privacy policy', 'No thanks']) {
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus').filter({ hasText: name }).last()).toBeVisible();
    }
    await page.keyboard.press('Enter');
  },
  async 'by its button'(page) {
    await launcher(page).click();
    await page.getByRole('button', { name: 'No thanks' }).click();
  },
};
for (const [how, refuse] of Object.entries(refusals))
  // A phone has no Tab key.
  test(
    `a refusal closes the chat and leaves no trace: ${how}`,
    { tag: how === 'by key' ? '@desk' : [] },
    async ({ page, site }) => {
      await page.goto(site.page(widget()));
      await refuse(page);
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(launcher(page)).toBeFocused();
      expect(await traces(page)).toEqual(none);
      expect(await asked(site)).toBe(0);
      await page.reload();
      await launcher(page).click();
      await expect(question(page)).toBeVisible();
    },
  );

test('an agreement holds over a reload and in another tab; withdrawn, it takes everything along, in both', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('what was said is to be gone');
  const url = site.page(widget());
  await page.goto(url);
  await launcher(page).click();
  const other = await page.context().newPage();
  await other.goto(url);
  await launcher(other).click();
  await expect(question(other)).toBeVisible();
  await agree(page).click();
  await expect(composer(other)).toBeVisible();
  await say(page, 'remember me');
  await expect(messages(page).filter({ hasText: 'remember me' }).first()).toHaveAttribute('delivery', 'delivered');
  await page.reload();
  await launcher(page).click();
  await expect(messages(page).filter({ hasText: 'remember me' }).first()).toBeVisible();

  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw consent' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(question(page)).toBeVisible();
  await expect(question(other)).toBeVisible();
  await expect
    .poll(async () => (await page.evaluate(() => document.querySelector('chat-widget')?.describeStorage()))?.present)
    .toEqual([]);
  await agree(page).click();
  await expect(composer(page)).toBeVisible();
  await expect(messages(page).filter({ hasText: 'remember me' })).toHaveCount(0);
});

test('another text is asked about anew', async ({ page, site }) => {
  await page.goto(site.page(widget('consent-text="We keep it for a day."')));
  await launcher(page).click();
  await agree(page).click();
  await expect(composer(page)).toBeVisible();
  await page.goto(site.page(widget('consent-text="We keep it for a year."')));
  await launcher(page).click();
  await expect(question(page)).toContainText('for a year');
});
