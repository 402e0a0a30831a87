import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import type { BuiltSubject } from './build.js';
import type { Desk } from './desk.js';
import { inTime } from './in-time.js';
import type { Entrant, Row, WorkResult } from './results.js';
import type { Cell, Extent, Numbers, Work } from './work.js';

/** How often, and with how much patience, each cell is measured. */
export interface Plan extends Extent {
  readonly runs: number;
  /** A subject that needed so many milliseconds for a cell is not asked for it again. */
  readonly patience: number;
}

/** What is known while it runs. */
interface Progress {
  readonly desk: Desk;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

const firstLine = (reason: unknown): string =>
  (reason instanceof Error ? reason.message : String(reason)).replace(/\n.*/s, '');

const GREETING_PATIENCE = 30_000;

/** Asks every subject for its name. Who does not answer is told of, and left out. */
export async function greet(
  subjects: readonly BuiltSubject[],
  { desk, signal, tell }: Progress,
): Promise<readonly (BuiltSubject & Entrant)[]> {
  const here: (BuiltSubject & Entrant)[] = [];
  for (const subject of subjects) {
    signal.throwIfAborted();
    try {
      const label = await desk.visit(subject, { throttle: 1 }, async ({ page, go }) => {
        await go();
        return inTime(
          GREETING_PATIENCE,
          page
            .waitForFunction(() => (window as Partial<Window>).subject?.name, { timeout: GREETING_PATIENCE })
            .then((name) => name.jsonValue()),
        );
      });
      here.push({ ...subject, label: label ?? subject.name });
    } catch (reason) {
      tell(`${subject.name} is left out: ${firstLine(reason)}`);
    }
  }
  return here;
}

interface Log {
  readonly samples: Numbers[];
  failure?: string;
  spent: number;
}

/** One cell, subject by subject and round by round; each round begins with another subject. */
async function measure(
  work: Work,
  cell: Cell,
  subjects: readonly BuiltSubject[],
  plan: Plan,
  { desk, signal, tell }: Progress,
): Promise<readonly Row[]> {
  const logs = new Map<string, Log>(subjects.map(({ name }) => [name, { samples: [], spent: 0 }]));
  for (let round = 0; round < plan.runs; round++) {
    const order = subjects.map((_, index) => subjects[(index + round) % subjects.length]);
    for (const subject of order) {
      const log = subject && logs.get(subject.name);
      if (!log || log.failure || log.spent > plan.patience) continue;
      signal.throwIfAborted();
      const began = performance.now();
      try {
        log.samples.push(await work.sample(desk, subject, cell));
      } catch (reason) {
        signal.throwIfAborted();
        log.failure = firstLine(reason);
        tell(`  ${subject.name}: ${log.failure}`);
      }
      log.spent += performance.now() - began;
    }
    tell(`${work.name} · ${cell.label} · ${round + 1} of ${plan.runs}`);
    await desk.renew();
  }
  return [...logs].map(([subject, { samples, failure }]) => ({
    subject,
    cell: cell.key,
    samples,
    ...(failure ? { failure } : {}),
  }));
}

/** Sources that come without their history are of no commit; results that the bench has just written are no sources. */
function commit(): Pick<WorkResult, 'commit'> {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, { encoding: 'utf8', cwd: import.meta.dirname }).trim();
  try {
    const changes = git('status', '--porcelain', '--', ':/src', ':/components', ':/bench', ':/package-lock.json');
    return { commit: `${git('rev-parse', '--short', 'HEAD')}${changes ? '-dirty' : ''}` };
  } catch {
    return {};
  }
}

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;

/** All cells of a work. A chat that failed in one is not asked for the larger ones of its series. */
export async function runWork(
  work: Work,
  subjects: readonly (BuiltSubject & Entrant)[],
  plan: Plan,
  progress: Progress,
): Promise<WorkResult> {
  const cells = work.cells(plan);
  const rows: Row[] = [];
  const failed = new Map<string, Set<string>>();
  for (const cell of cells) {
    const out = failed.get(cell.series ?? cell.key) ?? new Set();
    failed.set(cell.series ?? cell.key, out);
    const asked = subjects.filter(({ name }) => !out.has(name));
    const measured = await measure(work, cell, asked, plan, progress);
    for (const { subject, samples } of measured) if (samples.length === 0) out.add(subject);
    rows.push(...measured);
    for (const subject of out)
      if (!asked.some(({ name }) => name === subject))
        rows.push({ subject, cell: cell.key, samples: [], failure: 'not asked: did not finish less' });
  }
  return {
    work: work.name,
    about: work.about,
    ...(work.sizes ? { sizes: work.sizes } : {}),
    date: new Date().toISOString(),
    ...commit(),
    machine: machine(),
    browser: await progress.desk.browser(),
    runs: plan.runs,
    measures: work.measures,
    cells,
    subjects: subjects.map(({ name, label, kind, versions }) => ({ name, label, kind, versions })),
    rows,
  };
}
