import type { Page, Request } from '@playwright/test';
import { listen, take } from './listener.js';
import { expect, test, type Site } from './site.js';

test.use({ locale: 'en-GB', timezoneId: 'UTC', contextOptions: { reducedMotion: 'reduce' } });

const MORNING = Date.UTC(2026, 10, 20, 10, 42);

type Event = Readonly<Record<string, unknown>>;
/** What happens, as it stands in the transcript, and how. */
type Step = readonly [what: string, happen: (page: Page) => Promise<unknown>];

/** The backend says something. */
const says =
  (...events: readonly Event[]) =>
  async (page: Page) => {
    for (const event of events) {
      await page.evaluate((each) => (Reflect.get(globalThis, 'emit') as (event: unknown) => void)(each), event);
      // As fast as somebody speaks.
      if (event['type'] === 'text-delta') await page.clock.runFor(100);
    }
  };
const message = (id: string, parts: string | readonly Event[], more: Event = {}): Event => ({
  type: 'message-added',
  message: {
    id,
    author: 'bot',
    parts: typeof parts === 'string' ? [{ type: 'text', text: parts }] : parts,
    delivery: 'delivered',
    streaming: false,
    createdAt: MORNING,
    ...more,
  },
});
/** Token by token. */
const streamed = (id: string, text: string): readonly Event[] => [
  { type: 'message-started', id, author: 'bot', createdAt: MORNING },
  ...(text.match(/\s*\S+/g) ?? []).map((delta) => ({ type: 'text-delta', id, delta })),
  { type: 'message-completed', id },
];
/** What becomes of what the visitor said last. */
const arrives = (page: Page) =>
  page.evaluate(() => (Reflect.get(globalThis, 'settle') as { resolve: () => void }).resolve());
const fails = (code: string) => (page: Page) =>
  page.evaluate((why) => {
    const error = { [Symbol.for('chat-widget.error')]: true, code: why, message: why, outcome: 'rejected' };
    (Reflect.get(globalThis, 'settle') as { reject: (reason: object) => void }).reject(error);
  }, code);
const write = (text: string) => async (page: Page) => {
  await page.locator('chat-composer textarea').fill(text);
  await page.locator('chat-composer textarea').press('Enter');
};
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).last().press('Enter');

const answer = `# Free rooms

Yes, **two rooms** are free. Each of them has a [terrace](https://example.com/terrace), and the price is \\(n \\cdot 118\\) euros.

| Room | Price |
|------|------:|
| Garden room | €118 |
| Sea room | €146 |

What you need to know:

1. Prices include \`breakfast\`
2. Dogs are *welcome*
   - [x] small ones
   - [ ] large ones

$$
\\sum_{i=1}^{n} p_i
$$

![The garden in spring](https://example.com/garden.png)

\`\`\`js
const rooms = await api.free({ nights: 3 });
\`\`\`

> A hold lasts 15 min.

See https://www.example.com/booking?x=1 for the rest.`;

const carousel = {
  type: 'carousel',
  title: 'Rooms',
  items: [
    { title: 'Garden room', description: '2 guests · terrace · €118', actions: [{ type: 'reply', label: 'Choose' }] },
    { title: 'Sea room', description: '2 guests · balcony · €146', actions: [{ type: 'reply', label: 'Choose' }] },
  ],
};
const form = {
  type: 'form',
  name: 'booking',
  title: 'Your details',
  fields: [
    { type: 'text', name: 'name', label: 'Full name', mandatory: true },
    { type: 'text', name: 'email', label: 'E-mail', format: 'email', mandatory: true },
  ],
  submitLabel: 'Continue',
};
const ana = { id: 'ana', author: 'agent', name: 'Ana' };

const conversation: readonly Step[] = [
  ['the chat is opened', button('Open chat')],
  ['the greeting', says(message('hello', 'Welcome to **Northwind**. How can I help?'))],
  ['the visitor asks, and waits', write('Which rooms are free?')],
  ['the answer is streamed', says(...streamed('answer', answer))],
  ['the question was delivered', arrives],
  [
    'quick replies are offered',
    says({
      type: 'suggestions-changed',
      suggestions: ['Show me both', 'Talk to a person'].map((label) => ({ type: 'reply', label })),
    }),
  ],
  ['cards', says(message('cards', [{ type: 'text', text: 'Here they are:' }, carousel]))],
  ['a form', says(message('form', [{ type: 'text', text: 'Gladly. Who is staying?' }, form]))],
  ['the form is sent, and nothing is filled in', button('Continue')],
  ['the visitor says something that does not arrive', write('And with a dog?')],
  ['it fails', fails('too-large')],
  ['the visitor tries again', button('Retry')],
  ['it arrives', arrives],
  ['the network is gone', says({ type: 'connection-changed', state: 'waiting', retryIn: 60_000, reason: 'offline' })],
  ['the network is back', says({ type: 'connection-changed', state: 'open' })],
  [
    'a person is asked for',
    says({ type: 'handoff-changed', handoff: 'requested' }, { type: 'queue-changed', position: 1 }),
  ],
  ['the queue moves', says({ type: 'queue-changed', position: 0 })],
  [
    'the person comes',
    says({ type: 'party-changed', party: ana, present: true }, { type: 'handoff-changed', handoff: 'active' }),
  ],
  ['the person writes for a while', says({ type: 'typing-changed', party: ana, typing: true })],
  [
    'the person says something, with files',
    says(
      message('a1', 'Hello, I am Ana. Here is the menu 🙂', {
        author: 'agent',
        name: 'Ana',
        attachments: [{ url: 'https://example.com/menu.pdf', type: 'application/pdf', name: 'menu.pdf', size: 1024 }],
      }),
    ),
  ],
  [
    'they say something in their own language',
    says(message('a0', 'Buon appetito. Il menù è sul tavolo.', { author: 'agent', name: 'Ana', language: 'it' })),
  ],
  ['the same words twice', says(message('a2', 'One moment.', { author: 'agent', name: 'Ana' }))],
  ['', says(message('a3', 'One moment.', { author: 'agent', name: 'Ana' }))],
  [
    'the chat is closed, and two messages come',
    async (page) => {
      await page.locator('chat-composer textarea').press('Escape');
      await says(
        message('c1', 'The table is yours.', { author: 'agent', name: 'Ana' }),
        message('c2', 'See you at eight!', { author: 'agent', name: 'Ana' }),
      )(page);
    },
  ],
  ['it is opened again', (page) => page.getByRole('button', { name: /^Open chat/ }).press('Enter')],
  [
    'an answer is broken off',
    says(
      { type: 'message-started', id: 'b9', author: 'bot' },
      { type: 'text-delta', id: 'b9', delta: 'Breakfast is' },
      { type: 'message-interrupted', id: 'b9' },
    ),
  ],
  ['the person leaves', says({ type: 'party-changed', party: ana, present: false })],
  ['something may be missing', says({ type: 'continuity-lost', cause: 'gap' })],
  ['the conversation ends', says(message('end', [{ type: 'notice', event: 'ended' }], { author: 'system' }))],
];

/** Settles when nothing is being fetched. */
function quietness(page: Page): () => Promise<void> {
  const pending = new Set<Request>();
  page.on('request', (request) => pending.add(request));
  for (const over of ['requestfinished', 'requestfailed'] as const)
    page.on(over as 'requestfinished', (request) => pending.delete(request));
  return () => expect.poll(() => pending.size).toBe(0);
}

/** A conversation, and what is heard of it. */
async function transcript(page: Page, site: Site, steps: readonly Step[], attributes = ''): Promise<string> {
  await listen(page);
  await page.clock.install({ time: MORNING });
  await page.goto(
    site.page(`<chat-widget heading="Northwind" ${attributes}></chat-widget>
      <script type="module" src="/chat-widget.js"></script>
      <script type="module">
        document.querySelector('chat-widget').transport = {
          async open(emit) {
            globalThis.emit = emit;
            emit({ type: 'connection-changed', state: 'open' });
          },
          send: () => new Promise((resolve, reject) => (globalThis.settle = { resolve, reject })),
          async close() {},
        };
      </script>`),
  );
  const quiet = quietness(page);
  await page.waitForLoadState('networkidle');
  await page.clock.pauseAt(MORNING + 60_000);
  const lines: string[] = [];
  for (const [what, happen] of steps) {
    await happen(page);
    // Six seconds, a piece at a time, so that code and words that are fetched have theirs.
    const heard: string[] = [];
    for (let pieces = 0; pieces < 12; pieces++) {
      await page.clock.runFor(500);
      await quiet();
      heard.push(...(await take(page)));
    }
    lines.push(what ? `(${what})` : '(again)', ...heard.map((line) => `  ${line}`));
  }
  return `${lines.join('\n')}\n`;
}

test('what a screen reader says of a whole conversation', async ({ page, site, watch }) => {
  test.setTimeout(120_000);
  watch.dismiss('The backend is made up by the page.');
  expect(await transcript(page, site, conversation)).toMatchSnapshot('heard-en.txt');
});

/** The visitor chooses what is announced. */
const choose = (title: string, name: string, done: string) => async (page: Page) => {
  await page.locator('[part~=menu]').click();
  await page.getByRole('menuitem', { name: title }).click();
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: done }).last().click();
};

for (const [manner, name] of [
  ['sentences', 'Sentence by sentence'],
  ['nothing', 'Not at all'],
] as const)
  test(`what it says to those who chose ${manner}`, async ({ page, site, watch }) => {
    test.setTimeout(120_000);
    watch.dismiss('The backend is made up by the page.');
    const few = conversation.filter(([what]) =>
      /opened|greeting|asks|streamed|was delivered|offered|does not arrive|fails|network/.test(what),
    );
    const [open, ...rest] = few;
    if (!open) throw new Error('Nothing happens.');
    const steps: readonly Step[] = [
      open,
      [`the visitor chooses: ${name}`, choose('Comfort settings', name, 'Done')],
      ...rest.filter(([what]) => !what.startsWith('it is opened')),
    ];
    expect(await transcript(page, site, steps)).toMatchSnapshot(`heard-${manner}-en.txt`);
  });

const abroad = {
  de: {
    open: 'Chat öffnen',
    hello: 'Willkommen bei **Northwind**. Wie kann ich helfen?',
    ask: 'Welche Zimmer sind frei?',
  },
  ar: { open: 'فتح المحادثة', hello: 'أهلا بكم في **Northwind**. كيف يمكنني مساعدتكم؟', ask: 'ما الغرف المتاحة؟' },
} as const;
const foreign: Readonly<Record<keyof typeof abroad, string>> = {
  de: 'Ja, **zwei Zimmer** sind frei:\n\n- Gartenzimmer für 118 €\n- Seezimmer für 146 €\n\n```js\napi.free();\n```\n\n| Zimmer | Preis |\n|---|---|\n| Garten | 118 € |',
  ar: 'نعم، هناك **غرفتان**:\n\n- غرفة الحديقة\n- غرفة البحر\n\n```js\napi.free();\n```\n\n| الغرفة | السعر |\n|---|---|\n| الحديقة | 118 |',
};

for (const [language, { open, hello, ask }] of Object.entries(abroad) as [keyof typeof abroad, (typeof abroad)['de']][])
  test(`what it says in another language: ${language}`, async ({ page, site, watch }) => {
    test.setTimeout(120_000);
    watch.dismiss('The backend is made up by the page.');
    const steps: readonly Step[] = [
      ['the chat is opened', (page) => page.locator('[part~=launcher]').press('Enter')],
      ['the greeting', says(message('hello', hello))],
      ['the visitor asks, and waits', write(ask)],
      ['the question does not arrive', fails('too-large')],
      ['the answer is streamed', says(...streamed('answer', foreign[language]))],
      ['a person writes for a while', says({ type: 'typing-changed', party: ana, typing: true })],
      ['the person comes', says({ type: 'party-changed', party: ana, present: true })],
      [
        'the network is gone',
        says({ type: 'connection-changed', state: 'waiting', retryIn: 60_000, reason: 'offline' }),
      ],
      ['the network is back', says({ type: 'connection-changed', state: 'open' })],
    ];
    await expect(page.getByRole('button', { name: open })).toHaveCount(0);
    expect(await transcript(page, site, steps, `language="${language}"`)).toMatchSnapshot(`heard-${language}.txt`);
  });
