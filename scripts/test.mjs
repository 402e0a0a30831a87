// `npm test`: sets itself up, then runs every check that is done within minutes, and says at the end how many passed. All
// run, whatever fails first. What takes longer has commands of its own, which .ci/run runs too.
import { counted } from './counted.mjs';
import { installBrowser, installPackages } from './setup.mjs';

/** Begun in this order, as soon as what they come after is done and there are cores for them. */
const checks = [
  { title: 'unused code', script: 'unused' },
  { title: 'lint', script: 'lint' },
  { title: 'types', script: 'types' },
  { title: 'build', script: 'build' },
  { title: 'format', script: 'format:check' },
  { title: 'layers', script: 'layers' },
  { title: 'docs made from sources', script: 'docs:check' },
  { title: 'sizes', script: 'size', after: 'build' },
  { title: 'package', script: 'test:package', after: 'build' },
  { title: 'publint', script: 'publint', after: 'build' },
  { title: 'types of the package', script: 'attw', after: 'build' },
  { title: 'node tests', script: 'test:node', cores: 2 },
  { title: 'unit tests in Chromium', script: 'test:unit', cores: 2 },
  { title: 'end to end', script: 'test:e2e', cores: 2, after: 'build' },
];
const CORES = 2;

installPackages();
await installBrowser();

const total = { passed: 0, failed: 0 };
const broken = [];
const done = new Set();

/** Those that keep all cores busy are heard while they run; of the others comes what they said when they are done. */
async function run({ title, script, cores = 1 }) {
  const heading = `\n── ${title} (npm run ${script})`;
  const isAlone = cores === CORES;
  if (isAlone) console.log(heading);
  const started = Date.now();
  const hear = isAlone ? (chunk) => process.stdout.write(chunk) : undefined;
  const { said, passed, failed } = await counted('npm', ['run', '--silent', script], hear);
  if (!isAlone) console.log(`${heading}\n${said.trim()}`);
  console.log(`${failed ? '✗' : '✓'} ${title}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  total.passed += passed;
  total.failed += failed;
  if (failed) broken.push(title);
  done.add(script);
}

const waiting = [...checks];
const running = new Set();
let free = CORES;
while (waiting.length || running.size) {
  const index = waiting.findIndex(({ after, cores = 1 }) => cores <= free && (!after || done.has(after)));
  if (index < 0) {
    await Promise.race(running);
    continue;
  }
  const [check] = waiting.splice(index, 1);
  const { cores = 1 } = check;
  free -= cores;
  const end = run(check).then(() => {
    free += cores;
    running.delete(end);
  });
  running.add(end);
}
if (broken.length) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
