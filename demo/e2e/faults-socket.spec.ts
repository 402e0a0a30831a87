import type { Fault } from 'chat-widget/mock-server';
import { answer, by, control, isDelivered, mine, openChat, pageWith } from './faulty-site.js';
import { expect, messages, say, test } from './site.js';
import type { Watch } from './history.js';

const path = '/stentor/ws';
const up = { path, method: 'WS', direction: 'up' } as const;
const down = { path, method: 'WS', direction: 'down' } as const;
const knocks = async (watch: Watch) =>
  (await watch.requests()).filter(({ method, path: asked }) => method === 'GET' && asked === path).length;

/** For those who count how often it dials: a machine that stalls for a second does not make it dial once more. */
const UNHURRIED = 'ack-timeout="3000" heartbeat="1000" backoff-base="40"';

/** What a visitor need not notice: one bubble, one answer, in the end nothing but that. */
const passing: readonly (readonly [string, Fault])[] = [
  ['the socket is half-open while a message goes', { ...up, event: 'new message', stall: 0, count: 1 }],
  ['a message is lost on its way', { ...up, event: 'new message', drop: true, count: 1 }],
  ['the ack is lost', { ...down, event: 'ack', drop: true, count: 1 }],
  ['the connection is reset before the message arrives', { ...up, event: 'new message', reset: true, count: 1 }],
  [
    'the connection is reset when it has arrived',
    { ...up, event: 'new message', reset: true, when: 'after', count: 1 },
  ],
  ['every frame comes three times', { ...down, duplicate: 2 }],
  ['frames come the last one first', { ...down, reorder: 3 }],
  ['frames come byte by byte', { ...down, fragment: 1 }],
  ['the answer is lost', { ...down, event: 'new message', drop: true, count: 1 }],
  ['a frame is no JSON', { ...down, event: 'new message', corrupt: true, count: 1 }],
  ['a frame is cut off', { ...down, event: 'new message', truncate: 30, count: 1 }],
  ['a frame has an event that nobody knows', { ...down, event: 'typing', body: { event: 'weather' }, count: 1 }],
  ['a frame is five megabytes of nothing', { ...down, event: 'typing', body: 'x'.repeat(200_000), count: 1 }],
  ['frames wait, each for its own time', { path, method: 'WS', latency: 20, jitter: 150, seed: 3 }],
];
for (const [name, fault] of passing)
  test(`${name}: one bubble, one answer`, async ({ page, site }) => {
    await openChat(page, pageWith(site, 'websocket'));
    await control(site).fault(fault);
    await say(page, 'ask once');
    await isDelivered(page, 'ask once');
    await expect(answer(page, 'ask once')).toHaveCount(1, { timeout: 20_000 });
    await say(page, 'and again');
    await expect(answer(page, 'and again')).toHaveCount(1, { timeout: 20_000 });
    await expect(messages(page)).toHaveCount(5);
  });

test('half-open while nothing is said: it is noticed, and what was said meanwhile comes', async ({
  page,
  site,
  watch,
}) => {
  await openChat(page, pageWith(site, 'websocket', UNHURRIED));
  await control(site).fault({ ...down, event: 'new message', stall: 0, count: 1 });
  await control(site).push('An agent, into the void');
  await expect(by(page, 'agent')).toHaveText(/An agent, into the void/, { timeout: 15_000 });
  expect(await knocks(watch)).toBe(2);
  await say(page, 'heard you');
  await isDelivered(page, 'heard you');
});

test('a socket that breaks again and again: no flicker, no storm, and then it works', async ({ page, site, watch }) => {
  await openChat(page, pageWith(site, 'websocket', 'backoff-base="300" ack-timeout="1200"'));
  await page.evaluate(() => {
    const banner = document.querySelector('chat-widget')?.shadowRoot?.querySelector('chat-panel')?.shadowRoot;
    const status = banner?.querySelector('[role=status]');
    Object.assign(window, { changes: 0 });
    if (status)
      new MutationObserver(() => ((window as unknown as { changes: number }).changes += 1)).observe(status, {
        subtree: true,
        childList: true,
        characterData: true,
      });
  });
  await control(site).fault({ ...up, reset: true, for: 3000 });
  await say(page, 'through the storm');
  await isDelivered(page, 'through the storm');
  expect(await knocks(watch)).toBeLessThanOrEqual(15);
  const changes = await page.evaluate(() => (window as unknown as { changes: number }).changes);
  expect(changes).toBeLessThanOrEqual(8);
});

test('503 at the door: the message waits, and goes when somebody opens', async ({ page, site, watch }) => {
  await openChat(page, pageWith(site, 'websocket', 'backoff-base="100" ack-timeout="1200"'));
  await control(site).fault({ path, refuse: 503 });
  await control(site).fault({ ...up, event: 'new message', reset: true, count: 1 });
  await say(page, 'knock knock');
  await expect.poll(() => knocks(watch)).toBeGreaterThanOrEqual(3);
  await expect(mine(page, 'knock knock')).toHaveAttribute('delivery', 'pending');
  await expect(page.getByRole('status')).not.toHaveText('');
  await control(site).heal();
  await isDelivered(page, 'knock knock');
  await expect(page.getByRole('status')).toHaveText('');
});

test('a server that lets everybody in and says nothing: given up and tried again, nothing sent before', async ({
  page,
  site,
  watch,
}) => {
  await control(site).fault({ ...down, event: 'connection update', drop: true, count: 1 });
  await openChat(page, pageWith(site, 'websocket', UNHURRIED));
  expect(await knocks(watch)).toBe(2);
  await say(page, 'now');
  await isDelivered(page, 'now');
});

/** What a close code means: come back, or that it is over. */
const back = [1011, 1012, 1013, 3010, 4429];
for (const code of back)
  test(`closed with ${code}: comes back, and loses nothing`, async ({ page, site, watch }) => {
    await openChat(page, pageWith(site, 'websocket'));
    await control(site).fault({ ...up, event: 'new message', close: code, count: 1 });
    await say(page, `after ${code}`);
    await isDelivered(page, `after ${code}`);
    await expect(answer(page, `after ${code}`)).toHaveCount(1);
    expect(await knocks(watch)).toBeGreaterThanOrEqual(2);
  });
for (const code of [1008, 4403])
  test(`closed with ${code}: says so, keeps the text, and knocks no more`, async ({ page, site, watch }) => {
    await openChat(page, pageWith(site, 'websocket'));
    await control(site).fault({ ...up, event: 'new message', close: code });
    await say(page, `after ${code}`);
    await expect(mine(page, `after ${code}`)).toHaveAttribute('delivery', 'failed');
    await expect(page.getByRole('status')).not.toHaveText('');
    expect(await knocks(watch)).toBe(1);
  });

test('the server starts again and has forgotten everything: old messages stay, the talk goes on', async ({
  page,
  site,
}) => {
  await openChat(page, pageWith(site, 'websocket'));
  await say(page, 'before');
  await expect(answer(page, 'before')).toHaveCount(1);
  await control(site).fault({ restart: true });
  await say(page, 'after');
  await isDelivered(page, 'after');
  await expect(answer(page, 'after')).toHaveCount(1);
  await expect(mine(page, 'before')).toHaveCount(1);
  await expect(answer(page, 'before')).toHaveCount(1);
});
