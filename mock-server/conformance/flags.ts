import { parseArgs } from 'node:util';
import { UsageError } from '../flags.js';
import { kit, type Wire } from './kit.js';
import type { Target } from './rule.js';

const names = Object.keys(kit).join(', ');

export const USAGE = `Usage: chat-widget-conformance URL --transport NAME [options]

  URL                what the widget has as its url
  --transport NAME   ${names}
  --key KEY          account or workspace key              (none)
  --widget-id ID     widget of chatbotkit                  (demo)
  --channel-id ID    channel of airy                       (demo)
  --bot-token TOKEN  widget token of opencx                (demo)
  --agent-id ID      agent of session, with --key          (bot-1)
  --origin ORIGIN    page that the rules pretend to be     (https://shop.example)
  --time-limit S     seconds for each rule                 (20)
  --help             show this
`;

/** What the command line asks for. */
export interface Order {
  readonly wire: Wire;
  readonly target: Target;
  /** Milliseconds for each rule. */
  readonly limit: number;
}

const options = {
  transport: { type: 'string' },
  key: { type: 'string' },
  'widget-id': { type: 'string', default: 'demo' },
  'channel-id': { type: 'string', default: 'demo' },
  'bot-token': { type: 'string', default: 'demo' },
  'agent-id': { type: 'string', default: 'bot-1' },
  origin: { type: 'string', default: 'https://shop.example' },
  'time-limit': { type: 'string', default: '20' },
  help: { type: 'boolean', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

const isWire = (name: string | undefined): name is Wire => name !== undefined && Object.hasOwn(kit, name);

function urlOf(places: readonly string[]): string {
  const [url] = places;
  if (url === undefined || places.length > 1) throw new UsageError('Give one URL.');
  if (!/^(?:http|ws)s?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new UsageError(`“${url}” is no web address.`);
  return url.replace(/\/+$/, '');
}

/** The command line as an order, or `help`. Throws a `UsageError`. */
export function readFlags(args: readonly string[]): Order | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const { transport, key, origin } = values;
  const url = urlOf(positionals);
  if (!isWire(transport)) throw new UsageError(`--transport is one of ${names}.`);
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new UsageError(`--origin takes scheme and host, not “${origin}”.`);
  const seconds = Number(values['time-limit']);
  if (!(seconds > 0 && seconds <= 600)) throw new UsageError('--time-limit takes seconds up to 600.');
  return {
    wire: transport,
    target: {
      ...{ url, origin },
      ...(key !== undefined && { key }),
      widgetId: values['widget-id'],
      channelId: values['channel-id'],
      botToken: values['bot-token'],
      agentId: values['agent-id'],
    },
    limit: seconds * 1000,
  };
}
