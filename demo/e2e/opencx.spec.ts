import type { Fault } from 'chat-widget/mock-server';
import type { Page } from '@playwright/test';
import { answer, by, control, HASTE, isDelivered, mine, script } from './faulty-site.js';
import { composer, cover, expect, launcher, messages, say, test, type Site } from './site.js';

const ROOT = '/backend/widget/v2';
const pageOf = (site: Site, more = ''): string =>
  site.page(`<chat-widget transport="opencx" token="demo" url="${site.url}" ${HASTE} ${more}></chat-widget>${script}`);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
}
async function talk(page: Page, text: string): Promise<void> {
  await say(page, text);
  await isDelivered(page, text);
  await expect(answer(page, text)).toHaveCount(1, { timeout: 20_000 });
}

test('talks, and shows each word once', async ({ page, site }) => {
  await open(page, pageOf(site));
  await talk(page, 'good morning');
  await talk(page, 'and again');
  await expect(messages(page)).toHaveCount(4);
});

test('offers the options of an answer as replies; what is chosen is said, and they go', async ({ page, site }) => {
  await open(page, pageOf(site));
  await say(page, 'suggestions');
  await page.getByRole('button', { name: 'Opening hours' }).click();
  await isDelivered(page, 'Opening hours');
  await expect(page.getByRole('button', { name: 'Prices' })).toHaveCount(0);
  await say(page, 'show carousel');
  await expect(page.locator('chat-carousel')).toHaveCount(1, { timeout: 20_000 });
});

test('a person takes over; what they say to a hidden tab is there when it is seen', async ({ page, site, watch }) => {
  await open(page, pageOf(site));
  await say(page, 'handoff');
  await expect(page.locator('chat-notice', { hasText: 'Agent joined' })).toHaveCount(1, { timeout: 15_000 });
  await say(page, 'are you a person?');
  await isDelivered(page, 'are you a person?');
  await cover(page, true);
  const polls = async () => (await watch.requests()).filter(({ path }) => path.startsWith(`${ROOT}/poll/`)).length;
  // The look that was planned before is the last for a while.
  await expect(async () => {
    const before = await polls();
    await page.waitForTimeout(4_000);
    expect(await polls()).toBe(before);
  }).toPass();
  await control(site).push('I am, and I am here.');
  await expect(by(page, 'agent')).toHaveCount(0);
  await cover(page, false);
  await expect(by(page, 'agent').filter({ hasText: 'I am, and I am here.' })).toHaveCount(1, { timeout: 5_000 });
  await say(page, 'leave');
  await expect(page.locator('chat-notice', { hasText: 'Agent left' })).toHaveCount(1, { timeout: 15_000 });
});

test('asks for a score, and takes it with words', async ({ page, site, watch }) => {
  await open(page, pageOf(site));
  await say(page, 'show rating');
  await page.getByRole('radio', { name: /4/ }).check({ force: true, timeout: 15_000 });
  await page.locator('chat-rating').getByRole('textbox').fill('Quick and kind');
  await page.locator('chat-rating').getByRole('button').click();
  await expect(async () => {
    const sent = (await watch.requests()).find(({ path }) => path === `${ROOT}/submit-csat`);
    expect(sent?.body).toMatchObject({ score: 4, feedback: 'Quick and kind' });
  }).toPass({ timeout: 10_000 });
});

test('a reload goes on in the same session', async ({ page, site, watch }) => {
  await page.goto(pageOf(site, 'persist="session" open'));
  await talk(page, 'before');
  await page.reload();
  await expect(mine(page, 'before')).toHaveCount(1, { timeout: 20_000 });
  await talk(page, 'after');
  await expect(messages(page)).toHaveCount(4);
  const begun = (await watch.requests()).filter(({ path }) => path === `${ROOT}/create-session`);
  expect(begun).toHaveLength(1);
});

test('brings a file', async ({ page, site, watch }) => {
  await open(page, pageOf(site, 'attachments'));
  await page.locator('input[type=file]').setInputFiles({
    name: 'note.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('a note'),
  });
  await say(page, 'see the note');
  await isDelivered(page, 'see the note');
  const sent = (await watch.requests()).find(({ path }) => path === `${ROOT}/chat/send`);
  expect(sent?.body).toMatchObject({ attachments: [{ name: 'note.txt', type: 'text/plain', size: 6 }] });
});

test('votes for an answer', async ({ page, site, watch }) => {
  await open(page, pageOf(site, 'feedback'));
  await talk(page, 'judge me');
  await answer(page, 'judge me').hover();
  await answer(page, 'judge me').getByRole('button', { name: 'Good answer' }).click();
  await expect(async () => {
    const vote = (await watch.requests()).find(({ path }) => path === `${ROOT}/chat/vote`);
    expect(vote?.body).toMatchObject({ action: 'upvote' });
  }).toPass({ timeout: 10_000 });
});

test('talks to a backend of the first generation', async ({ page, site, watch }) => {
  const { fault } = control(site);
  for (const path of ['config', 'poll/.*', 'contact/.*', 'sessions'])
    await fault({ path: `${ROOT}/${path}`, status: 404 });
  await open(page, pageOf(site));
  await talk(page, 'old friend');
  await control(site).push('Somebody here');
  await expect(by(page, 'agent')).toHaveCount(1, { timeout: 15_000 });
  expect((await watch.requests()).some(({ path }) => path.startsWith(`${ROOT}/session/history/`))).toBe(true);
});

/** What a visitor need not notice: the message arrives by itself, and the answer comes once. */
const passing: readonly (readonly [string, Fault])[] = [
  ['the connection is reset twice before the server got it', { reset: true, count: 2 }],
  ['the answer is lost after the bot acted', { reset: true, when: 'after', count: 1 }],
  ['503 although the bot acted', { status: 503, when: 'after', count: 1 }],
  ['the contact’s token is refused', { status: 401, count: 1 }],
  ['JSON that is cut off', { truncate: 20, count: 1 }],
  ['a request that arrives three times', { duplicate: 2, count: 1 }],
];
for (const [name, fault] of passing)
  test(`${name}: one bubble, one answer`, async ({ page, site, watch }) => {
    await open(page, pageOf(site));
    await control(site).fault({ path: `${ROOT}/chat/send`, ...fault });
    await say(page, 'ask 👩‍🔬 once');
    await isDelivered(page, 'ask 👩‍🔬 once');
    await expect(answer(page, 'ask 👩‍🔬 once')).toHaveCount(1, { timeout: 15_000 });
    const { commits } = await watch.journal();
    expect(commits.filter(({ text }) => text === 'ask 👩‍🔬 once')).toHaveLength(1);
  });

test('polls that are slow, broken or refused for a while: each word once, in order', async ({ page, site }) => {
  await open(page, pageOf(site));
  await talk(page, 'hello');
  await control(site).fault({ path: `${ROOT}/poll/.*`, latency: 3_000, count: 1 });
  await control(site).fault({ path: `${ROOT}/poll/.*`, status: 500, skip: 1, count: 1 });
  await control(site).fault({ path: `${ROOT}/poll/.*`, truncate: 30, skip: 2, count: 1 });
  for (const text of ['first', 'second', 'third']) await control(site).push(text);
  await expect(by(page, 'agent')).toHaveText([/first/, /second/, /third/], { timeout: 25_000 });
});

test('a session that cannot be begun: not delivered, with a reason; it goes when asked', async ({ page, site }) => {
  await open(page, pageOf(site));
  await control(site).fault({ path: `${ROOT}/create-session`, status: 400 });
  await say(page, 'let me in');
  await expect(mine(page, 'let me in')).toHaveAttribute('delivery', 'failed', { timeout: 15_000 });
  await control(site).heal();
  await mine(page, 'let me in').getByRole('button', { name: 'Retry' }).click();
  await isDelivered(page, 'let me in');
});
