import { TimeoutError, type CDPSession, type Page } from 'puppeteer-core';
import type { BuiltSubject } from '../build.js';
import type { Cell, Numbers, Work } from '../work.js';
import { SLOW_4G } from '../desk.js';
import { inTime } from '../in-time.js';

const PATIENCE = 60_000;
/** A page in which nothing is fetched for so long has all that it wants. */
const QUIET = 400;
/** A visitor who sees no letter presses the key again after so long. */
const AGAIN = 200;

/** What `host-page.ts` notes of a page. */
interface Watched {
  readonly shift: number;
  readonly lcp: number;
  readonly blocking: number;
  readonly painted: number;
  readonly typed?: number;
  readonly errors: readonly string[];
}
declare global {
  interface Window {
    readonly watched: Watched;
    readonly mounted?: Promise<void>;
  }
}

/** What is no part of a chat: the page's picture, and where the product comes by other files its adapter to this bench. */
const isOurs = (kind: BuiltSubject['kind'], url: string): boolean =>
  /^(data|blob):|picture\.png$/.test(url) || (kind === 'own' && url.endsWith('/main.js'));

/** Counts what comes over the network after the page itself, without headers. */
function count(session: CDPSession, kind: BuiltSubject['kind']) {
  const counted = new Map<string, number>();
  let bytes = 0;
  let requests = 0;
  let running = 0;
  let lastAt = Date.now();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (type === 'Document' || isOurs(kind, request.url)) return;
    counted.set(requestId, 0);
    requests++;
    running++;
    lastAt = Date.now();
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (counted.has(requestId)) counted.set(requestId, response.encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const headers = counted.get(requestId);
    if (headers === undefined) return;
    bytes += encodedDataLength - headers;
    running--;
    lastAt = Date.now();
  });
  session.on('Network.loadingFailed', ({ requestId }) => {
    if (counted.has(requestId)) running--;
  });
  return {
    now: () => ({ kB: bytes / 1000, requests }),
    async quiet(): Promise<void> {
      while (running > 0 || Date.now() - lastAt < QUIET) await new Promise((later) => setTimeout(later, 50));
    },
  };
}

/** A key that comes before a field is ready for it is lost, and a visitor goes to the field and presses it again. */
async function typeUntilHeard(page: Page): Promise<void> {
  const heard = () =>
    page
      .waitForFunction(() => window.watched.typed !== undefined, { timeout: AGAIN })
      .then(() => true)
      .catch((reason: unknown) => {
        if (reason instanceof TimeoutError) return false;
        throw reason;
      });
  await page.keyboard.press('a');
  while (!(await heard())) {
    await page.evaluate(() => window.subject.composer());
    await page.keyboard.press('a');
  }
}

/** A page that brings a chat along: what it costs until its launcher is seen, and until a visitor can type. */
export const load: Work = {
  name: 'load',
  about:
    'A page with the chat, from an empty cache: until the launcher of a closed chat is seen, and until a key that a visitor presses is in the field of an open one.',
  measures: [
    { key: 'kB', label: 'downloaded until then', unit: 'kB', net: true, plotted: true },
    { key: 'requests', label: 'requests', unit: '', net: true },
    { key: 'allKB', label: 'downloaded in all', unit: 'kB', net: true },
    { key: 'ready', label: 'time until then', unit: 'ms', net: true, plotted: true },
    { key: 'main', label: 'main thread', unit: 'ms', net: true },
    { key: 'blocking', label: 'blocking', unit: 'ms' },
    { key: 'heap', label: 'heap', unit: 'MB' },
    { key: 'shift', label: 'layout shift', unit: '' },
    { key: 'lcp', label: 'largest paint of the page', unit: 'ms', net: true },
  ],
  cells({ throttles }) {
    const cell = (mount: string, throttle: number): Cell => ({
      key: `${mount}, ${throttle}×`,
      label: `${mount === 'open' ? 'open chat' : 'closed chat'}${throttle > 1 ? `, ${throttle}× slower CPU, slow 4G` : ''}`,
      throttle,
    });
    return throttles.flatMap((throttle) => [cell('closed', throttle), cell('open', throttle)]);
  },
  sample(desk, subject, { key, throttle }) {
    const mount = key.startsWith('open') ? 'open' : 'closed';
    const network = throttle > 1 ? { network: SLOW_4G } : {};
    return desk.visit(subject, { throttle, mount, ...network }, async ({ page, session, go, mainThread, heap }) => {
      const counted = count(session, subject.kind);
      await go();
      await inTime(
        PATIENCE,
        page.evaluate(() => window.mounted),
      );
      if (mount === 'open') {
        await inTime(PATIENCE, typeUntilHeard(page));
      }
      const then = counted.now();
      await counted.quiet();
      const watched = await page.evaluate(() => window.watched);
      const numbers: Numbers = {
        ...then,
        allKB: counted.now().kB,
        ready: mount === 'open' ? watched.typed : watched.painted,
        main: await mainThread(),
        blocking: watched.blocking,
        heap: await heap(),
        shift: watched.shift,
        lcp: watched.lcp,
      };
      return numbers;
    });
  },
};
