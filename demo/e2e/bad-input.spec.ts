import type { Page } from '@playwright/test';
import { composer, expect, launcher, say, test as base, type Site } from './site.js';

/** What the widget says on the console. */
const test = base.extend<{ lines: string[] }>({
  lines: async ({ page }, use) => {
    const lines: string[] = [];
    page.on('console', (line) => {
      // That a loaded machine had no storage or no configuration within a second is no matter of this file.
      if (/\[chat-widget\] (?!not-kept|config-slow)/.test(line.text())) lines.push(line.text());
    });
    await use(lines);
  },
});

const script = '<script type="module" src="/chat-widget.js"></script>';
const embed = (attributes: string) => `<chat-widget key="demo" ${attributes}></chat-widget>${script}`;
const own = (page: Page) => page.locator('chat-message[author=user]');
const bot = (page: Page) => page.locator('chat-message[author=bot]');
const status = (page: Page) => page.getByRole('status');
const code = (line: string | undefined) => /^\[chat-widget\] ([a-z-]+): ./.exec(line ?? '')?.[1];

async function open(page: Page, site: Site, attributes = ''): Promise<void> {
  await page.goto(site.page(embed(attributes)));
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
}
async function greeted(page: Page, site: Site, attributes = ''): Promise<void> {
  await open(page, site, attributes);
  await expect(bot(page)).toHaveText(/welcome to Northwind/);
}
const fault = (page: Page, site: Site, data: object) => page.request.post(`${site.url}/__mock/faults`, { data });
const mend = (page: Page, site: Site) => page.request.delete(`${site.url}/__mock/faults`);

const path = '/stentor';
const answers: Readonly<Record<string, readonly [fault: object, code: string, sentence: string]>> = {
  '400': [{ path, status: 400 }, 'rejected', 'The chat could not accept this.'],
  '401': [{ path, status: 401 }, 'unauthorized', 'This chat is not allowed to connect.'],
  '403': [{ path, status: 403 }, 'forbidden', 'This chat is not available on this site.'],
  '404': [{ path, status: 404 }, 'not-found', 'The chat cannot be reached at the moment.'],
  '413': [{ path, status: 413 }, 'too-large', 'That is too long to send. Please shorten it.'],
  '500': [{ path, status: 500 }, 'server-error', 'The chat has a problem at the moment.'],
  '500 with HTML': [
    { path, status: 500, body: '<h1>Oops</h1>', headers: { 'content-type': 'text/html' } },
    'server-error',
    'The chat has a problem at the moment.',
  ],
  'HTML instead of JSON': [
    { path, body: '<!doctype html><h1>Hello</h1>', headers: { 'content-type': 'text/html' } },
    'bad-reply',
    'The answer could not be read.',
  ],
  'truncated JSON': [{ path, truncate: 20 }, 'bad-reply', 'The answer could not be read.'],
  'an empty body': [{ path, body: '' }, 'bad-reply', 'The answer could not be read.'],
  'JSON that is no answer': [{ path, body: ['hello'] }, 'bad-reply', 'The answer could not be read.'],
  silence: [{ path, latency: 60_000 }, 'timeout', 'The answer took too long.'],
};

test.describe('to a message the backend answers', () => {
  for (const [what, [how, expected, sentence]] of Object.entries(answers))
    test(`${what}: one sentence, one line, and Retry brings it there`, async ({ page, site, lines }) => {
      await greeted(page, site, `backoff-base="1" ${what === 'silence' ? 'timeout="500"' : ''}`);
      await fault(page, site, how);
      await say(page, 'Is there breakfast?');
      await composer(page).fill('and parking');

      await expect(own(page)).toHaveAttribute('delivery', 'failed');
      await expect(own(page)).toContainText('Is there breakfast?');
      await expect(own(page)).toContainText('Not delivered');
      await expect(own(page).getByText(sentence)).toHaveCount(1);
      await expect(status(page)).toHaveText('');
      expect(lines.map(code)).toEqual([expected]);
      await expect(composer(page)).toHaveValue('and parking');

      await mend(page, site);
      await own(page).getByRole('button', { name: 'Retry' }).click();
      await expect(own(page)).toHaveAttribute('delivery', 'delivered');
      await expect(bot(page).last()).toContainText('Is there breakfast?');
      await expect(own(page)).toHaveCount(1);
      await expect(own(page).getByText(sentence)).toHaveCount(0);
      expect(lines).toHaveLength(1);
      await expect(composer(page)).toHaveValue('and parking');
    });
});

/** What is no fault of the message: it waits, and goes by itself. */
const reconnecting = 'Reconnecting. Your messages are kept.';
const roads: Readonly<Record<string, readonly [fault: object, sentence: string | RegExp]>> = {
  'no answer': [{ path, drop: true }, reconnecting],
  'an answer that breaks off': [{ path, truncate: 20, drop: true }, reconnecting],
  '429': [{ path, status: 429 }, /The chat is busy\. Sending again in (a second|\d+ seconds)\./],
  '503': [{ path, status: 503 }, reconnecting],
};
test.describe('to a message there comes', () => {
  for (const [what, [how, sentence]] of Object.entries(roads))
    test(`${what}: it is kept, the line says why, and it goes when it can`, async ({ page, site, lines }) => {
      await greeted(page, site);
      await fault(page, site, how);
      await say(page, 'Is there breakfast?');
      await expect(status(page)).toHaveText(sentence);
      await expect(own(page)).toHaveAttribute('delivery', 'pending');
      await mend(page, site);
      await expect(own(page)).toHaveAttribute('delivery', 'delivered', { timeout: 30_000 });
      await expect(bot(page).last()).toContainText('Is there breakfast?');
      await expect(own(page)).toHaveCount(1);
      await expect(status(page)).toHaveText('');
      expect(lines).toEqual([]);
    });
});

const addresses: Readonly<Record<string, readonly [attributes: string, code: string, sentence: string]>> = {
  'that is wrong': ['url="/nowhere"', 'not-found', 'The chat cannot be reached at the moment.'],
  'of another kind': ['url="ws://127.0.0.1:1/"', 'bad-config', 'The chat is not set up correctly.'],
};
test.describe('a backend at an address', () => {
  for (const [what, [attributes, expected, sentence]] of Object.entries(addresses))
    test(`${what}: one sentence when it is opened, and none of the words are lost`, async ({ page, site, lines }) => {
      await open(page, site, attributes);
      await expect(status(page)).toContainText(sentence);
      await expect.poll(() => lines.map(code)).toEqual([expected]);

      await say(page, 'Hello?');
      await expect(own(page)).toHaveAttribute('delivery', 'failed');
      await expect(own(page)).toContainText('Hello?');
      await expect(own(page).getByRole('button', { name: 'Retry' })).toBeVisible();
      expect(lines.map(code)).toEqual([expected, expected]);
    });

  test('that nobody answers, and then somebody does: it greets by itself', async ({ page, site, lines }) => {
    await page.goto(site.page(embed('')));
    await expect(launcher(page)).toBeVisible();
    await fault(page, site, { path, drop: true });
    await launcher(page).click();
    await expect(status(page)).toHaveText(reconnecting);
    await mend(page, site);
    await expect(bot(page)).toHaveText(/welcome to Northwind/, { timeout: 30_000 });
    await expect(status(page)).toHaveText('');
    expect(lines).toEqual([]);
  });

  test('that has no socket yet: the line says that it connects again, and what is said goes when it has one', async ({
    page,
    site,
    lines,
  }) => {
    let down = true;
    await page.routeWebSocket(/\/stentor\/ws/, (socket) => {
      if (down) void socket.close({ code: 1012 });
      else socket.connectToServer();
    });
    await open(page, site, 'transport="websocket" url="/stentor/ws"');
    await expect(status(page)).toHaveText(reconnecting);
    await say(page, 'Hello?');
    await expect(own(page)).toHaveAttribute('delivery', 'pending');
    down = false;
    await expect(own(page)).toHaveAttribute('delivery', 'delivered', { timeout: 10_000 });
    await expect(bot(page).last()).toContainText('Hello?');
    await expect(status(page)).toHaveText('');
    expect(lines).toEqual([]);
  });
});

for (const name of ['carrier-pigeon', 'constructor'])
  test(`a transport “${name}”: the legal names for the developer, and for the visitor what is set up below it`, async ({
    page,
    site,
    lines,
  }) => {
    await greeted(page, site, `transport="${name}"`);
    await say(page, 'Hello?');
    await expect(own(page)).toHaveAttribute('delivery', 'delivered');
    await expect(bot(page).last()).toContainText('You said');
    expect(lines.map(code)).toEqual(['bad-setting']);
    expect(lines[0]).toContain(`“${name}”`);
    expect(lines[0]).toContain('direct | websocket');
  });

test('attributes that do not parse are named, each in one line, and the widget works without them', async ({
  page,
  site,
  lines,
}) => {
  const bad = {
    layout: 'sideways',
    position: 'middle',
    'auto-scroll': 'maybe',
    'session-duration': 'long',
    timeout: '-1',
    theme: '{"primaryColor": ',
    starters: 'nothing',
    url: 'javascript:alert(1)',
    language: '!!',
  };
  const attributes = Object.entries(bad).map(([name, value]) => `${name}='${value}'`);
  await greeted(page, site, attributes.join(' '));
  expect(lines.map(code)).toEqual(Object.keys(bad).map(() => 'bad-setting'));
  for (const [name, value] of Object.entries(bad))
    expect(lines.filter((line) => line.includes(`“${name}”`) && line.includes(value))).toHaveLength(1);
  await expect(page.getByRole('dialog', { name: 'Northwind' })).toBeVisible();
});

/** The backend says exactly this to everything. */
const answerWith = (page: Page, response: unknown) =>
  page.route('**/stentor', (route) => route.fulfill({ json: response }));

test('displays of unknown types are words, and odd pieces of an answer are left out', async ({ page, site, lines }) => {
  await answerWith(page, {
    outputSpeech: {
      displayText: 'Look:',
      suggestions: [7, null, { title: {} }, 'fine', { title: 'x', url: 'javascript:alert(1)' }],
    },
    displays: [
      { type: 'HOLOGRAM', title: 'A room', content: 'with a view' },
      { type: 'constructor' },
      { type: 'CAROUSEL', items: [null, 7, {}, { title: 'Sea room', token: 'sea' }] },
      { type: 'LIST', items: 'none' },
      null,
      7,
      [],
    ],
    system: 'DANCE',
    data: 'x',
    reprompt: { displayText: 'And?' },
  });
  await open(page, site);
  await expect(bot(page)).toHaveCount(1);
  await expect(bot(page)).toContainText('Look:');
  await expect(bot(page)).toContainText('A room');
  await expect(bot(page)).toContainText('with a view');
  await expect(bot(page).getByText('This message cannot be shown here.')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Choose: Sea room' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Suggested replies' }).getByRole('button')).toHaveText(['fine']);
  await expect(page.locator('[href^="javascript"]')).toHaveCount(0);
  expect(lines).toHaveLength(1);
  await say(page, 'Still there?');
  await expect(own(page)).toHaveAttribute('delivery', 'delivered');
});

test('frames of unknown events, and what is no frame at all, stop nothing', async ({ page, site, lines }) => {
  await greeted(page, site, 'transport="websocket" url="/stentor/ws"');
  const event = 'typing';
  const bodies = [
    '<!doctype html>',
    '',
    '[1]',
    '{"event":',
    { event: 'constructor' },
    { event: 'party time', data: {} },
  ];
  for (const [index, body] of bodies.entries()) {
    await fault(page, site, { direction: 'down', event, count: 1, body });
    await say(page, `number ${index}`);
    await expect(bot(page).last()).toContainText(`number ${index}`);
  }
  await expect(own(page)).toHaveCount(bodies.length);
  await expect(page.locator('chat-message[delivery=failed]')).toHaveCount(0);
  await expect(status(page)).toHaveText('');
  expect(lines.length).toBeLessThanOrEqual(bodies.length);
});

const megabyte = 'All work and no play makes a long text. '.repeat(26_214);

test('a megabyte from the bot is shown, more of it on demand, and the chat goes on', async ({
  page,
  site,
  lines,
  watch,
}) => {
  // A megabyte is drawn, and read by this test, for as long as the machine takes.
  test.slow();
  watch.dismiss('Each look at a megabyte takes longer than the conversation.');
  await answerWith(page, { outputSpeech: { displayText: megabyte.slice(0, 1_000_000) }, reprompt: 'And?' });
  await open(page, site);
  await expect(bot(page)).toContainText('All work and no play', { timeout: 20_000 });
  await expect(page.locator('chat-message[streaming]')).toHaveCount(0);
  await page.unroute('**/stentor');
  await say(page, 'Shorter, please');
  await expect(bot(page)).toHaveCount(2, { timeout: 30_000 });
  await expect(bot(page).last()).toContainText('Shorter, please');
  await expect(bot(page).last()).toBeInViewport();
  expect(lines).toEqual([]);
});

test('more than a megabyte from the bot cannot be read, and says so', async ({ page, site, lines }) => {
  await greeted(page, site, 'backoff-base="1"');
  await answerWith(page, { outputSpeech: { displayText: megabyte + megabyte } });
  await say(page, 'Tell me everything');
  // It is asked for five times.
  await expect(own(page)).toHaveAttribute('delivery', 'failed', { timeout: 20_000 });
  await expect(own(page)).toContainText('The answer could not be read.');
  expect(lines.map(code)).toEqual(['bad-reply']);
});

test('a megabyte from the visitor is too long to send: it says so at once, and the words stay where they are', async ({
  page,
  site,
  lines,
  watch,
}) => {
  watch.dismiss('What is refused was never said.');
  const length = () => composer(page).evaluate((field: HTMLTextAreaElement) => field.value.length);
  await greeted(page, site);
  await composer(page).fill(megabyte);
  await composer(page).press('Enter');
  await expect(status(page)).toHaveText('That is too long to send. Please shorten it.');
  expect(await length()).toBe(megabyte.length);
  await expect(own(page)).toHaveCount(0);
  await say(page, 'Shorter');
  await expect(bot(page).last()).toContainText('Shorter');
  await expect(own(page)).toHaveText(/Shorter/);
  await expect(status(page)).toHaveText('');
  expect(lines).toEqual([]);
});
