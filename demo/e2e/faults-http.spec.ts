import type { Fault } from 'chat-widget/mock-server';
import { answer, by, control, isDelivered, mine, openChat, pageWith } from './faulty-site.js';
import { composer, expect, say, test } from './site.js';
import type { Watch } from './history.js';

const path = '/stentor';
/** When the message came, and how often. */
const tries = async (watch: Watch, text: string): Promise<readonly number[]> =>
  (await watch.requests()).filter(({ body }) => JSON.stringify(body).includes(text)).map(({ at }) => at);
const gaps = (times: readonly number[]) => times.slice(1).map((at, index) => at - (times[index] ?? NaN));

test('a slow server: the bubble is there at once, the composer is free, then it is delivered', async ({
  page,
  site,
}) => {
  await openChat(page, pageWith(site, 'direct', 'timeout="9000"'));
  await control(site).fault({ path, stall: 0 });
  await say(page, 'patience');
  await expect(mine(page, 'patience')).toHaveAttribute('delivery', 'pending');
  await expect(composer(page)).toHaveValue('');
  await composer(page).fill('the next thought');
  await control(site).heal();
  await isDelivered(page, 'patience');
  await expect(composer(page)).toHaveValue('the next thought');
});

/** What a visitor need not notice: the message arrives by itself, and the answer comes once. */
const passing: readonly (readonly [string, Fault])[] = [
  ['the connection is reset twice before the server got it', { reset: true, count: 2 }],
  ['the answer is lost after the bot acted', { reset: true, when: 'after', count: 1 }],
  ['503 although the bot acted', { status: 503, when: 'after', count: 1 }],
  ['503 three times', { status: 503, count: 3 }],
  ['an error page in HTML', { body: '<html>503</html>', headers: { 'content-type': 'text/html' }, count: 1 }],
  ['JSON that is cut off', { truncate: 20, count: 1 }],
  ['JSON that is none', { corrupt: true, count: 1 }],
  ['an answer of another shape', { body: [1, 2], count: 1 }],
  ['a connection that breaks within the answer', { truncate: 20, reset: true, count: 1 }],
  ['a request that vanishes', { stall: 0, count: 1 }],
  ['an answer that comes three bytes at a time', { slow: { bytes: 3, interval: 2 } }],
  ['a request that arrives three times', { duplicate: 2, count: 1 }],
];
for (const [name, fault] of passing)
  test(`${name}: one bubble, one answer`, async ({ page, site, watch }) => {
    await openChat(page, pageWith(site, 'direct'));
    await control(site).fault({ path, ...fault });
    await say(page, 'ask 👩‍🔬 once');
    await isDelivered(page, 'ask 👩‍🔬 once');
    await expect(answer(page, 'ask 👩‍🔬 once')).toHaveCount(1);
    await expect(page.locator('chat-message', { hasText: '<html>' })).toHaveCount(0);
    const { commits } = await watch.journal();
    expect(commits.filter(({ text }) => text === 'ask 👩‍🔬 once')).toHaveLength(1);
  });

test('a server that always fails: given up after five attempts, the text is kept, and goes when asked', async ({
  page,
  site,
  watch,
}) => {
  // Five attempts of the server's, and none that a machine was too slow for.
  await openChat(page, pageWith(site, 'direct', 'backoff-base="40" timeout="9000"'));
  await control(site).fault({ path, status: 500 });
  await say(page, 'keep me');
  await expect(mine(page, 'keep me')).toHaveAttribute('delivery', 'failed', { timeout: 15_000 });
  await expect(mine(page, 'keep me')).toContainText('Not delivered');
  await expect(mine(page, 'keep me').getByRole('button')).toHaveCount(2);
  expect(await tries(watch, 'keep me')).toHaveLength(5);
  await control(site).heal();
  await mine(page, 'keep me').getByRole('button', { name: 'Retry' }).click();
  await isDelivered(page, 'keep me');
  await expect(answer(page, 'keep me')).toHaveCount(1);
});

test('429 with Retry-After is obeyed, and 0 is no invitation to hurry', async ({ page, site, watch }) => {
  await openChat(page, pageWith(site, 'direct'));
  for (const [after, least, most] of [
    ['2', 1990, 4500],
    ['0', 990, 3500],
  ] as const) {
    await control(site).fault({ path, status: 429, headers: { 'retry-after': after }, count: 1 });
    await say(page, `after ${after}`);
    await isDelivered(page, `after ${after}`);
    const [gap = NaN, ...more] = gaps(await tries(watch, `after ${after}`));
    expect(more).toEqual([]);
    expect(gap).toBeGreaterThanOrEqual(least);
    expect(gap).toBeLessThan(most);
  }
});

for (const status of [400, 403, 413, 422])
  test(`${status}: not delivered at once, and tried no second time`, async ({ page, site, watch }) => {
    await openChat(page, pageWith(site, 'direct'));
    await control(site).fault({ path, status });
    await say(page, 'not for you');
    await expect(mine(page, 'not for you')).toHaveAttribute('delivery', 'failed');
    await expect(mine(page, 'not for you')).toContainText('not for you');
    // The next one is tried for itself: the line goes on.
    await control(site).heal();
    await say(page, 'but this');
    await isDelivered(page, 'but this');
    expect(await tries(watch, 'not for you')).toHaveLength(1);
  });

for (const [name, fault] of [
  ['204', { status: 204, when: 'after' }],
  ['an empty object', { body: {}, when: 'after' }],
  ['words that are empty', { body: { outputSpeech: { displayText: '' } }, when: 'after' }],
] as const)
  test(`an answer that says nothing (${name}) shows no empty bubble`, async ({ page, site, watch }) => {
    // The bot's words are lost on the way: nobody can see them.
    watch.dismiss('the answer is replaced by another');
    await openChat(page, pageWith(site, 'direct'));
    await control(site).fault({ path, ...fault, count: 1 });
    await say(page, 'say nothing');
    await isDelivered(page, 'say nothing');
    await expect(by(page, 'bot')).toHaveCount(1);
    await say(page, 'go on');
    await expect(answer(page, 'go on')).toHaveCount(1);
    await expect(by(page, 'bot')).toHaveCount(2);
  });
