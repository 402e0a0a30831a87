// `npm run test:react`: the hooks and the component in each React there is, on a server, in pages and in types; closes with
// a line to count.
import { counted } from './counted.mjs';
import { installBrowser, installPackages } from './setup.mjs';

/** Each by its own closing line; the types say nothing when they are right. */
const suites = [
  ['scripts/node-tests.mjs', 'src/react'],
  ['node_modules/typescript/bin/tsc', '-p', 'test/react/tsconfig.19.json'],
  ['node_modules/typescript/bin/tsc', '-p', 'test/react/tsconfig.18.json'],
  ['node_modules/@playwright/test/cli.js', 'test', '--project', 'react'],
];

installPackages();
await installBrowser();

const total = { passed: 0, failed: 0 };
for (const suite of suites) {
  console.log(`\n── ${suite.join(' ')}`);
  const { passed, failed } = await counted(process.execPath, suite, (chunk) => process.stdout.write(chunk));
  total.passed += passed;
  total.failed += failed;
}
console.log(`\nreact: ${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
