import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findChromium, FLAGS, HELP } from '../scripts/browser.mjs';
import type { BuiltSubject } from './build.js';
import type { serve } from './server.js';
import { inTime } from './in-time.js';

/** A mobile network as page speed tools mean it by “slow 4G”. */
export const SLOW_4G = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** Under which circumstances a page is visited. */
export interface Circumstances {
  readonly throttle: number;
  /** Loopback unless given. */
  readonly network?: typeof SLOW_4G;
  /** The page shows its chat as soon as it can. */
  readonly mount?: 'open' | 'closed';
}

/** A page of its own, with an empty cache. */
export interface Visit {
  readonly page: Page;
  readonly session: CDPSession;
  /** Goes to the subject's page. */
  readonly go: () => Promise<void>;
  /** Milliseconds that the main thread has worked since the page began. */
  readonly mainThread: () => Promise<number>;
  /** Megabytes of the heap, after its garbage is collected. */
  readonly heap: () => Promise<number>;
}

/** Where pages are visited, one after another. */
export interface Desk {
  readonly visit: <T>(
    subject: BuiltSubject,
    circumstances: Circumstances,
    work: (visit: Visit) => Promise<T>,
  ) => Promise<T>;
  /** The next page is in a new browser. */
  readonly renew: () => Promise<void>;
  /** Name and version of the browser. */
  readonly browser: () => Promise<string>;
}

const CLOSING_PATIENCE = 5_000;
const PATIENCE = 120_000;
const WINDOW = { width: 1280, height: 800 };

async function launch(): Promise<Browser> {
  const found = await findChromium();
  if (!found) throw new Error(HELP);
  return puppeteer.launch({
    executablePath: found.path,
    headless: true,
    args: [...FLAGS],
    defaultViewport: WINDOW,
    protocolTimeout: PATIENCE,
  });
}

async function prepare(page: Page, { throttle, network }: Circumstances): Promise<CDPSession> {
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  await session.send('Network.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  if (network) await session.send('Network.emulateNetworkConditions', { offline: false, ...network });
  return session;
}

/** Keeps a browser, and gives each sample a context of its own in it. A browser that hangs is replaced. */
export function openDesk(server: Awaited<ReturnType<typeof serve>>): Desk & { readonly close: () => Promise<void> } {
  let launched: Promise<Browser> | undefined;

  async function close(): Promise<void> {
    const browser = await launched?.catch(() => undefined);
    launched = undefined;
    if (!browser) return;
    await inTime(CLOSING_PATIENCE, browser.close()).catch(() => browser.process()?.kill('SIGKILL'));
  }

  return {
    async visit(subject, circumstances, work) {
      launched ??= launch();
      const context = await (await launched).createBrowserContext();
      try {
        const page = await context.newPage();
        const session = await prepare(page, circumstances);
        const metric = async (name: string) => {
          const { metrics } = await session.send('Performance.getMetrics');
          return metrics.find((each) => each.name === name)?.value ?? 0;
        };
        const query = circumstances.mount ? `?mount=${circumstances.mount}` : '';
        const visit: Visit = {
          page,
          session,
          async go() {
            await page.goto(server.page(subject) + query, { waitUntil: 'load', timeout: PATIENCE });
          },
          mainThread: async () => (await metric('TaskDuration')) * 1000,
          async heap() {
            await session.send('HeapProfiler.collectGarbage');
            return (await metric('JSHeapUsedSize')) / 1e6;
          },
        };
        return await inTime(PATIENCE, work(visit));
      } catch (reason) {
        await close();
        throw reason;
      } finally {
        await inTime(CLOSING_PATIENCE, context.close()).catch(close);
      }
    },
    renew: close,
    async browser() {
      launched ??= launch();
      return (await launched).version();
    },
    close,
  };
}
