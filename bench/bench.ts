import { parseArgs } from 'node:util';
import { BUILT, buildSubject, subjectNames, type BuiltSubject } from './build.js';
import { openDesk } from './desk.js';
import { writeReport } from './report/report.js';
import type { WorkResult } from './results.js';
import { greet, runWork, type Plan } from './run.js';
import { serve } from './server.js';
import { works } from './works.js';

const { values } = parseArgs({
  options: {
    work: { type: 'string', default: works.map(({ name }) => name).join(',') },
    subjects: { type: 'string' },
    runs: { type: 'string', default: '7' },
    throttle: { type: 'string', default: '1,4' },
    patience: { type: 'string', default: '60' },
    out: { type: 'string', default: `${BUILT}/results` },
    smoke: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `npm run bench -- [options]
  --work NAMES      which of ${works.map(({ name }) => name).join(', ')}; all unless given
  --subjects NAMES  which folders of bench/subjects; all unless given
  --runs N          samples of each number; 7 unless given
  --throttle N,N    how many times slower the CPU is made; 1,4 unless given
  --patience N      seconds after which a subject is not asked for the same again; 60 unless given
  --out FOLDER      where tables and drawings go; works that are there and are not done again stay
  --smoke           the floor and the widget once, in the smallest size: does everything work?
  --check           fails when a target is missed`;

const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);
const list = (text: string) => text.split(',').map((each) => each.trim());

async function buildAll(names: readonly string[], signal: AbortSignal): Promise<readonly BuiltSubject[]> {
  const built: BuiltSubject[] = [];
  for (const name of names)
    try {
      tell(`${name} is built`);
      built.push(await buildSubject(name, signal));
    } catch (reason) {
      signal.throwIfAborted();
      tell(`${name} is left out: ${String(reason)}`);
    }
  return built;
}

async function bench(signal: AbortSignal): Promise<readonly WorkResult[]> {
  const plan: Plan = {
    runs: values.smoke ? 1 : Number(values.runs),
    throttles: values.smoke ? [1] : list(values.throttle).map(Number),
    patience: Number(values.patience) * 1000,
    smoke: values.smoke,
  };
  const names = values.smoke ? ['floor', 'chat-widget'] : values.subjects ? list(values.subjects) : subjectNames();
  const asked = list(values.work);
  const built = await buildAll([...new Set(['floor', ...names])], signal);
  const server = await serve(built);
  const desk = openDesk(server);
  signal.addEventListener('abort', () => void desk.close());
  try {
    const progress = { desk, signal, tell };
    const subjects = await greet(built, progress);
    const results: WorkResult[] = [];
    for (const work of works)
      if (asked.includes(work.name)) results.push(await runWork(work, subjects, plan, progress));
    return results;
  } finally {
    await desk.close();
    server.close();
  }
}

if (values.help) {
  console.log(HELP);
  process.exit();
}
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupted.abort(new Error('ended')));
try {
  const verdicts = await writeReport(values.out, await bench(interrupted.signal));
  for (const { met, about, limit, finding } of verdicts)
    console.log(`${met === undefined ? '?' : met ? '✓' : '✗'} ${about}: ${finding} (${limit})`);
  console.log(`\nTables and drawings: ${values.out}/results.md`);
  if (values.check && verdicts.some(({ met }) => !met)) process.exitCode = 1;
} catch (reason) {
  console.error(String(reason));
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
