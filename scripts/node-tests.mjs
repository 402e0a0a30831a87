// Runs *.node.test.ts of one suite (`--node` unless told), or of folders, and closes with a line to count.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

process.execArgv.push('--import', 'tsx');
/** A file belongs to the first that has it; all but `node` take their time, and are commands of their own. */
const suites = {
  /** Wants Redis, or pushes a server to its limits. */
  server: /^mock-server\/(redis\/|adapters\/back-pressure)/,
  /** The wires, and what speaks them from the other side. */
  backends: /^(mock-server|src\/(transports|headless))\//,
  node: /^(src|components)\//,
};
const suiteOf = (file) => Object.keys(suites).find((name) => suites[name].test(file));
/** Milliseconds for a file. */
const PATIENCE = 600_000;

const [first = '--node', ...others] = process.argv.slice(2);
const suite = /^--(.+)/.exec(first)?.[1];
const files = (suite ? ['src', 'components', 'mock-server'] : [first, ...others])
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.node.test.ts') && (!suite || suiteOf(file) === suite));

let passed = 0;
let failed = 0;
// A test that was given up may leave behind what keeps its process alive.
const tests = run({ files, concurrency: 2, timeout: PATIENCE });
tests.on('test:pass', ({ details }) => (passed += details.type === 'suite' ? 0 : 1));
tests.on('test:fail', ({ details }) => (failed += details.type === 'suite' ? 0 : 1));
tests.compose(new spec()).pipe(process.stdout);
tests.on('end', () => {
  process.exitCode = failed || !passed ? 1 : 0;
});
process.on('exit', () => console.log(`\nnode: ${passed} passed, ${failed} failed`));
