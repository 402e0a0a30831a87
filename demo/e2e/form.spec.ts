import { composer, expect, launcher, say, test, type Site } from './site.js';
import type { Page } from '@playwright/test';

async function open(page: Page, site: Site): Promise<void> {
  await page.goto(
    site.page('<chat-widget key="demo"></chat-widget><script type="module" src="/chat-widget.js"></script>'),
  );
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await say(page, 'show form');
}
/** Whose turn it is to get the keys. */
const focus = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.id || active?.className || active?.textContent?.trim();
  });

test('a form is filled in with the keyboard alone, and arrives once', async ({ page, site }) => {
  await open(page, site);
  const step = (of: string) => page.getByRole('group', { name: new RegExp(`^${of}`) });
  const sea = page.getByRole('radio', { name: 'Sea room' });
  await expect(step('Step 1 of 3')).toBeVisible();

  await test.step('choices with the arrows, and what depends on them', async () => {
    await page.getByRole('radio', { name: 'Garden room' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(sea).toBeChecked();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Har');
    await expect(page.getByRole('combobox', { name: 'Which side?' })).toHaveValue('harbour');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(step('Step 2 of 3')).toBeFocused();
  });

  await test.step('what is missing gets the focus', async () => {
    await page.keyboard.press('Tab');
    expect(await focus(page)).toBe('f0');
    await page.keyboard.press('Enter');
    await expect(page.getByText('We need a name for the door.')).toBeVisible();
    expect(await focus(page)).toBe('f0');
    await page.keyboard.type('Ann Lee');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ann@');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That address is not complete yet.')).toBeVisible();
    expect(await focus(page)).toBe('f1');
    await page.keyboard.type('example.com');
    await expect(page.getByText('That address is not complete yet.')).toBeHidden();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That date is not complete yet.')).toBeVisible();
    expect(await focus(page)).toBe('f3');
    await page.keyboard.type('012026');
    await page.keyboard.press('Enter');
    await expect(step('Step 3 of 3')).toBeFocused();
  });

  await test.step('back with Shift and Tab, and nothing is lost', async () => {
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await expect(page.getByLabel('Full name')).toHaveValue('Ann Lee');
    await page.getByLabel('Full name').press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+Tab');
    await page.getByRole('button', { name: 'Ask for the room' }).press('Enter');
  });

  await expect(page.locator('chat-message[author=user]').last()).toHaveAttribute('delivery', 'delivered');
  await expect(page.locator('chat-message[author=user]').last()).toContainText('E-mail: ann@example.com');
  await expect(page.locator('chat-form').getByText('We answer within a day.')).toBeVisible();
  await expect(page.locator('chat-form').getByRole('button')).toHaveCount(0);
  const requests: { body?: { action?: string; attributes?: { data?: object } } }[] = await (
    await page.request.get(`${site.url}/__mock/requests`)
  ).json();
  const sent = requests.filter(({ body }) => body?.action === 'FORM_SUBMIT');
  expect(sent.map(({ body }) => body?.attributes?.data)).toEqual([
    {
      room: 'sea',
      view: 'harbour',
      name: 'Ann Lee',
      email: 'ann@example.com',
      arrival: '2026-12-01',
      nights: '3',
      extras: ['breakfast'],
    },
  ]);
});

test('a reload keeps what was put in', async ({ page, site }) => {
  await open(page, site);
  await page.getByText('Garden room', { exact: true }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Full name').pressSequentially('Ann');
  await page.reload();
  await launcher(page).click();
  await say(page, 'show form');
  // The one of before the reload, and the one that was asked for now.
  await expect(page.locator('chat-form')).toHaveCount(2);
  const form = page.locator('chat-form').last();
  await expect(form.getByLabel('Full name')).toHaveValue('Ann');
  await form.getByRole('button', { name: 'Back' }).click();
  await expect(form.getByRole('radio', { name: 'Garden room' })).toBeChecked();
});
