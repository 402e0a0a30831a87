import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium, expect } from '@playwright/test';
import { findChromium, FLAGS, HELP } from '../../../scripts/browser.mjs';
import { launch } from './launch.mjs';

async function openBrowser() {
  const chrome = await findChromium();
  if (!chrome) throw new Error(HELP);
  const executable = chrome.via === 'playwright' ? {} : { executablePath: chrome.path };
  return chromium.launch({ ...executable, args: FLAGS });
}

describe('a chat widget and a stentor backend of another origin', () => {
  const complaints = [];
  const posts = [];
  let backend;
  let shop;
  let browser;
  let page;

  before(async () => {
    backend = await launch('server.mjs');
    shop = await launch('page.mjs', ['--backend', backend.url]);
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('request', (request) => {
      if (request.url() === backend.url && request.method() === 'POST') posts.push(request.postDataJSON());
    });
    await page.goto(shop.url);
  });
  after(async () => {
    await browser?.close();
    shop?.stop();
    backend?.stop();
  });

  const panel = () => page.getByRole('region', { name: 'Corner Bakery' });
  const answer = (text) => panel().locator('chat-message[author="bot"]').filter({ hasText: text });
  const said = (text) => panel().locator('chat-message[author="user"]').filter({ hasText: text });
  const suggestions = () => panel().getByRole('group', { name: 'Suggested replies' });
  const delivered = (text) => expect(said(text)).toHaveAttribute('delivery', 'delivered');

  it('launches: the bot greets and offers replies, one of them a link', async () => {
    await expect(answer('Welcome to the Corner Bakery.')).toBeVisible();
    await expect(suggestions().getByRole('button')).toHaveText(['Opening hours', 'Menu']);
    await expect(suggestions().getByRole('link', { name: 'Call us' })).toHaveAttribute('href', 'tel:+15550100');
  });

  it('asks by typing and Enter', async () => {
    const box = panel().getByRole('textbox', { name: 'Message' });
    await box.fill('What do you bake besides songs?');
    await box.press('Enter');
    await delivered('What do you bake besides songs?');
    await expect(answer('I only know our hours and our menu.')).toBeVisible();
  });

  it('picks a suggestion', async () => {
    await suggestions().getByRole('button', { name: 'Menu' }).click();
    await delivered('Menu');
    await expect(answer('Fresh today. Which one?')).toBeVisible();
  });

  it('picks an option of the list', async () => {
    await panel().getByRole('button', { name: /Rye/ }).click();
    await delivered('Rye');
    await expect(answer('One Rye, it is yours.')).toBeVisible();
  });

  it('asked in stentor’s words, as one visitor in one session', () => {
    assert.deepEqual(
      posts.map(({ type, intentId, rawQuery, token }) => [type, intentId, rawQuery ?? token]),
      [
        ['LAUNCH_REQUEST', 'LaunchRequest', undefined],
        ['INTENT_REQUEST', 'NLU_RESULT_PLACEHOLDER', 'What do you bake besides songs?'],
        ['INTENT_REQUEST', 'NLU_RESULT_PLACEHOLDER', 'Menu'],
        ['OPTION_SELECT_REQUEST', 'OptionSelect', 'bread-rye'],
      ],
    );
    for (const name of ['userId', 'sessionId', 'platform', 'channel']) {
      const values = new Set(posts.map((request) => request[name]));
      assert.equal(values.size, 1, name);
      assert.ok(!values.has(undefined), name);
    }
  });

  it('left no complaint in the console', () => {
    assert.deepEqual(complaints, []);
  });
});
