#!/usr/bin/env node
import { UsageError } from '../flags.js';
import { readFlags, USAGE, type Order } from './flags.js';
import { kit } from './kit.js';
import { run, type Verdict } from './run.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const marks = { passed: 'pass', failed: 'FAIL', 'not offered': 'not offered' } as const;
const lineOf = ({ rule, says, result, why }: Verdict): string =>
  `${marks[result].padEnd(11)}  ${rule}: ${says}${why === undefined ? '' : ` — ${why}`}`;

async function report({ wire, target, limit }: Order): Promise<number> {
  const count = { passed: 0, failed: 0, 'not offered': 0 };
  for await (const verdict of run(await kit[wire](), target, limit)) {
    count[verdict.result] += 1;
    say(lineOf(verdict));
  }
  say(`\n${count.passed} passed, ${count.failed} failed`);
  return count.failed > 0 ? 1 : 0;
}

try {
  const order = readFlags(process.argv.slice(2));
  if (order === 'help') process.stdout.write(USAGE);
  else process.exitCode = await report(order);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`chat-widget-conformance: ${error.message} See --help.\n`);
  process.exitCode = 2;
}
