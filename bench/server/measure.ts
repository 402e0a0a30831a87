import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Outcome } from './load.js';
import type { Vitals } from './served.js';

/** How much is asked of the server. */
export type Load = Omit<Order, 'url' | 'from'> & {
  /** Milliseconds between two tokens. */
  readonly pace: number;
};

/** What one scenario came to. Times in milliseconds, sizes in bytes. */
export interface Result {
  readonly load: Load;
  readonly messages: { readonly sent: number; readonly right: number };
  readonly wrong: readonly string[];
  readonly first: Percentiles;
  readonly whole: Percentiles;
  readonly perConversation: { readonly heapOpen: number; readonly rssOpen: number; readonly heapAfter: number };
  readonly rss: { readonly before: number; readonly open: number; readonly after: number };
  readonly cpuSeconds: number;
  /** Of all who visit. */
  readonly visitorSeconds: number;
  readonly seconds: number;
}
export type Percentiles = Readonly<Record<'p50' | 'p95' | 'p99', number>>;

const PROCESSES = 2;
const MICROSECONDS = 1_000_000;

const start = (file: string, args: readonly unknown[] = []): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args.map(String), {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
const heard = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];

async function vitalsOf(server: ChildProcess): Promise<Vitals> {
  server.send('vitals');
  return (await heard(server)) as Vitals;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Puts a server of its own under the load, and looks at both. */
export async function measure(load: Load): Promise<Result> {
  const { pace, ...rest } = load;
  const server = start('./served.ts', [load.tokens, pace]);
  const { url } = (await heard(server)) as { readonly url: string };
  const before = await vitalsOf(server);
  const share = Math.ceil(load.conversations / PROCESSES);
  const crews = Array.from({ length: PROCESSES }, () => start('./load.ts'));
  try {
    await Promise.all(
      crews.map(async (crew, index) => {
        const from = index * share;
        const conversations = Math.min(share, load.conversations - from);
        crew.send({ ...rest, url, from, conversations } satisfies Order);
        await heard(crew);
      }),
    );
    const open = await vitalsOf(server);
    const began = performance.now();
    const outcomes = await Promise.all(
      crews.map(async (crew) => {
        const told = heard(crew);
        crew.send('begin');
        return ((await told) as { readonly outcome: Outcome }).outcome;
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    const after = await vitalsOf(server);
    const each = (bytes: number): number => Math.round(bytes / load.conversations);
    return {
      load,
      messages: {
        sent: load.conversations * load.messages,
        right: outcomes.reduce((sum, { right }) => sum + right, 0),
      },
      wrong: outcomes.flatMap(({ wrong }) => wrong),
      first: percentiles(outcomes.flatMap(({ first }) => first)),
      whole: percentiles(outcomes.flatMap(({ whole }) => whole)),
      perConversation: {
        heapOpen: each(open.heap - before.heap),
        rssOpen: each(open.rss - before.rss),
        heapAfter: each(after.heap - before.heap),
      },
      rss: { before: before.rss, open: open.rss, after: after.rss },
      cpuSeconds: (after.cpu - open.cpu) / MICROSECONDS,
      visitorSeconds: outcomes.reduce((sum, { cpu }) => sum + cpu, 0) / MICROSECONDS,
      seconds,
    };
  } finally {
    for (const child of [server, ...crews]) child.kill();
  }
}
