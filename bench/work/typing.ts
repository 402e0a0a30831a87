import type { Visit } from '../desk.js';
import { inTime } from '../in-time.js';
import type { Cell, Work } from '../work.js';
import { conversation, LAST } from './conversation.js';
import { prose } from './prose.js';
import { lookAtScreen } from './screen.js';

const PATIENCE = 60_000;
const KEYS = 24;
/** The first keys find code that did not run yet. */
const WARM = 4;
const BETWEEN_KEYS = 80;

declare global {
  interface Window {
    /** Milliseconds from each key until the frame that shows its letter is painted. */
    readonly keys: number[];
  }
}

/** Runs in the page. The key's own time is the browser's: what it waits for a busy page counts. */
function watchKeys(): void {
  const keys: number[] = [];
  let pressedAt = 0;
  addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true });
  addEventListener(
    'input',
    () => {
      const from = pressedAt;
      void window.screenOf.painted().then((at) => keys.push(at - from));
    },
    { capture: true },
  );
  Object.assign(window, { keys });
}

/** Runs in the page: an answer that does not end, as fast as models speak. */
function speakInPage(text: string): void {
  const answer = window.subject.stream();
  let at = 0;
  setInterval(() => {
    answer.write(text.slice(at, at + 12));
    at += 12;
  }, 20);
}

async function press({ page, mainThread }: Visit) {
  const key = async () => {
    await page.keyboard.press('e');
    await new Promise((next) => setTimeout(next, BETWEEN_KEYS));
  };
  for (let i = 0; i < WARM; i++) await key();
  const before = await mainThread();
  for (let i = 0; i < KEYS; i++) await key();
  await page.waitForFunction((all) => window.keys.length >= all, { timeout: PATIENCE }, WARM + KEYS);
  const work = ((await mainThread()) - before) / KEYS;
  const keys = (await page.evaluate(() => window.keys)).slice(WARM).sort((a, b) => a - b);
  return { paint: keys[Math.floor(keys.length / 2)] ?? 0, worst: keys.at(-1) ?? 0, work };
}

const STREAMING = 'streaming';

/** A visitor who types. */
export const typing: Work = {
  name: 'typing',
  about: `A visitor types a letter every ${BETWEEN_KEYS} ms where much was said before, and while an answer streams.`,
  measures: [
    { key: 'paint', label: 'key until it is painted', unit: 'ms', plotted: true },
    { key: 'worst', label: 'slowest key', unit: 'ms' },
    { key: 'work', label: 'main thread for each key', unit: 'ms', net: true },
  ],
  cells({ smoke, throttles }) {
    const cell = (size: number, throttle: number, streaming = false): Cell => ({
      key: `${size}${streaming ? ` ${STREAMING}` : ''}, ${throttle}×`,
      label: `${size.toLocaleString('en')} messages${streaming ? ', an answer streams' : ''}${throttle > 1 ? `, ${throttle}× slower CPU` : ''}`,
      throttle,
      series: `${streaming ? STREAMING : ''} ${throttle}×`,
      size,
    });
    if (smoke) return [cell(100, 1)];
    return throttles.flatMap((throttle) => [
      cell(1_000, throttle),
      cell(1_000, throttle, true),
      ...(throttle === 1 ? [cell(10_000, throttle)] : []),
    ]);
  },
  sample: (desk, subject, { key, throttle, size = 0 }) =>
    desk.visit(subject, { throttle }, async (visit) => {
      const { page, go } = visit;
      await go();
      await lookAtScreen(page);
      await inTime(
        PATIENCE,
        page.evaluate(
          async (said, last) => {
            await window.subject.mount({ open: true, said });
            await window.screenOf.shows(last);
          },
          conversation(size),
          LAST,
        ),
      );
      await page.evaluate(watchKeys);
      if (key.includes(STREAMING)) await page.evaluate(speakInPage, prose({ length: 40_000 }));
      await inTime(
        PATIENCE,
        page.evaluate(async () => void (await window.subject.composer())),
      );
      return inTime(PATIENCE, press(visit));
    }),
};
