// `npm test`: sets itself up, then runs every check, and says at the end how many passed. All run, whatever fails first.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installBrowser, installPackages } from './setup.mjs';

/** Those of one line run side by side; what they say comes when they are done. */
const checks = [
  [
    ['format', 'format:check'],
    ['lint', 'lint'],
    ['types', 'types'],
    ['layers', 'layers'],
    ['unused code', 'unused'],
    ['docs made from sources', 'docs:check'],
    ['node tests', 'test:node'],
  ],
  [['unit tests in Chromium', 'test:unit']],
  [['build', 'build']],
  [['sizes', 'size']],
  [
    ['package', 'test:package'],
    ['publint', 'publint'],
    ['types of the package', 'attw'],
  ],
  [['end to end', 'test:e2e']],
];

/** Runs an npm script with its output on ours, and counts: a suite by its own closing line, anything else as one. */
function check(script, live) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', live ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const hear = (chunk) => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('close', (status) => {
      const [, passed, failed] = /^\w+: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
      const said = live ? '' : output;
      if (passed === undefined) resolve({ said, passed: status ? 0 : 1, failed: status ? 1 : 0 });
      else resolve({ said, passed: Number(passed), failed: Number(failed) || (status ? 1 : 0) });
    });
  });
}

installPackages();
await installBrowser();

const total = { passed: 0, failed: 0 };
const broken = [];
for (const group of checks) {
  if (group.length === 1) console.log(`\n── ${group[0][0]} (npm run ${group[0][1]})`);
  await Promise.all(
    group.map(async ([title, script]) => {
      const started = Date.now();
      const { said, passed, failed } = await check(script, group.length === 1);
      if (group.length > 1) console.log(`\n── ${title} (npm run ${script})\n${said.trim()}`);
      console.log(`${failed ? '✗' : '✓'} ${title}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
      total.passed += passed;
      total.failed += failed;
      if (failed) broken.push(title);
    }),
  );
}
if (broken.length) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
