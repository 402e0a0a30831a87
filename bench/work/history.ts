import type { Page } from 'puppeteer-core';
import { NotFinished, inTime } from '../in-time.js';
import type { Said } from '../subject.js';
import type { Cell, Work } from '../work.js';
import { conversation, FIRST, LAST } from './conversation.js';
import { lookAtScreen } from './screen.js';

declare global {
  interface Window {
    /** What browsers have without a standard. */
    readonly find: (words: string, asWritten: boolean, backwards: boolean, around: boolean) => boolean;
  }
}

const PATIENCE = 60_000;
/** For all that follows; what was not done by then is left out. */
const PATIENCE_AFTERWARDS = 50_000;
const APPENDED = 5;
const FRAME = 1000 / 60;
/** After this rest a chat has done what it puts off until there is time. */
const REST = 1_000;

/** Runs in the page: the code of most chats comes with it, the others may fetch theirs now. */
async function approachInPage(): Promise<void> {
  await window.subject.approach?.();
}

/** Runs in the page. */
async function showInPage(said: readonly Said[], last: string): Promise<number> {
  const began = performance.now();
  await window.subject.mount({ open: true, said });
  return (await window.screenOf.shows(last)) - began;
}

/** Runs in the page: each message comes right after a frame, as far from the next one as can be. */
async function appendInPage(count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const words = `appended number ${i}`;
    const began = await window.screenOf.painted();
    window.subject.append({ author: 'bot', text: `This was **${words}** of all.` });
    times.push((await window.screenOf.shows(words)) - began);
  }
  return times.sort((a, b) => a - b);
}

/** Runs in the page: the same without looking whether it came, which is work as well. */
async function appendUnwatched(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    window.subject.append({ author: 'bot', text: `This was **unwatched number ${i}** of all.` });
    for (let frame = 0; frame < 3; frame++) await window.screenOf.painted();
  }
}

interface Scrolled {
  readonly frames: readonly number[];
  readonly blank: number;
}

/** Runs in the page: from the end to the beginning in a second, and back. */
async function scrollInPage(): Promise<Scrolled> {
  const steps = 60;
  const frames: number[] = [];
  let blank = 0;
  let before = await window.screenOf.painted();
  for (let step = 1; step <= 2 * steps; step++) {
    const scroller = window.subject.scroller();
    const part = Math.abs(steps - step) / steps;
    scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
    const now = await window.screenOf.painted();
    frames.push(now - before);
    if (window.screenOf.blank()) blank += 1;
    before = performance.now();
    // What the looking took is not the chat's: the next step begins with the next frame.
    before = await window.screenOf.painted();
  }
  return { frames, blank };
}

/**
 * What Ctrl+F finds, a page's own search and a link to a text do not always find: whoever is found by one of the two
 * counts, when the visitor then sees the words.
 */
async function finds(page: Page, words: string): Promise<boolean> {
  const seen = () =>
    page.evaluate(async (sought) => {
      for (let i = 0; i < 10; i++) await window.screenOf.painted();
      return window.screenOf.visible(sought);
    }, words);
  await page.evaluate((sought) => window.find(sought, false, true, true), words);
  if (await seen()) return true;
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await page.goto(`${page.url()}#:~:text=${encodeURIComponent(words)}`, { timeout: 5_000 }).catch(() => undefined);
  return seen();
}

const dropped = (frames: readonly number[]) =>
  frames.reduce((sum, each) => sum + Math.max(0, Math.round(each / FRAME) - 1), 0);

/** A conversation that is long already. */
export const history: Work = {
  name: 'history',
  about:
    'A chat is opened that has messages already; then one more comes, the visitor goes to the first one and back, and looks for its words.',
  measures: [
    { key: 'show', label: 'until the last is painted', unit: 'ms', net: true, plotted: true },
    { key: 'showCold', label: 'the same, code and all', unit: 'ms', net: true },
    { key: 'elements', label: 'elements', unit: '', net: true, plotted: true },
    { key: 'heap', label: 'heap', unit: 'MB', net: true, plotted: true },
    { key: 'append', label: 'one more, until it is painted', unit: 'ms' },
    { key: 'appendWork', label: 'one more, main thread', unit: 'ms', net: true },
    { key: 'dropped', label: 'frames dropped to the top and back', unit: '' },
    { key: 'blank', label: 'of 120 frames blank', unit: '' },
    { key: 'found', label: 'first message is found', unit: '' },
  ],
  cells({ smoke, throttles }) {
    const cell = (size: number, throttle: number): Cell => ({
      key: `${size}, ${throttle}×`,
      label: `${size.toLocaleString('en')} messages${throttle > 1 ? `, ${throttle}× slower CPU` : ''}`,
      throttle,
      series: `${throttle}×`,
      size,
    });
    if (smoke) return [cell(100, 1)];
    return throttles.flatMap((throttle) =>
      (throttle === 1 ? [100, 1_000, 10_000, 50_000] : [1_000]).map((size) => cell(size, throttle)),
    );
  },
  sample: async (desk, subject, { throttle, size = 0 }) => {
    // A chat that brings no code along now is shown as fast either way.
    const showCold = await desk.visit(subject, { throttle }, async ({ page, go }) => {
      await go();
      if (!(await page.evaluate(() => 'approach' in window.subject))) return undefined;
      await lookAtScreen(page);
      return inTime(PATIENCE, page.evaluate(showInPage, conversation(size), LAST));
    });
    return desk.visit(subject, { throttle }, async ({ page, go, mainThread, heap }) => {
      await go();
      await lookAtScreen(page);
      await inTime(PATIENCE, page.evaluate(approachInPage));
      const show = await inTime(PATIENCE, page.evaluate(showInPage, conversation(size), LAST));
      const elements = await page.evaluate(() => window.screenOf.elements());
      const numbers: Record<string, number> = { show, showCold: showCold ?? show, elements, heap: await heap() };
      const until = Date.now() + PATIENCE_AFTERWARDS;
      const soon = <T>(work: Promise<T>) => inTime(Math.max(0, until - Date.now()), work);
      try {
        const times = await soon(page.evaluate(appendInPage, APPENDED));
        numbers.append = times[Math.floor(APPENDED / 2)] ?? 0;
        const before = await mainThread();
        await soon(page.evaluate(appendUnwatched, APPENDED));
        numbers.appendWork = ((await mainThread()) - before) / APPENDED;
        if (subject.kind === 'floor') return numbers;
        const { frames, blank } = await soon(page.evaluate(scrollInPage));
        await new Promise((rested) => setTimeout(rested, REST));
        const found = await soon(finds(page, FIRST));
        return { ...numbers, dropped: dropped(frames), blank, found: Number(found) };
      } catch (reason) {
        // What it did until then is worth to be known.
        if (reason instanceof NotFinished) return numbers;
        throw reason;
      }
    });
  },
};
