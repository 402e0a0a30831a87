import { composer, expect, launcher, messages, say, test, type Site } from './site.js';
import type { Page } from '@playwright/test';

const doors = {
  direct: '<chat-widget key="demo"></chat-widget>',
  websocket: '<chat-widget key="demo" transport="websocket" url="/stentor/ws"></chat-widget>',
};
const script = '<script type="module" src="/chat-widget.js"></script>';
const by = (page: Page, author: string) => page.locator(`chat-message[author=${author}]`);
const suggestion = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Suggested replies' }).getByRole('button', { name, exact: true });

async function open(page: Page, site: Site, door: keyof typeof doors): Promise<void> {
  await page.goto(site.page(doors[door] + script));
  await launcher(page).click();
  await expect(page.getByRole('dialog', { name: 'Northwind' })).toBeVisible();
  await expect(by(page, 'bot').filter({ hasText: 'welcome to Northwind' })).toHaveCount(1);
}
const control = (page: Page, site: Site, path: string, data: object) =>
  page.request.post(`${site.url}/__mock/${path}`, { data });

for (const door of ['direct', 'websocket'] as const)
  test(`a visitor's whole conversation by ${door}`, async ({ page, site }) => {
    await open(page, site, door);
    await expect(page.getByRole('log')).toHaveAttribute('aria-live', 'off');

    await test.step('a quick reply, and a choice from the carousel it brings', async () => {
      await suggestion(page, 'show carousel').click();
      await expect(by(page, 'user').filter({ hasText: 'show carousel' })).toHaveAttribute('delivery', 'delivered');
      await page.getByRole('button', { name: 'Choose: Sea room' }).click();
      await expect(by(page, 'user').filter({ hasText: 'Sea room' })).toHaveAttribute('delivery', 'delivered');
      await expect(by(page, 'bot').filter({ hasText: 'You chose' })).toHaveCount(1);
    });

    await test.step('words of their own, with Enter and with the button', async () => {
      await say(page, 'Is there breakfast?');
      await expect(by(page, 'bot').filter({ hasText: 'Is there breakfast?' })).toHaveCount(1);
      await expect(composer(page)).toHaveValue('');
      await composer(page).fill('One line');
      await composer(page).press('Shift+Enter');
      await composer(page).pressSequentially('and another');
      await page.getByRole('button', { name: 'Send message' }).click();
      await expect(by(page, 'user').last()).toHaveText(/One line\s+and another/);
      await expect(by(page, 'bot').last()).toContainText('and another');
    });

    await test.step('the list stays at the end, and everything is there in order', async () => {
      await expect(by(page, 'bot').last()).toBeInViewport();
      const authors = await messages(page).evaluateAll((all) => all.map((one) => one.getAttribute('author')));
      expect(authors).toEqual(['bot', 'user', 'bot', 'user', 'bot', 'user', 'bot', 'user', 'bot']);
    });

    await test.step('closed and opened again, a half-written thought is still there', async () => {
      await composer(page).fill('half a thought');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await launcher(page).click();
      await expect(composer(page)).toHaveValue('half a thought');
      await expect(messages(page)).toHaveCount(9);
    });

    await test.step('begun anew, after a question', async () => {
      const restart = async (answer: string) => {
        await page.getByRole('button', { name: 'More options' }).click();
        await page.getByRole('menuitem', { name: 'Start a new conversation' }).click();
        await page.getByRole('alertdialog').getByRole('button', { name: answer }).click();
        await expect(page.getByRole('alertdialog')).toHaveCount(0);
      };
      await restart('Cancel');
      await expect(messages(page)).toHaveCount(9);
      await restart('Start anew');
      await expect(messages(page)).toHaveCount(1);
      await expect(by(page, 'bot')).toContainText('welcome to Northwind');
      await say(page, 'still here?');
      await expect(by(page, 'bot').last()).toContainText('still here?');
    });
  });

test('an agent speaks unasked: in the open chat, and as unread in the closed one', async ({ page, site }) => {
  await open(page, site, 'websocket');
  await control(page, site, 'push', { text: 'Mara here, hello!' });
  await expect(by(page, 'agent')).toHaveText(/Mara here, hello!/);

  await page.keyboard.press('Escape');
  await control(page, site, 'push', { text: 'Are you still there?' });
  const unread = page.getByRole('button', { name: 'Open chat, 1 unread message' });
  await expect(unread).toHaveText('1');
  await unread.click();
  await expect(by(page, 'agent').last()).toBeInViewport();
  await expect(by(page, 'agent')).toHaveCount(2);
});

test('what was said while the connection was away is there after it, once', async ({ page, site }) => {
  await open(page, site, 'websocket');
  await say(page, 'before');
  await expect(by(page, 'bot').last()).toContainText('before');
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await control(page, site, 'faults', { direction: 'down', event: 'new message', close: 1012, count: 1 });
  await control(page, site, 'push', { text: 'This frame never came.' });
  await expect(by(page, 'agent')).toHaveText(/This frame never came\./);
  expect(sockets).toHaveLength(1);
  await expect(page.locator('[part=status]')).toHaveText('');
  await say(page, 'after');
  await expect(by(page, 'bot').last()).toContainText('after');
  const ids = await messages(page).evaluateAll((all) => all.map((one) => one.getAttribute('message-id')));
  expect(new Set(ids).size).toBe(ids.length);
  await expect(by(page, 'user').filter({ hasText: 'before' })).toHaveCount(1);
});
