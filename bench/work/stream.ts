import type { Cell, Work } from '../work.js';
import { inTime } from '../in-time.js';
import { percentile } from '../statistics.js';
import { prose } from './prose.js';

const CHUNKS = 2_000;
const CHUNKS_PER_SECOND = 500;
const PATIENCE = 60_000;
/** The last words of each answer; nothing else says them. */
const LAST = '\n\nThat was the very lastword.';

interface Streamed {
  readonly lag: number;
  readonly frames: readonly number[];
}

/**
 * Runs in the page. A worker says the chunks, as a network would: they come at their time, whatever the page is busy
 * with, and wait for it if it is.
 */
async function streamInPage(text: string, chunks: number, perSecond: number, last: string): Promise<Streamed> {
  const code = `onmessage = ({ data: { text, chunks, perSecond } }) => {
    const began = performance.now();
    const place = (index) => Math.floor((index * text.length) / chunks);
    let sent = 0;
    const go = () => {
      const due = Math.min(chunks, Math.ceil((performance.now() - began) * perSecond / 1000));
      for (; sent < due; sent++)
        postMessage({ delta: text.slice(place(sent), place(sent + 1)), at: performance.timeOrigin + performance.now() });
      if (sent < chunks) setTimeout(go, 1);
      else postMessage({});
    };
    go();
  };`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const frames: number[] = [];
  let before = performance.now();
  let watching = true;
  const frame = (now: number) => {
    frames.push(now - before);
    before = now;
    if (watching) requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(frame);
  });

  const stream = window.subject.stream();
  let lastAt = 0;
  await new Promise<void>((done) => {
    worker.onmessage = ({ data }: MessageEvent<{ readonly delta?: string; readonly at?: number }>) => {
      if (data.delta === undefined) return done();
      if (data.delta) lastAt = data.at ?? 0;
      stream.write(data.delta);
    };
    worker.postMessage({ text, chunks, perSecond });
  });
  stream.end();
  worker.terminate();
  // Some break their words in places where chunks ended: spaces say nothing.
  const ending = last.replace(/\s/g, '');
  const isShown = () => window.subject.shown().slice(-5000).replace(/\s/g, '').includes(ending);
  while (!isShown()) await new Promise((next) => requestAnimationFrame(next));
  // What was found in this frame is on the screen with the next one.
  await new Promise((next) => requestAnimationFrame(next));
  const lag = performance.timeOrigin + performance.now() - lastAt;
  watching = false;
  return { lag, frames };
}

const FRAME = 1000 / 60;

/** An answer that grows, as fast as models speak. */
export const stream: Work = {
  name: 'stream',
  about: `One markdown answer in ${CHUNKS} chunks, ${CHUNKS_PER_SECOND} a second, in the open chat.`,
  sizes: 'kB of markdown',
  measures: [
    { key: 'main', label: 'main thread', unit: 'ms', net: true, plotted: true },
    { key: 'longest', label: 'longest frame', unit: 'ms' },
    { key: 'p95', label: '95th percentile frame', unit: 'ms' },
    { key: 'dropped', label: 'frames dropped', unit: '' },
    { key: 'lag', label: 'last word after its byte', unit: 'ms' },
  ],
  cells({ smoke, throttles }) {
    const cell = (size: number, throttle: number): Cell => ({
      key: `${size} kB, ${throttle}×`,
      label: `${size} kB${throttle > 1 ? `, ${throttle}× slower CPU` : ''}`,
      throttle,
      series: `${throttle}×`,
      size,
    });
    if (smoke) return [cell(5, 1)];
    // Slower machines are asked for the usual length only: all the others would take an hour more.
    return throttles.flatMap((throttle) =>
      (throttle === 1 ? [5, 20, 80, 320] : [20]).map((size) => cell(size, throttle)),
    );
  },
  sample: (desk, subject, { throttle, size = 0 }) =>
    desk.visit(subject, { throttle }, async ({ page, go, mainThread }) => {
      await go();
      await inTime(
        PATIENCE,
        page.evaluate(() => window.subject.mount({ open: true })),
      );
      await new Promise((settled) => setTimeout(settled, 500));
      const before = await mainThread();
      const text = prose({ length: size * 1000 - LAST.length }) + LAST;
      const { frames, lag } = await inTime(
        PATIENCE,
        page.evaluate(streamInPage, text, CHUNKS, CHUNKS_PER_SECOND, LAST),
      );
      // What a chat puts off for later is work as well.
      await new Promise((settled) => setTimeout(settled, 500));
      return {
        main: (await mainThread()) - before,
        longest: percentile(frames, 1),
        p95: percentile(frames, 0.95),
        dropped: frames.reduce((sum, each) => sum + Math.max(0, Math.round(each / FRAME) - 1), 0),
        lag,
      };
    }),
};
