import type { Locator, Page } from '@playwright/test';
import { examples } from '../../mock-server/bot/examples.js';
import { brackets, catalogues, foreign, settings } from './brackets.js';
import { composer, expect, test, type Site } from './site.js';
import { show, type State } from './states.js';

type Act = (page: Page) => Promise<unknown>;

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();
const press =
  (name: string | RegExp): Act =>
  (page) =>
    button(page, name).click();
const configure =
  (config: object): Act =>
  (page) =>
    page.evaluate(
      (values) => void Object.assign(document.querySelector('chat-widget') ?? {}, { config: values }),
      config,
    );
const emit =
  (event: object): Act =>
  (page) =>
    page.evaluate((each) => (Reflect.get(globalThis, 'emit') as (event: object) => void)(each), event);
const said = (id: string, author: string, parts: readonly object[], more: object = {}) => ({
  type: 'message-added',
  message: { id, author, parts, delivery: 'delivered', streaming: false, createdAt: Date.UTC(2026, 10, 20), ...more },
});
const text = { type: 'text', text: '…' };

/** Shows a state in brackets, and looks at it after each thing that is done. */
async function look(page: Page, site: Site, state: State, data: unknown, acts: readonly Act[] = []): Promise<void> {
  await show(page, site, state, { head: await brackets() });
  const check = async (): Promise<void> =>
    expect.poll(() => foreign(page, [settings, state.attributes, state.events, data])).toEqual([]);
  await check();
  for (const act of acts) {
    await act(page);
    await check();
  }
}

const fail =
  (tag: string): Act =>
  (page) =>
    page.locator(tag).dispatchEvent('error');
const room = (page: Page) => page.getByText('Garden room').first().click();
const fill =
  (label: string, words: string): Act =>
  (page) =>
    page.getByLabel(label).fill(words);

/** What a visitor does with the example of a part. */
const acts: Readonly<Record<string, readonly Act[]>> = {
  audio: [configure({ allowedImageHosts: [] }), press('media.loadAudio'), fail('audio')],
  video: [configure({ allowedImageHosts: [] }), press('media.loadVideo'), fail('video')],
  image: [press('picture.enlarge'), (page) => expect(page.locator('chat-picture dialog')).toBeVisible()],
  carousel: [press('Next card'), press(/Choose/)],
  list: [press(/Choose/)],
  card: [(page) => page.locator('chat-card button').first().click()],
  buttons: [(page) => page.locator('chat-buttons button').first().click()],
  code: [press('Copy')],
  form: [
    press('Continue'),
    room,
    press('Continue'),
    press('Continue'),
    fill('Full name', 'Mara'),
    fill('E-mail', 'mara@'),
    fill('Phone', '12'),
    fill('Arrival', '2026-12-01'),
    press('Continue'),
    fill('E-mail', 'mara@example.com'),
    fill('Phone', ''),
    press('Continue'),
    press('Back'),
    press('Continue'),
    press('Ask for the room'),
  ],
  'multi-select': [
    (page) => page.locator('chat-multi-select button').click(),
    (page) => page.locator('chat-multi-select input').first().check(),
    (page) => page.locator('chat-multi-select button').click(),
  ],
  feedback: [press('Bad answer'), press('Send')],
  rating: [(page) => page.locator('chat-rating label').nth(3).click(), press('Send')],
  reasoning: [(page) => page.locator('chat-reasoning summary').click()],
  sources: [(page) => page.locator('chat-sources summary').click()],
  'tool-call': [(page) => page.locator('chat-tool-call summary').click()],
};

for (const [name, { parts = [] }] of Object.entries(examples))
  test(`every word around “${name}” is one of the language`, async ({ page, site }) => {
    const shown = parts.map((part) =>
      'url' in part && part.url.startsWith('/') ? { ...part, url: `https://media.invalid${part.url}` } : part,
    );
    await page.context().grantPermissions(['clipboard-write']);
    const events = [said('b1', 'bot', shown)];
    // Long names of files are cut in the middle of a word.
    await look(page, site, { name, attributes: 'tools', events }, 'Mara mara@example.com guests wi', acts[name]);
  });

test('every word of a picture that asks, and of one that does not come, is one of the language', async ({
  page,
  site,
}) => {
  const picture = { type: 'image', url: 'https://media.invalid/bed.jpg', alt: 'A bed' };
  const state = { name: 'picture', events: [said('b1', 'bot', [picture])] };
  await look(page, site, state, [], [configure({ allowedImageHosts: [] })]);
  await expect(button(page, 'picture.retry').or(button(page, 'picture.show'))).toBeVisible();
});

test('every line about the conversation itself is one of the language', async ({ page, site }) => {
  const events = ['joined', 'left', 'handoff', 'handback', 'queue', 'ended', 'new-session', 'gap', 'away'];
  const notices = events.flatMap((event) => [
    { event },
    { event, name: 'Mara' },
    { event, position: 1 },
    { event, position: 3 },
  ]);
  await look(
    page,
    site,
    {
      name: 'notices',
      events: notices.map((notice, i) => said(`n${i}`, 'system', [{ type: 'notice', ...notice }])),
    },
    [],
  );
});

test('every reason why something failed is one of the language', async ({ page, site }) => {
  const codes = (await catalogues()).flatMap(([key]) => /^error\.(.+)/.exec(key)?.[1] ?? []);
  const failed = codes.map((reason, i) => said(`u${i}`, 'user', [text], { delivery: 'failed', reason }));
  const interrupted = said('b1', 'bot', [text], { interrupted: true });
  await look(page, site, { name: 'failed', events: [...failed, interrupted] }, []);
  for (const code of codes) {
    await emit({ type: 'error-raised', code, message: 'Network of the machine', retryable: true })(page);
    await expect.poll(() => foreign(page, settings), code).toEqual([]);
  }
  for (const event of [
    { type: 'connection-changed', state: 'waiting', retryIn: 60_000, asked: true, reason: 'rate-limited' },
    { type: 'connection-changed', state: 'connecting' },
    { type: 'backend-failed', attempt: 2, retryIn: 60_000 },
    { type: 'handoff-changed', handoff: 'requested', phone: '+15550100' },
  ]) {
    await emit(event)(page);
    await expect.poll(() => foreign(page, [settings, '15550100'])).toEqual([]);
  }
});

test('every question for leave is one of the language', async ({ page, site }) => {
  for (const permission of ['email', 'phone', 'location', 'coarse-location', 'notification', 'list'])
    await look(
      page,
      site,
      {
        name: permission,
        events: [{ type: 'permission-requested', request: { permission, askedAt: Date.UTC(2026, 10, 20, 10, 42) } }],
      },
      [],
    );
});

test('every word about who the visitor is is one of the language', async ({ page, site }) => {
  const state = { name: 'contact', attributes: 'contact-collection privacy-url="/privacy"' };
  await look(page, site, { ...state, attributes: `${state.attributes} contact-optional="false"` }, 'mara@', [
    press('Start the chat'),
    fill('E-mail', 'mara@'),
    press('Start the chat'),
  ]);
});

test('every word of a call, and of its end, is one of the language', async ({ page, site }) => {
  const head = `<script>
    let state = { phase: 'idle', muted: false, reconnecting: false, soundBlocked: false };
    const listeners = new Set();
    globalThis.line = {
      state: { get: () => state, subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)) },
      async start() {}, mute() {}, resume() {}, async end() {},
      levels: () => ({ user: 0, bot: 0 }), duration: () => 65000,
    };
    globalThis.turn = (next) => { state = { ...state, end: undefined, ...next }; for (const each of listeners) each(state); };
  </script>`;
  const turn =
    (state: object): Act =>
    (page) =>
      page.evaluate((next) => (Reflect.get(globalThis, 'turn') as (state: object) => void)(next), state);
  const ends = ['hung-up', 'left', 'denied', 'no-microphone', 'microphone-failed', 'insecure', 'unsupported',
    'unauthorized', 'refused', 'busy', 'unreachable', 'lost', 'silent']; // prettier-ignore
  await look(
    page,
    site,
    { name: 'call', head },
    [],
    [
      turn({ phase: 'asking' }),
      turn({ phase: 'connecting' }),
      turn({ phase: 'live' }),
      turn({ phase: 'live', reconnecting: true }),
      turn({ phase: 'live', reconnecting: false, muted: true }),
      turn({ phase: 'live', muted: false, speaking: 'bot', caption: { author: 'user', text: '…' } }),
      turn({ phase: 'live', soundBlocked: true }),
      turn({ phase: 'ending', soundBlocked: false }),
      ...ends.flatMap((end) => [turn({ phase: 'connecting' }), turn({ phase: 'idle', end })]),
    ],
  );
});

test('every reason why nobody listens is one of the language', async ({ page, site }) => {
  const head = `<script>
    globalThis.SpeechRecognition = globalThis.webkitSpeechRecognition = class {
      start() { this.onstart?.(); this.onerror?.({ error: globalThis.fault }); this.onend?.(); }
      stop() {} abort() {}
    };
  </script>`;
  const faults = ['not-allowed', 'audio-capture', 'no-speech', 'network', 'language-not-supported', 'bad-grammar'];
  await look(
    page,
    site,
    { name: 'ears', head, attributes: 'voice-in' },
    [],
    faults.map((fault) => async (page: Page) => {
      await page.evaluate((error) => Reflect.set(globalThis, 'fault', error), fault);
      await press('Speak')(page);
      await expect(button(page, 'Dismiss')).toBeVisible();
    }),
  );
});

test('every word about files is one of the language', async ({ page, site }) => {
  const attach =
    (...sizes: readonly number[]): Act =>
    (page) =>
      page.evaluate((all) => {
        const files = all.map(
          (size, i) => new File([new Uint8Array(size)], `${'…'.repeat(i + 1)}.png`, { type: 'image/png' }),
        );
        const widget = document.querySelector('chat-widget') as unknown as { setComposerValue(value: object): unknown };
        return widget.setComposerValue({ files });
      }, sizes);
  const attributes = 'attachments attachment-max-size="1500000" attachment-max-count="2" attachment-types="image/*"';
  await look(page, site, { name: 'files', attributes }, 'png', [
    attach(2_000_000),
    attach(0),
    attach(1200, 1200, 1200),
  ]);
});

test('every word around writing and reading is one of the language', async ({ page, site }) => {
  const attributes = 'max-length="20" undo-send="8000" message-links voice-out';
  const events = Array.from({ length: 30 }, (_, i) =>
    said(`b${i}`, 'bot', [text], { createdAt: Date.UTC(2026, 10, i) }),
  );
  const write =
    (words: string): Act =>
    (page) =>
      composer(page).fill(words);
  await look(
    page,
    site,
    { name: 'writing', attributes, events },
    'restart export search twelve twenty four few words in all',
    [
      write('/'),
      write('twelve words'),
      write('twenty-four words in all'),
      (page) => composer(page).press('Enter'),
      write('few words'),
      (page) => composer(page).press('Enter'),
      press('Undo'),
      (page) => page.locator('chat-message').last().hover(),
      press('Copy message'),
      press('Copy link to this message'),
      (page) => page.locator('[part=transcript]').evaluate((log) => (log.scrollTop = 0)),
      emit(said('news', 'bot', [text])),
      (page) => expect(page.locator('[part=to-end]')).toBeVisible(),
    ],
  );
});

test('what is downloaded is in the words of the language', async ({ page, site }) => {
  const events = [said('u1', 'user', [text]), said('b1', 'bot', [text]), said('a1', 'agent', [text])];
  const joined = said('n1', 'system', [{ type: 'notice', event: 'joined', name: 'Mara' }]);
  await show(page, site, { name: 'export', events: [...events, joined] }, { head: await brackets() });
  for (const format of ['text', 'markdown', 'html'] as const) {
    const content = await page.evaluate(async (kind) => {
      const widget = document.querySelector('chat-widget') as unknown as {
        exportConversation(options: object): Promise<string>;
      };
      const document_ = new DOMParser().parseFromString(await widget.exportConversation({ format: kind }), 'text/html');
      for (const each of document_.querySelectorAll('style, meta')) each.remove();
      return document_.documentElement.textContent ?? '';
    }, format);
    expect(content.replaceAll(/\\?«[^»]*»/g, '').replaceAll('Northwind', '')).not.toMatch(/[a-z]{2,}|[0-9]/i);
    for (const key of ['transcript.title', 'transcript.exported', 'notice.joined'])
      expect(content.replaceAll('\\', '')).toContain(`«${key}»`);
  }
});
