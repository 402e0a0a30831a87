import type { CDPSession, LaunchOptions, Page } from '@playwright/test';
import { expect, test as base } from './site.js';

// Code that V8 makes the better the more often it runs is no leak, and would be a tenth of the heap.
const INTERPRETED = '--js-flags=--no-sparkplug,--no-maglev,--no-opt';
const test = base.extend<object, { launchOptions: LaunchOptions }>({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), INTERPRETED] }),
    { scope: 'worker' },
  ],
});

const ROUNDS = 10;
/** A widget that stays behind has hundreds of nodes and dozens of listeners. */
const SLACK = { nodes: 15, listeners: 5 };
/** By then the conversation is so long that what long ones need has come, and stays. */
const FEW_ROUNDS = 30;
const MANY_ROUNDS = 60;
/** By so much of it a page may have grown from the fifth round to the last. */
const GROWTH = 0.05;

interface Level {
  readonly nodes: number;
  readonly listeners: number;
  /** Bytes. */
  readonly heap: number;
}
async function levelOf(session: CDPSession): Promise<Level> {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  return { nodes: value('Nodes'), listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize') };
}
async function watch(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  const sockets = { made: 0, open: 0 };
  page.on('websocket', (socket) => {
    sockets.made++;
    sockets.open++;
    socket.on('close', () => sockets.open--);
  });
  return { session, sockets };
}
function isBack(levels: readonly Level[]): void {
  const [, second] = levels;
  const last = levels.at(-1);
  const all = JSON.stringify(levels);
  expect((last?.nodes ?? NaN) - (second?.nodes ?? NaN), all).toBeLessThanOrEqual(SLACK.nodes);
  expect((last?.listeners ?? NaN) - (second?.listeners ?? NaN), all).toBeLessThanOrEqual(SLACK.listeners);
}

interface Widget extends HTMLElement {
  readonly messages: readonly { readonly author: string; readonly parts: readonly { readonly text?: string }[] }[];
  readonly chat: { readonly session: { get: () => { id: string } } } | undefined;
  readonly open: () => Promise<void>;
  readonly sendMessage: (text: string) => Promise<string>;
}
const script = '<script type="module" src="/chat-widget.js"></script>';
const places = '<div id="one"></div><div id="two"></div>';

for (const [transport, url] of [
  ['direct', '/stentor'],
  ['websocket', '/stentor/ws'],
] as const) {
  test(`ten widgets by ${transport} that came, talked and went leave nothing behind`, async ({ page, site }) => {
    test.setTimeout(60_000);
    const { session, sockets } = await watch(page);
    await page.goto(site.page(places + script));
    const levels: Level[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.evaluate(
        async ([transport, url]) => {
          const widget = document.createElement('chat-widget') as Widget;
          widget.setAttribute('transport', transport);
          widget.setAttribute('url', url);
          document.querySelector('#one')?.append(widget);
          await widget.open();
          await widget.sendMessage('show carousel');
          const drawn = () =>
            widget.shadowRoot
              ?.querySelector('chat-panel')
              ?.shadowRoot?.querySelector('chat-message-list')
              ?.shadowRoot?.querySelectorAll('chat-message').length ?? 0;
          const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
          while (widget.messages.length < 3 || drawn() < 3) await frame();
          // What its content is made of comes once and stays: it has to be there from the first round on.
          await customElements.whenDefined('chat-carousel');
          await customElements.whenDefined('chat-picture');
          for (let frames = 0; frames < 3; frames++) await frame();
          widget.remove();
        },
        [transport, url] as const,
      );
      await expect.poll(() => sockets.open).toBe(0);
      levels.push(await levelOf(session));
    }
    isBack(levels);
    expect(sockets.made).toBe(transport === 'websocket' ? ROUNDS : 0);
  });

  test(`sixty widgets by ${transport}, one after the other, each with the conversation so far and one message more`, async ({
    page,
    site,
    watch: { connections },
  }) => {
    test.setTimeout(240_000);
    const { session } = await watch(page);
    await page.goto(site.page(places + script));
    let first: Level | undefined;
    for (let round = 1; round <= MANY_ROUNDS; round++) {
      await page.evaluate(
        async ([transport, url, text]) => {
          const widget = document.createElement('chat-widget') as Widget;
          widget.setAttribute('transport', transport);
          widget.setAttribute('url', url);
          document.querySelector('#one')?.append(widget);
          await widget.open();
          await widget.sendMessage(text);
          const isAnswered = () =>
            widget.messages.some(({ author, parts }) => author === 'bot' && JSON.stringify(parts).includes(text));
          while (!isAnswered()) await new Promise((resolve) => requestAnimationFrame(resolve));
          widget.remove();
        },
        [transport, url, `Round ${round}.`] as const,
      );
      if (round === FEW_ROUNDS) first = await levelOf(session);
    }
    // A few nodes come once, and late: of so small a page they alone are more than its share.
    const spared: Level = { ...SLACK, heap: 0 };
    const most = (name: keyof Level) => (first?.[name] ?? Number.NaN) * (1 + GROWTH) + spared[name];
    // The last widget's own end takes a moment.
    await expect(async () => {
      const now = await levelOf(session);
      for (const name of ['nodes', 'listeners', 'heap'] as const)
        expect(now[name], `${name}: ${JSON.stringify([first, now])}`).toBeLessThanOrEqual(most(name));
    }).toPass({ timeout: 10_000 });
    // The server may hear of the end of one after the beginning of the next.
    expect((await connections()).mostSockets).toBeLessThanOrEqual(transport === 'websocket' ? 2 : 0);
    await expect.poll(async () => (await connections()).sockets).toBe(0);
  });

  test(`a widget by ${transport} that is moved ten times keeps its conversation, and nothing piles up`, async ({
    page,
    site,
  }) => {
    const { session, sockets } = await watch(page);
    const widget = `<chat-widget transport="${transport}" url="${url}" open></chat-widget>`;
    await page.goto(site.page(places + widget + script));
    const last = page.locator('chat-message[author=bot]').last();
    await expect(last).toContainText('welcome to Northwind');
    const id = () => page.evaluate(() => document.querySelector<Widget>('chat-widget')?.chat?.session.get().id);
    const first = await id();
    await page.evaluate(() => document.querySelector<Widget>('chat-widget')?.sendMessage('before the moves'));
    await expect(last).toContainText('before the moves');
    const levels: Level[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.evaluate(
        async (place) => {
          const widget = document.querySelector('chat-widget');
          if (widget) document.querySelector(place)?.append(widget);
          for (let frames = 0; frames < 3; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
        },
        round % 2 ? '#one' : '#two',
      );
      await expect(page.locator('chat-message')).toHaveCount(3);
      levels.push(await levelOf(session));
    }
    isBack(levels);
    expect(await id()).toBe(first);
    await page.evaluate(() => document.querySelector<Widget>('chat-widget')?.sendMessage('after the moves'));
    await expect(last).toContainText('after the moves');
    await expect(page.locator('chat-message')).toHaveCount(5);
    expect(sockets).toEqual(transport === 'websocket' ? { made: 1, open: 1 } : { made: 0, open: 0 });
  });
}
