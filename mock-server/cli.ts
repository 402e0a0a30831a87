#!/usr/bin/env node
import { createMockServer } from './adapters/node.js';
import { readFlags, USAGE, UsageError } from './flags.js';

const say = (line: string) => process.stderr.write(`chat-widget-mock: ${line}\n`);

function complain(error: unknown): void {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
  if (error instanceof UsageError) say(`${message} See --help.`);
  else if (code === 'EADDRINUSE') say('the port is taken; choose another with --port, or --port 0.');
  else say(message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

try {
  const flags = readFlags(process.argv.slice(2));
  if (flags === 'help') process.stdout.write(USAGE);
  else {
    const server = await createMockServer(flags);
    process.stdout.write(`listening on ${server.url}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  }
} catch (error) {
  complain(error);
}
