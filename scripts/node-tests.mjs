// Runs *.node.test.ts below the given folders (src, components, mock-server unless told), and closes with a line to count.
// `--server` runs those that want Redis or push a server to its limits: they take their time, and are a command of their own.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

process.execArgv.push('--import', 'tsx');
const args = process.argv.slice(2);
const isServer = args[0] === '--server';
const folders = isServer ? ['mock-server'] : args.length > 0 ? args : ['src', 'components', 'mock-server'];
/** Milliseconds for a file. */
const PATIENCE = 600_000;
const heavy = /^mock-server\/(redis\/|adapters\/back-pressure)/;
const files = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.node.test.ts') && heavy.test(file) === isServer);

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
