import { parseArgs } from 'node:util';
import type { MockServerOptions } from './adapters/node.js';

export const USAGE = `Usage: chat-widget-mock [options]

  --port N         port to listen on, 0 picks a free one   (8787)
  --host HOST      address to bind                         (127.0.0.1)
  --db FILE        keep resources in FILE, made when missing
  --latency MS     milliseconds that each answer waits     (0)
  --rate-limit N   messages a minute per session, 0 = off  (60)
  --per-address N  what an address may begin a minute    (60)
  --origin LIST    pages that may come in, comma separated (all)
  --api-key KEY    the one account key that is taken       (any)
  --tokens         want session tokens at /stentor         (off)
  --secret TEXT    what session tokens are signed with     (random)
  --help           show this
`;

/** A mistake in how the command was called: one sentence. */
export class UsageError extends Error {}

const options = {
  port: { type: 'string', default: '8787' },
  host: { type: 'string', default: '127.0.0.1' },
  db: { type: 'string' },
  latency: { type: 'string', default: '0' },
  'rate-limit': { type: 'string', default: '60' },
  'per-address': { type: 'string' },
  origin: { type: 'string' },
  'api-key': { type: 'string' },
  tokens: { type: 'boolean', default: false },
  secret: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function whole(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new UsageError(`--${flag} takes a whole number from 0 to ${most}, not “${text}”.`);
  return value;
}

function filled(flag: string, text: string | undefined): string | undefined {
  if (text?.trim() === '') throw new UsageError(`--${flag} needs a value.`);
  return text;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** The command line as options, or `help`. Throws a `UsageError`. */
export function readFlags(args: readonly string[]): MockServerOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const db = filled('db', values.db);
  const apiKey = filled('api-key', values['api-key']);
  const secret = filled('secret', values.secret);
  const perAddress = values['per-address'];
  const origin = filled('origin', values.origin)
    ?.split(',')
    .map((each) => each.trim());
  return {
    port: whole('port', values.port, 65_535),
    host: filled('host', values.host) ?? '',
    latency: whole('latency', values.latency, 600_000),
    rateLimit: whole('rate-limit', values['rate-limit'], 1_000_000),
    ...(perAddress !== undefined && { perAddress: whole('per-address', perAddress, 1_000_000) }),
    ...(db !== undefined && { db }),
    ...(apiKey !== undefined && { apiKey }),
    ...(values.tokens && { tokens: true }),
    ...(secret !== undefined && { secret }),
    ...(origin && { origin }),
  };
}
