import type { Fault } from 'chat-widget/mock-server';
import type { BrowserContext, Page } from '@playwright/test';
import { createChance } from '../../test/chaos/chance.js';
import { answer, bothDoors, by, control, doors, script, type Door } from './faulty-site.js';
import { composer, expect, say, test, type Site } from './site.js';

const SEEDS = Number(process.env['CHAOS_SEEDS'] ?? 10);
/** Everything recovers within this time. */
const REST = { timeout: 60_000 };
const SETTLING = 15_000;
const MOST_TABS = 3;
const HASTE = 'open ack-timeout="1200" heartbeat="1000" backoff-base="100" timeout="1500"';

test.describe.configure({ timeout: 150_000 });

/** What goes wrong for a while; `offline` and `restart` are steps of their own. */
const faultsBy: Readonly<Record<Door, readonly Fault[]>> = (() => {
  const path = doors.direct.path;
  const socket = { path: doors.websocket.path, method: 'WS' } as const;
  const up = { ...socket, direction: 'up' } as const;
  const down = { ...socket, direction: 'down' } as const;
  return {
    direct: [
      { path, status: 503 },
      { path, status: 500 },
      { path, status: 500, when: 'after' },
      { path, status: 429, headers: { 'retry-after': '1' } },
      { path, drop: true },
      { path, drop: true, when: 'after' },
      { path, reset: true },
      { path, reset: true, when: 'after' },
      { path, duplicate: 1 },
      { path, truncate: 20 },
      { path, corrupt: true },
      { path, latency: 400, jitter: 1600 },
      { path, stall: 0, for: 2500 },
    ],
    websocket: [
      { ...up, event: 'new message', drop: true },
      { ...down, event: 'ack', drop: true },
      { ...down, event: 'new message', drop: true, count: 1 },
      { ...up, reset: true },
      { ...up, event: 'new message', reset: true, when: 'after' },
      { ...up, event: 'new message', close: 1012 },
      { ...down, event: 'ack', close: 1011 },
      { ...up, duplicate: 1 },
      { ...down, duplicate: 2 },
      { ...down, reorder: 3 },
      { ...socket, latency: 20, jitter: 400 },
      { ...down, stall: 0, for: 2500 },
      { path: doors.websocket.path, refuse: 503 },
    ],
  };
})();

const weights = {
  say: 26,
  'say two quickly': 8,
  'fault on': 18,
  'fault off': 8,
  'browser offline': 5,
  'browser online': 5,
  'server away': 4,
  'server restart': 3,
  reload: 6,
  'second tab': 6,
  'close a tab': 4,
  push: 6,
  wait: 10,
} as const;
type Step = keyof typeof weights;

/** Walks from a seed, mends everything, and waits until nothing is on its way; what was done is noted in `steps`. */
async function walk(page: Page, site: Site, door: Door, seed: number, steps: string[]): Promise<void> {
  const chance = createChance(seed);
  const { fault, heal, push } = control(site);
  const context: BrowserContext = page.context();
  const address = site.page(`<chat-widget ${doors[door].attributes} ${HASTE}></chat-widget>${script}`);
  let words = 0;
  let online = true;
  let spoke = page;

  const some = () => {
    const tabs = context.pages();
    const place = chance.between(0, tabs.length - 1);
    return { tab: tabs[place] ?? page, name: `tab ${place + 1}` };
  };
  const comesUp = (tab: Page) => expect(composer(tab)).toBeVisible({ timeout: 20_000 });
  async function speak(times: number): Promise<void> {
    const { tab, name } = some();
    // One visitor: it takes them a moment to change to another tab.
    if (tab !== spoke) await tab.waitForTimeout(500);
    spoke = tab;
    for (let count = 0; count < times; count++) {
      const text = `word ${(words += 1)} of ${seed}`;
      steps.push(`${name} says “${text}”`);
      await say(tab, text);
    }
  }
  async function be(wanted: boolean): Promise<void> {
    if (online !== wanted) await context.setOffline(!wanted);
    online = wanted;
  }

  const deeds: Readonly<Record<Step, () => void | Promise<void>>> = {
    say: () => speak(1),
    'say two quickly': () => speak(2),
    async 'fault on'() {
      const kind = chance.pick(faultsBy[door]);
      const chosen = { count: chance.between(1, 4), for: 5000, ...kind };
      steps.push(JSON.stringify(chosen));
      await fault(chosen);
    },
    'fault off': heal,
    'browser offline': () => be(false),
    'browser online': () => be(true),
    'server away': () => fault({ offline: true, for: chance.between(200, 3000) }),
    'server restart': () => fault({ restart: true }),
    // Without a network there is no page to load.
    async reload() {
      if (!online) return;
      const { tab, name } = some();
      steps.push(name);
      await tab.reload();
      await comesUp(tab);
    },
    async 'second tab'() {
      if (!online || context.pages().length >= MOST_TABS) return;
      const tab = await context.newPage();
      await tab.goto(address);
      await comesUp(tab);
    },
    async 'close a tab'() {
      if (context.pages().length < 2) return;
      const { tab, name } = some();
      steps.push(name);
      await tab.close();
    },
    push: () => (door === 'websocket' ? push(`An agent's word ${(words += 1)}`) : undefined),
    wait: () => some().tab.waitForTimeout(chance.pick([100, 500, 1500])),
  };

  await page.goto(address);
  await expect(answer(page, 'welcome to Northwind')).toHaveCount(1, { timeout: 20_000 });
  await speak(1);
  for (let count = chance.between(12, 15); count > 0; count--) {
    const step = chance.weighted(weights);
    steps.push(`— ${step}`);
    await deeds[step]();
  }

  steps.push('— everything is mended');
  await heal();
  await be(true);
  for (const tab of context.pages())
    await expect(by(tab, 'user').and(tab.locator('[delivery=pending]'))).toHaveCount(0, REST);
}

for (const door of bothDoors)
  for (let seed = 1; seed <= SEEDS; seed++)
    test(`a random walk by ${door}, seed ${seed}`, async ({ page, context, site, watch }) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      const steps: string[] = [];
      try {
        await walk(page, site, door, seed, steps);
        await expect.poll(watch.violations, { timeout: SETTLING }).toEqual([]);
        expect(errors).toEqual([]);
      } catch (error) {
        console.log(`${door}, seed ${seed}:\n${steps.join('\n')}`);
        throw error;
      }
    });
