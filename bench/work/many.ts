import type { Visit } from '../desk.js';
import { inTime } from '../in-time.js';
import type { Numbers, Work } from '../work.js';
import { conversation } from './conversation.js';
import { lookAtScreen } from './screen.js';

const PATIENCE = 60_000;
const WIDGETS = 20;
const TURNS = 2_000;
const TURNS_BETWEEN_LOOKS = 100;
/** The first turns fill caches that stay as they are afterwards. */
const WARM = 3;
const HOUR_PATIENCE = 100_000;

async function twenty({ page, go, mainThread, heap }: Visit): Promise<Numbers> {
  await go();
  if (!(await page.evaluate(() => window.subject.mountMany !== undefined)))
    throw new Error('is not made for more than one on a page');
  await new Promise((settled) => setTimeout(settled, 500));
  const before = { main: await mainThread(), heap: await heap() };
  await inTime(
    PATIENCE,
    page.evaluate((count) => window.subject.mountMany?.(count), WIDGETS),
  );
  // What a chat puts off for later is work as well.
  await new Promise((settled) => setTimeout(settled, 1000));
  return { main: (await mainThread()) - before.main, heap: (await heap()) - before.heap };
}

/** Least squares: how much the heap grows with each turn, and how sure that is. */
function slope(heaps: readonly number[]): { readonly growth: number; readonly noise: number } {
  const n = heaps.length;
  const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / n;
  const turns = heaps.map((_, index) => index * TURNS_BETWEEN_LOOKS);
  const centre = mean(turns);
  const level = mean(heaps);
  const spread = turns.reduce((sum, turn) => sum + (turn - centre) ** 2, 0);
  const growth = turns.reduce((sum, turn, i) => sum + (turn - centre) * ((heaps[i] ?? 0) - level), 0) / spread;
  const rest = turns.reduce((sum, turn, i) => sum + ((heaps[i] ?? 0) - level - growth * (turn - centre)) ** 2, 0);
  return { growth: growth * 1000, noise: Math.sqrt(rest / (n - 2) / spread) * 1000 };
}

/** An hour of a talkative visitor: one turn each frame. Who is too slow for it does what it can. */
async function hour({ page, go, heap }: Visit): Promise<Numbers> {
  await go();
  await lookAtScreen(page);
  await inTime(
    PATIENCE,
    page.evaluate(() => window.subject.mount({ open: true })),
  );
  const said = conversation(2 * TURNS);
  const until = Date.now() + HOUR_PATIENCE;
  const heaps: number[] = [];
  let turns = 0;
  for (; turns < TURNS && Date.now() < until; turns += TURNS_BETWEEN_LOOKS) {
    const part = said.slice(2 * turns, 2 * (turns + TURNS_BETWEEN_LOOKS));
    const talk = page.evaluate(async (messages) => {
      for (let i = 0; i < messages.length; i += 2) {
        for (const message of messages.slice(i, i + 2)) window.subject.append(message);
        await window.screenOf.painted();
      }
    }, part);
    const done = await inTime(Math.max(0, until - Date.now()), talk).then(
      () => true,
      () => false,
    );
    if (!done) break;
    heaps.push(await inTime(PATIENCE, heap()));
  }
  const steady = heaps.slice(WARM);
  return { turns, ...(steady.length > 4 ? slope(steady) : {}) };
}

/** Much of it: many widgets on one page, and much said in one of them. */
export const many: Work = {
  name: 'many',
  about: `${WIDGETS} closed widgets on one page; and ${TURNS} turns in one open chat, with a look at the heap every ${TURNS_BETWEEN_LOOKS}.`,
  measures: [
    { key: 'main', label: 'main thread', unit: 'ms', net: true },
    { key: 'heap', label: 'heap', unit: 'MB', net: true },
    { key: 'turns', label: 'turns done', unit: '' },
    { key: 'growth', label: 'heap for each turn, beyond its words', unit: 'kB', net: true },
    { key: 'noise', label: 'give or take', unit: 'kB' },
  ],
  cells: ({ smoke, throttles }) => [
    ...throttles.map((throttle) => ({
      key: `${WIDGETS} closed, ${throttle}×`,
      label: `${WIDGETS} closed widgets${throttle > 1 ? `, ${throttle}× slower CPU` : ''}`,
      throttle,
    })),
    ...(smoke ? [] : [{ key: `${TURNS} turns, 1×`, label: `${TURNS.toLocaleString('en')} turns`, throttle: 1 }]),
  ],
  sample: (desk, subject, { key, throttle }) =>
    desk.visit(subject, { throttle }, key.includes('turns') ? hour : twenty),
};
