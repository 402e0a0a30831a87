import type { Page } from '@playwright/test';
import { composer, expect, launcher, say, test } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const by = (page: Page, author: string) => page.locator(`chat-message[author=${author}]`);

test('a conversation by socket.io, its connection lost between', async ({ page, site }) => {
  const body = '<chat-widget transport="socketio" url="/" heading="Northwind"></chat-widget>';
  await page.goto(site.page(body + script));
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await say(page, 'show carousel');
  await page.getByRole('button', { name: 'Choose: Sea room' }).click();
  await expect(by(page, 'bot').last()).toContainText('You chose');
  await expect(by(page, 'user').last()).toHaveAttribute('delivery', 'delivered');

  await page.request.post(`${site.url}/__mock/faults`, { data: { offline: true, for: 300 } });
  await expect(by(page, 'system')).toHaveCount(1);
  await say(page, 'Are you there?');
  await expect(by(page, 'bot').last()).toContainText('Are you there?');
  await page.request.post(`${site.url}/__mock/push`, { data: { text: 'An agent speaks' } });
  await expect(page.locator('chat-message').last()).toContainText('An agent speaks');
});

test('a token that the server gave is said again on the next page', async ({ page, site }) => {
  const told: string[] = [];
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      if (String(text).includes('add user')) told.push(String(text));
      server.send(text);
    });
    server.onMessage((text) => socket.send(String(text).replace(/("token":")[^"]+/, '$1given-by-the-server')));
  });
  const body = '<chat-widget transport="socketio" url="/" open></chat-widget>';
  await page.goto(site.page(body + script));
  await say(page, 'Hello');
  await expect(by(page, 'bot').last()).toContainText('You said');
  expect(told).toHaveLength(1);
  await page.reload();
  await expect.poll(() => told.length).toBe(2);
  expect(told[0]).not.toContain('given-by-the-server');
  expect(told[1]).toContain('given-by-the-server');
  await expect(by(page, 'bot').last()).toContainText('You said');
});
