// `npm run test:react`: the hooks and the component in each React there is, on a server, in pages and in types; closes with
// a line to count.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installBrowser, installPackages } from './setup.mjs';

/** Each by its own closing line; the types say nothing when they are right. */
const suites = [
  ['node', 'scripts/node-tests.mjs', 'src/react'],
  ['node', 'node_modules/typescript/bin/tsc', '-p', 'test/react/tsconfig.19.json'],
  ['node', 'node_modules/typescript/bin/tsc', '-p', 'test/react/tsconfig.18.json'],
  ['node', 'node_modules/@playwright/test/cli.js', 'test', '--project', 'react'],
];

const run = ([command, ...args]) =>
  new Promise((resolve) => {
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      process.stdout.write(chunk);
    });
    child.on('close', (status) => {
      const [, passed, failed] = /^\w+: (\d+) passed, (\d+) failed$/m.exec(said) ?? [];
      if (passed === undefined) resolve({ passed: status ? 0 : 1, failed: status ? 1 : 0 });
      else resolve({ passed: Number(passed), failed: Number(failed) || (status ? 1 : 0) });
    });
  });

installPackages();
await installBrowser();

const total = { passed: 0, failed: 0 };
for (const suite of suites) {
  console.log(`\n── ${suite.slice(1).join(' ')}`);
  const { passed, failed } = await run(suite);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\nreact: ${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
