import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs'));
const count = { pass: 0, fail: 0 };
const counts = (outcome) => (event) => {
  if (event.details.type !== 'suite') count[outcome]++;
};

const events = run({ files: files.map((name) => here + name), concurrency: false })
  .on('test:pass', counts('pass'))
  .on('test:fail', counts('fail'));
for await (const line of events.compose(new spec())) process.stdout.write(line);

console.log(`\n${count.pass} passed, ${count.fail} failed`);
process.exitCode = count.fail > 0 || count.pass === 0 ? 1 : 0;
