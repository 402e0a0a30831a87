import type { Page } from '@playwright/test';
import { composer, expect, launcher, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const COMPLETE = '/v1/conversation/.*/complete';
const HASTE = 'backoff-base="40" timeout="4000"';
const by = (page: Page, author: string) => page.locator(`chat-message[author=${author}]`);
const lastAnswer = (page: Page) => by(page, 'bot').last();
const lastWords = (page: Page) => by(page, 'user').last();

interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
const requests = async (page: Page, site: Site, end: string): Promise<readonly Arrival[]> => {
  const all = (await (await page.request.get(`${site.url}/__mock/requests`)).json()) as readonly Arrival[];
  return all.filter(({ method, path }) => method === 'POST' && path.endsWith(end));
};
const fault = (page: Page, site: Site, data: object) => page.request.post(`${site.url}/__mock/faults`, { data });

const widget = (site: Site, more = '', id = 'demo'): string =>
  `<chat-widget transport="chatbotkit" widget-id="${id}" url="${site.url}/v1" ${HASTE} ${more}></chat-widget>`;

/** Opens it, unless it is open since the last page. */
async function open(page: Page): Promise<void> {
  await composer(page).or(launcher(page)).first().waitFor();
  if (!(await composer(page).isVisible())) await launcher(page).click();
  await expect(composer(page)).toBeVisible();
}
async function start(page: Page, site: Site, body: string): Promise<void> {
  await page.goto(site.page(body + script));
  await open(page);
}
async function hears(page: Page, words: string): Promise<void> {
  await say(page, words);
  await expect(lastWords(page)).toHaveAttribute('delivery', 'delivered');
  await expect(lastAnswer(page)).toContainText(words);
}

// The wire has no place for the id of a message, so the checker of histories cannot know which commit is whose.
test.beforeEach(({ watch }) => watch.dismiss('no ids on this wire'));

test('a conversation: streamed answers, parts and replies in markdown, one session, and no token in sight', async ({
  page,
  site,
}) => {
  await start(page, site, widget(site));
  await hears(page, 'Is there breakfast? 👩‍🔬');
  await say(page, 'show carousel');
  await expect(lastAnswer(page).locator('chat-carousel')).toBeVisible();
  await say(page, 'suggestions');
  await lastAnswer(page).getByRole('button', { name: 'Opening hours' }).click();
  await expect(lastAnswer(page)).toContainText('Opening hours');
  await say(page, 'think');
  await expect(lastAnswer(page)).toContainText('the answer is yes');
  expect(await requests(page, site, '/session/create')).toHaveLength(1);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, document.documentElement.outerHTML]));
  expect(kept).not.toContain('eyJ');
});

test('a form of the bot’s markdown is filled in, and goes back as words that it can read', async ({ page, site }) => {
  await start(page, site, widget(site));
  await say(page, 'show form');
  const form = lastAnswer(page).locator('chat-form');
  await form.getByRole('radio', { name: 'Sea room' }).check();
  await form.getByRole('textbox', { name: 'Full name' }).fill('Ann Lee');
  await form.getByLabel('Arrival').fill('2026-12-01');
  await form.getByRole('button', { name: 'Send' }).click();
  await expect(by(page, 'bot')).toHaveCount(2);
  const [, sent] = await requests(page, site, '/complete');
  expect((sent?.body as { readonly text: string }).text.split('\n')).toEqual(
    expect.arrayContaining(['room: sea', 'name: Ann Lee', 'arrival: "2026-12-01"']),
  );
});

test('a reload goes on in the same conversation, and a second tab too', async ({ page, site, context }) => {
  const address = site.page(widget(site) + script);
  await page.goto(address);
  await open(page);
  await hears(page, 'Before');
  await page.reload();
  await open(page);
  await expect(by(page, 'user')).toHaveText([/Before/]);
  await hears(page, 'After');
  const other = await context.newPage();
  await other.goto(address);
  await open(other);
  await expect(by(other, 'user')).toHaveText([/Before/, /After/]);
  await hears(other, 'Elsewhere');
  await expect(by(page, 'user')).toHaveText([/Before/, /After/, /Elsewhere/]);
  await page.close();
  await hears(other, 'Still here');
  expect(await requests(other, site, '/session/create')).toHaveLength(1);
});

test('an expired token: another session is told what was said, the word is sent once more, the visitor reads it', async ({
  page,
  site,
}) => {
  await start(page, site, widget(site));
  await hears(page, 'I am Ann');
  await fault(page, site, { path: COMPLETE, status: 401, count: 1 });
  await hears(page, 'Who am I?');
  await expect(by(page, 'system')).toHaveText([/A new conversation begins here/]);
  const sessions = await requests(page, site, '/session/create');
  expect(sessions).toHaveLength(2);
  expect(JSON.stringify(sessions)).toContain('I am Ann');
  expect(JSON.stringify(sessions)).not.toContain('Who am I?');
  expect(await requests(page, site, '/complete')).toHaveLength(3);
});

test('refused for ever: two sessions, and the words are kept', async ({ page, site }) => {
  await start(page, site, widget(site));
  await fault(page, site, { path: COMPLETE, status: 401 });
  await say(page, 'keep me');
  await expect(lastWords(page)).toHaveAttribute('delivery', 'failed');
  await expect(lastWords(page)).toContainText('keep me');
  expect(await requests(page, site, '/session/create')).toHaveLength(2);
});

test('Stop ends the answer and keeps what came of it; the next one comes', async ({ page, site }) => {
  await start(page, site, widget(site));
  await fault(page, site, { path: COMPLETE, slow: { bytes: 200, interval: 20 }, count: 1 });
  await say(page, 'long 100');
  await expect(lastAnswer(page)).toContainText('Chapter');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await expect(lastAnswer(page)).toContainText('Chapter');
  await expect(lastAnswer(page)).not.toContainText('The answer was interrupted');
  await expect(lastWords(page)).toHaveAttribute('delivery', 'delivered');
  await hears(page, 'and now?');
});

test('an answer that breaks off is kept and marked; one whose fate is unknown is the visitor’s to repeat', async ({
  page,
  site,
}) => {
  await start(page, site, widget(site));
  await fault(page, site, { path: COMPLETE, truncate: 1500, reset: true, count: 1 });
  await say(page, 'long 4');
  await expect(lastAnswer(page)).toContainText('The answer was interrupted');
  await expect(lastWords(page)).toHaveAttribute('delivery', 'delivered');
  await fault(page, site, { path: COMPLETE, reset: true, when: 'after', count: 1 });
  await say(page, 'once only');
  await expect(lastWords(page)).toContainText('This may not have arrived');
  expect(await requests(page, site, '/complete')).toHaveLength(2);
  await lastWords(page).getByRole('button', { name: 'Retry' }).click();
  await expect(lastAnswer(page)).toContainText('once only');
});

test('while one answer comes the next words wait, in their order', async ({ page, site }) => {
  await start(page, site, widget(site));
  await fault(page, site, { path: COMPLETE, slow: { bytes: 40, interval: 20 }, count: 1 });
  await say(page, 'first');
  await say(page, 'second');
  await say(page, 'third');
  await expect(by(page, 'bot')).toHaveText([/first/, /second/, /third/], { timeout: 15_000 });
});

test('a function of the page is called with the visitor’s leave, and its result is answered', async ({
  page,
  site,
}) => {
  const offer = `<script>document.querySelector('chat-widget').functions = {
    getTime: { description: 'Tells the time', handler: ({ zone }) => ({ time: 'noon in ' + zone }) },
  };</script>`;
  await start(page, site, widget(site, 'tools') + offer);
  await say(page, 'call getTime {"zone":"Oslo"}');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(lastAnswer(page)).toContainText('noon in Oslo');
  await expect(lastWords(page)).toHaveAttribute('delivery', 'delivered');
  const [published] = await requests(page, site, '/publish');
  expect(JSON.stringify(published?.body)).toContain('noon in Oslo');
});

test('answers are judged, also after a reload', async ({ page, site }) => {
  await start(page, site, widget(site, 'feedback'));
  await hears(page, 'Judge me');
  await page.reload();
  await open(page);
  await lastAnswer(page).getByRole('button', { name: 'Good answer' }).click();
  await expect(lastAnswer(page)).toContainText('Thank you');
  await expect.poll(() => requests(page, site, '/upvote')).toHaveLength(1);
});

test('a file goes to the conversation in two steps, and the bot has it with the next words', async ({ page, site }) => {
  const made = await page.request.post(`${site.url}/v1/integration/widget/create`, {
    headers: { authorization: 'Bearer a-key-of-this-test' },
    data: { botId: 'bot-1', attachments: true },
  });
  const { id } = (await made.json()) as { readonly id: string };
  await start(page, site, widget(site, 'attachments', id));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Two dogs.') });
  await say(page, 'Here you are');
  await expect(lastWords(page)).toHaveAttribute('delivery', 'delivered');
  await expect(lastAnswer(page)).toContainText('notes.txt');
  expect(await requests(page, site, '/attachment/upload')).toHaveLength(1);
});

test('a busy backend is waited for as long as it says', async ({ page, site }) => {
  await start(page, site, widget(site));
  const headers = { 'retry-after': '2' };
  await fault(page, site, { path: COMPLETE, status: 429, headers, count: 1 });
  const before = Date.now();
  await hears(page, 'no hurry');
  expect(Date.now() - before).toBeGreaterThanOrEqual(1_990);
  expect(await requests(page, site, '/complete')).toHaveLength(2);
});

for (const status of [400, 403, 413, 422])
  test(`a word that is refused with ${status} fails at once, and is asked for once`, async ({ page, site }) => {
    await start(page, site, widget(site));
    await fault(page, site, { path: COMPLETE, status });
    await say(page, 'not this');
    await expect(lastWords(page)).toHaveAttribute('delivery', 'failed');
    expect(await requests(page, site, '/complete')).toHaveLength(1);
  });

test('a server that has forgotten everything: what was said stays, a line, and it goes on', async ({ page, site }) => {
  await start(page, site, widget(site));
  await hears(page, 'Remember this');
  await page.request.post(`${site.url}/__mock/reset`);
  await hears(page, 'And this');
  await expect(by(page, 'system')).toHaveText([/A new conversation begins here/]);
  await expect(by(page, 'user')).toHaveText([/Remember this/, /And this/]);
});

test('what is said offline goes out in its order when the network is back', async ({ page, site, context }) => {
  await start(page, site, widget(site));
  await context.setOffline(true);
  for (const words of ['one', 'two', 'three']) await say(page, words);
  await expect(by(page, 'user')).toHaveCount(3);
  // A request that fails when the network is back already may have arrived.
  await expect(page.locator('[part=status]')).toContainText(/offline/i);
  await context.setOffline(false);
  await expect(by(page, 'bot').last()).toContainText('three', { timeout: 15_000 });
  await expect(by(page, 'bot')).toHaveText([/one/, /two/, /three/]);
});

test('a look at another tab meanwhile changes nothing: one request, the whole answer', async ({
  page,
  site,
  context,
}) => {
  await start(page, site, widget(site));
  await say(page, 'long 3');
  await expect(lastAnswer(page)).toContainText('Chapter');
  const other = await context.newPage();
  await other.goto('about:blank');
  await other.bringToFront();
  await page.bringToFront();
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0, { timeout: 20_000 });
  await expect(lastAnswer(page)).not.toContainText('interrupted');
  expect(await requests(page, site, '/complete')).toHaveLength(1);
});

test('a widget that is not there says so once, and is asked for no more', async ({ page, site }) => {
  await start(page, site, widget(site, '', 'nobody'));
  await expect(
    page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'cannot be reached' }).first(),
  ).toBeVisible();
  expect(await requests(page, site, '/session/create')).toHaveLength(1);
});
