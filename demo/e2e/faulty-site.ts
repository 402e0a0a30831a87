import type { Fault } from 'chat-widget/mock-server';
import { expect, launcher, type Site } from './site.js';
import type { Page } from '@playwright/test';

/** The backends that a page may talk to, and where their faults strike. */
export const doors = {
  direct: { attributes: 'transport="direct" url="/stentor"', path: '/stentor' },
  websocket: { attributes: 'transport="websocket" url="/stentor/ws"', path: '/stentor/ws' },
} as const;
export type Door = keyof typeof doors;
export const bothDoors = ['direct', 'websocket'] as const;

/** Waits that a test can afford. */
export const HASTE = 'ack-timeout="1200" heartbeat="1000" backoff-base="40" timeout="1500"';
export const script = '<script type="module" src="/chat-widget.js"></script>';

/** A document with the widget in it. */
export const pageWith = (site: Site, door: Door, more = HASTE): string =>
  site.page(`<chat-widget ${doors[door].attributes} ${more}></chat-widget>${script}`);

/** The switches of the mock server's control door. */
export const control = (site: Site) => {
  const send = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${site.url}/__mock/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    fault: (fault: Fault) => send('POST', 'faults', fault),
    heal: () => send('DELETE', 'faults'),
    push: (text: string) => send('POST', 'push', { text }),
  };
};

export const by = (page: Page, author: string) => page.locator(`chat-message[author=${author}]`);
/** The visitor's bubble with these words. */
export const mine = (page: Page, text: string) => by(page, 'user').filter({ hasText: text });
/** The bot's answer that quotes these words. */
export const answer = (page: Page, text: string) => by(page, 'bot').filter({ hasText: text });
export const isDelivered = (page: Page, text: string) =>
  expect(mine(page, text)).toHaveAttribute('delivery', 'delivered', { timeout: 30_000 });

/** Opens the chat, and waits until the bot has greeted. */
export async function openChat(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await launcher(page).click();
  await expect(answer(page, 'welcome to Northwind')).toHaveCount(1, { timeout: 15_000 });
}
