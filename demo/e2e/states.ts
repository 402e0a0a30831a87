import type { Page } from '@playwright/test';
import { composer, expect, launcher, point, type Site } from './site.js';

/** A moment of 2026, so that no clock changes a picture. */
const MORNING = Date.UTC(2026, 10, 20, 10, 42);

/** What is drawn at the edge of the page, without a request. */
const garden = {
  url: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAMAAAAM9FwAAAAAG1BMVEWOxf+Vw/+cwf+kv/+rvf+yu/+6uf/Bt//Jtv8TYdF3AAAAIklEQVQI113BQQIAMATAsBrG/1/s3gQshCekUEILXxhh5QBs+QJBO+gbFQAAAABJRU5ErkJggg==',
  alt: 'A bed by the garden door',
  width: 432,
  height: 243,
};
const sea = {
  url: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAMAAAAM9FwAAAAAG1BMVEWf48Wi48yl49Oo49qs4+Kv4+my4/C14/e54//PYi0yAAAAIklEQVQI113BQQIAMATAsBrG/1/s3gQshCekUEILXxhh5QBs+QJBO+gbFQAAAABJRU5ErkJggg==',
  alt: 'A window over the bay',
  width: 432,
  height: 243,
};

type Part = { readonly type: string; readonly [field: string]: unknown };
const said = (id: string, author: 'user' | 'bot' | 'agent', parts: readonly Part[] | string, more: object = {}) => ({
  type: 'message-added',
  message: {
    id,
    author,
    parts: typeof parts === 'string' ? [{ type: 'text', text: parts }] : parts,
    delivery: 'delivered',
    streaming: false,
    createdAt: MORNING,
    ...more,
  },
});

const answer = `Yes. Ask for the dates and you get **every free room** with its price:

\`\`\`js
const rooms = await api.free({
  from: '2026-12-01', nights: 3
});
\`\`\`

- Prices include breakfast
- A hold lasts \`15 min\`

The [booking guide](https://example.com/booking) shows the rest.`;

const talk: readonly object[] = [
  said('u1', 'user', 'Can I see what is free in December?'),
  said('b1', 'bot', answer),
  {
    type: 'suggestions-changed',
    suggestions: ['Show free rooms', 'Talk to a person'].map((label) => ({ type: 'reply', label, text: label })),
  },
];
const booking = {
  type: 'form',
  name: 'booking',
  title: 'Your details',
  fields: [
    { type: 'text', name: 'name', label: 'Full name', mandatory: true },
    { type: 'text', name: 'email', label: 'E-mail', format: 'email', mandatory: true },
    {
      type: 'dropdown',
      name: 'arrival',
      label: 'Arrival',
      items: [{ id: '2026-12-01', label: '1 Dec 2026', selected: true }],
    },
    { type: 'dropdown', name: 'nights', label: 'Nights', items: [{ id: '3', label: '3', selected: true }] },
  ],
  submitLabel: 'Continue',
};
const rooms = {
  type: 'carousel',
  title: 'Rooms',
  items: [
    {
      title: 'Garden room',
      description: '2 guests · terrace · £118',
      image: garden,
      actions: [{ type: 'select', label: 'Choose', token: 'garden' }],
    },
    {
      title: 'Sea room',
      description: '2 guests · balcony · £146',
      image: sea,
      actions: [{ type: 'select', label: 'Choose', token: 'sea' }],
    },
  ],
};

/** A way to a state of the chat that a visitor can be in. */
export interface State {
  readonly name: string;
  /** More attributes of the element. */
  readonly attributes?: string;
  /** What else is in the page's head. */
  readonly head?: string;
  /** What the backend says, in its order. */
  readonly events?: readonly object[];
  /** What the visitor does then. */
  readonly act?: (page: Page) => Promise<void>;
  readonly closed?: boolean;
}

/** Something that listens, and hears nothing. */
const ears = `<script>
  globalThis.SpeechRecognition = globalThis.webkitSpeechRecognition = class {
    start() { this.onstart?.(); }
    stop() { this.onend?.(); }
    abort() { this.onend?.(); }
  };
</script>`;

/** A call that is under way, of which nothing is heard. */
const line = `<script>
  const state = {
    phase: 'live', muted: false, reconnecting: false, soundBlocked: false, speaking: 'bot',
    caption: { author: 'bot', text: 'Ask for the dates and you get every free room with its price' },
  };
  globalThis.line = {
    state: { get: () => state, subscribe: () => () => {} },
    async start() {}, mute() {}, resume() {}, async end() {},
    levels: () => ({ user: 0.4, bot: 0.7 }), duration: () => 65_000,
  };
</script>`;

const press = (name: string | RegExp) => async (page: Page) => page.getByRole('button', { name }).first().click();

const choose = async (page: Page, name: string) => {
  await press('More options')(page);
  await page.getByRole('menuitem', { name }).click();
};

const peeks = (page: Page) => expect(page.locator('chat-peek[shown]')).toBeVisible();

export const states: readonly State[] = [
  { name: 'closed', closed: true },
  {
    name: 'peek',
    closed: true,
    attributes: `peek='{"text": "Looking for a room with a view? I can tell you what is free, and for how much.", "delay": 0}'`,
    act: peeks,
  },
  { name: 'unread', closed: true, events: [said('b1', 'bot', 'Two rooms are free this weekend.')], act: peeks },
  { name: 'empty' },
  { name: 'talking', events: talk },
  {
    name: 'streaming',
    events: [
      ...talk.slice(0, 1),
      { type: 'message-started', id: 'b2', author: 'bot', createdAt: MORNING },
      { type: 'text-delta', id: 'b2', delta: 'Two rooms are free for your dates. Dogs are welcome in' },
    ],
  },
  {
    name: 'typing',
    events: [...talk.slice(0, 1), { type: 'typing-changed', party: { id: 'bot', author: 'bot' }, typing: true }],
  },
  {
    name: 'failed',
    events: [
      ...talk.slice(0, 2),
      said('u2', 'user', 'And for two adults with a dog?', { delivery: 'failed', reason: 'network' }),
      said('u3', 'user', 'Is there a lift?', { delivery: 'pending' }),
    ],
  },
  {
    name: 'offline',
    events: [...talk, { type: 'connection-changed', state: 'waiting', retryIn: 60_000, reason: 'network' }],
  },
  {
    name: 'form',
    events: [
      said('u1', 'user', 'Book the garden room'),
      said('b1', 'bot', [{ type: 'text', text: 'Gladly. Who is staying?' }, booking]),
    ],
    async act(page) {
      await page.getByLabel('Full name').fill('Mara Lindqvist');
      await page.getByLabel('E-mail').fill('mara@');
      await page.getByRole('button', { name: 'Continue' }).click();
    },
  },
  {
    name: 'carousel',
    events: [
      { type: 'party-changed', party: { id: 'ana', author: 'agent', name: 'Ana' }, present: true },
      said(
        'a1',
        'agent',
        [{ type: 'text', text: 'Two rooms are free for your dates. Dogs are welcome in both.' }, rooms],
        { name: 'Ana' },
      ),
      said('u1', 'user', 'Lovely. Here is the certificate.', {
        attachments: [
          {
            url: 'https://example.com/vaccination.pdf',
            type: 'application/pdf',
            name: 'vaccination.pdf',
            size: 182_400,
          },
        ],
      }),
    ],
  },
  {
    name: 'parts',
    attributes: 'tools',
    events: [
      said('b1', 'bot', [
        { type: 'reasoning', seconds: 4, text: 'Garden rooms allow dogs.' },
        {
          type: 'tool-call',
          id: 't1',
          name: 'findRooms',
          title: 'Look for free rooms',
          state: 'done',
          input: { nights: 2 },
          result: [],
        },
        { type: 'text', text: 'The garden room is free.' },
        {
          type: 'list',
          title: 'Rooms',
          items: [
            {
              title: 'Garden room',
              description: '2 guests · terrace · £118',
              image: garden,
              action: { type: 'select', label: 'Garden room', token: 'garden' },
            },
            { title: 'Parking', description: 'In the yard, free for guests' },
          ],
        },
        { type: 'rating', question: 'How was it?', max: 5 },
        { type: 'sources', sources: [{ title: 'House rules', url: 'https://example.com/rules' }] },
        { type: 'feedback', question: 'Did this help?' },
      ]),
    ],
  },
  { name: 'menu', events: talk, act: press('More options') },
  {
    name: 'confirm',
    events: talk,
    async act(page) {
      await choose(page, 'Start a new conversation');
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'erase',
    events: talk,
    async act(page) {
      await choose(page, 'Delete my data');
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'comforts',
    events: talk,
    async act(page) {
      await choose(page, 'Comfort settings');
      await expect(page.getByRole('heading', { name: 'Comfort settings' })).toBeVisible();
    },
  },
  {
    name: 'large-comforts',
    events: talk,
    async act(page) {
      await choose(page, 'Comfort settings');
      await page.getByRole('radio', { name: 'Largest' }).check();
      await page.getByRole('group', { name: 'Contrast' }).getByRole('radio', { name: 'More' }).check();
    },
  },
  {
    name: 'largest',
    events: talk,
    async act(page) {
      await choose(page, 'Comfort settings');
      await page.getByRole('radio', { name: 'Largest' }).check();
      await page.keyboard.press('Escape');
      await expect(page.locator('chat-comforts')).toHaveCount(0);
    },
  },
  {
    name: 'search',
    events: talk,
    async act(page) {
      await choose(page, 'Search this conversation');
      await page.getByRole('searchbox').fill('free');
      await expect(page.getByRole('search').getByRole('status')).toHaveText(/^(\d) of \1$|^«/);
      await expect(page.locator('chat-message[found]')).toBeVisible();
    },
  },
  {
    name: 'dictation',
    attributes: 'voice-in',
    head: ears,
    events: talk,
    async act(page) {
      await press('Speak')(page);
      await expect(page.locator('button[part~=microphone]')).toHaveAttribute('aria-pressed', 'true');
    },
  },
  {
    name: 'call',
    head: line,
    events: talk,
    act: (page) => expect(page.locator('[part=call-bar]')).toBeVisible(),
  },
  {
    name: 'actions',
    attributes: 'message-links',
    events: talk,
    async act(page) {
      await point(page.locator('chat-message[message-id=b1]'), { x: 60, y: 12 });
      await expect(page.locator('[part=actions]')).toBeVisible();
    },
  },
  {
    name: 'held',
    attributes: 'undo-send="8000"',
    events: talk,
    async act(page) {
      await composer(page).fill('Change or cancel a booking');
      await composer(page).press('Enter');
      await expect(page.locator('[part=held]')).toBeVisible();
    },
  },
  {
    name: 'contact',
    attributes: 'contact-collection contact-optional="false"',
    act: async (page) => expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible(),
  },
  {
    name: 'consent',
    attributes: 'consent="gate" privacy-url="/privacy"',
    act: async (page) => expect(page.locator('chat-consent').getByRole('button').first()).toBeVisible(),
  },
];

const attributes = (more: string) =>
  `heading="Northwind" subtitle="We answer in a minute" assistant-name="Northwind" intro="Ask about rooms, bookings or your stay. A person is here from 9 to 18." starters='["Which room suits a family of four?","Change or cancel a booking","How do I get there by train?"]' allowed-image-hosts="*" ${more}`;

/** A backend that says what it is told, and nothing by itself. */
const backend = `
  const chat = document.querySelector('chat-widget');
  globalThis.events = [];
  chat.transport = {
    async open(emit) {
      globalThis.emit = emit;
      emit({ type: 'connection-changed', state: 'open' });
      for (const event of globalThis.events) emit(event);
    },
    send: () => new Promise(() => {}),
    async upload() { return { url: '/file' }; },
    ...(globalThis.line && { call: async () => globalThis.line }),
    async close() {},
  };`;

/**
 * Where lines run from right to left, so do the words: each begins with a mark of that direction. Letters of Arabic or
 * Hebrew would be of another font on each machine. Names begin with their initial.
 */
const inDirection = (words: string, dir: View['dir']): string =>
  dir === 'rtl' ? words.replace(/(?<!name"?[:=]|heading=)("|\\n(?:- )?)(?=[A-Z])/g, '$1\u200F') : words;

/** How a state is looked at. */
export interface View {
  readonly attributes?: string;
  /** Of the page around. */
  readonly head?: string;
  /** Of the page's root element. */
  readonly dir?: 'ltr' | 'rtl';
}

/** Brings a page to a state. */
export async function show(page: Page, site: Site, state: State, view: View = {}): Promise<void> {
  const { dir = 'ltr' } = view;
  const slow = state.closed ? '' : 'open';
  const events = inDirection(JSON.stringify(state.events ?? []), dir);
  const settings = inDirection(attributes(`${state.attributes ?? ''} ${view.attributes ?? ''}`), dir);
  const body = `<main><h1>A page</h1><p>Words of the page.</p></main>
    <chat-widget url="/nowhere" ${slow} ${settings}></chat-widget>
    <script type="module" src="/chat-widget.js"></script>
    <script type="module">${backend} globalThis.events = ${events};
      document.documentElement.dir = '${dir}';</script>`;
  const head = `<script>sessionStorage.clear();</script><meta name="viewport" content="width=device-width, initial-scale=1">${state.head ?? ''}${view.head ?? ''}`;
  await page.clock.setFixedTime(MORNING);
  // What a visitor chose or said in one state is not there in the next one.
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: site.url, storageTypes: 'local_storage,indexeddb' });
  await session.detach();
  await page.goto(site.page(body, { head }));
  if (state.closed) {
    await expect(launcher(page)).toBeVisible();
    if (state.events) {
      await launcher(page).click();
      await expect(page.locator('chat-message-list')).toBeVisible();
      await page.waitForFunction(() => 'emit' in globalThis);
      await page.keyboard.press('Escape');
      await page.evaluate(
        (events) => {
          for (const event of events)
            (globalThis as unknown as { emit: (event: object) => void }).emit({
              ...event,
              ...('message' in event ? { message: { ...event.message, id: 'news' } } : {}),
            });
        },
        JSON.parse(events) as readonly { readonly message?: object }[],
      );
    }
    await state.act?.(page);
  } else {
    await expect(page.locator('chat-panel')).toBeVisible();
    if (!/contact-opt|consent=/.test(state.attributes ?? '')) await expect(composer(page)).toBeVisible();
    for (const { message, id = message?.id } of (state.events ?? []) as readonly {
      id?: string;
      message?: { id: string };
    }[])
      if (id) await expect(page.locator(`chat-message[message-id="${id}"]`)).toBeAttached();
    await expect(page.locator('chat-panel :not(:defined)')).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    await state.act?.(page);
    await page.waitForLoadState('networkidle');
  }
}
