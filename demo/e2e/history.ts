import { expect, type BrowserContext, type Page } from '@playwright/test';
import { assemble } from '../../test/history/assemble.js';
import { check } from '../../test/history/check.js';
import type { Arrival, Connections, Journal, Trace } from '../../test/history/history.js';
import { recordPage, ROLL_CALL, type Report } from '../../test/history/recorder.js';

/** Longest time in which a healthy conversation comes to rest. */
const SETTLING = 8000;
const BINDING = 'tellHistory';

/** What a test may say about its own conversation. */
export interface Watch {
  /** What must be found in no address, storage, log or bubble. */
  readonly secrets: string[];
  /** Ends the watch: the test breaks the rules on purpose. */
  readonly dismiss: (why: string) => void;
  /** The bot's side, now. */
  readonly journal: () => Promise<Journal>;
  readonly requests: () => Promise<readonly Arrival[]>;
  readonly connections: () => Promise<Connections>;
  /** What is wrong by now; before the conversation has come to rest, something may be. */
  readonly violations: () => Promise<readonly string[]>;
}

/** Everything that a page has kept where others can read it. */
const keptBy = (page: Page): Promise<readonly Trace[]> =>
  page
    .evaluate(async () => {
      const kept = Object.entries(localStorage).map(([key, text]) => ({ where: `localStorage ${key}`, text }));
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(new Error(`${name} cannot be read`));
        });
        for (const store of database.objectStoreNames) {
          const records = await new Promise<unknown[]>((resolve, reject) => {
            const reading = database.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(reading.result);
            reading.onerror = () => reject(new Error(`${store} cannot be read`));
          });
          kept.push({ where: `indexedDB ${name}/${store}`, text: JSON.stringify(records) });
        }
        database.close();
      }
      return kept;
    })
    .catch(() => []);

/** Watches every page of a browser, and at the end compares what they showed with what the bot knows. */
export async function watchHistory(context: BrowserContext, site: string) {
  let reports: (Report & { readonly tab: Page })[] = [];
  let dismissed = false;
  const secrets: string[] = [];
  const logged: Trace[] = [];
  const ask = async <T>(path: string): Promise<T> => (await fetch(`${site}/__mock/${path}`)).json() as Promise<T>;

  // A page's clock may be a test's own: when it was heard of is when it was.
  await context.exposeBinding(BINDING, ({ page }, report: Report) => {
    reports.push({ ...report, at: Date.now(), tab: page });
  });
  await context.addInitScript({ content: `(${String(recordPage)})((report) => void window.${BINDING}(report))` });
  context.on('console', (message) => logged.push({ where: 'the console', text: message.text() }));

  const violations = async (): Promise<readonly string[]> => {
    reports = reports.filter(({ present }) => !present);
    const pages = context.pages();
    await Promise.all(
      pages.map((page) =>
        page.evaluate((call) => void dispatchEvent(new Event(call)), ROLL_CALL).catch(() => undefined),
      ),
    );
    const [journal, requests, connections] = await Promise.all([
      ask<Journal>('journal'),
      ask<readonly Arrival[]>('requests'),
      ask<Connections>('connections'),
    ]);
    // Two widgets on a page are two conversations: whoever tests them looks for themselves.
    if (journal.commits.length === 0 || reports.some(({ page }) => !page.endsWith('#1'))) return [];
    const traces = secrets.length > 0 ? [...logged, ...(await Promise.all(pages.map(keptBy))).flat()] : logged;
    return check(assemble({ at: Date.now(), reports, journal, requests, connections, secrets, traces }));
  };
  const watch: Watch = {
    secrets,
    dismiss: () => (dismissed = true),
    journal: () => ask('journal'),
    requests: () => ask('requests'),
    connections: () => ask('connections'),
    violations,
  };
  return {
    watch,
    /** Heals the network, gives the conversation time to come to rest, and fails on what is wrong with it. */
    async conclude(): Promise<void> {
      if (dismissed || !reports.some(({ bubbles }) => bubbles?.length)) return;
      await context.setOffline(false);
      await fetch(`${site}/__mock/faults`, { method: 'DELETE' });
      await expect.poll(violations, { timeout: SETTLING }).toEqual([]);
    },
  };
}
