import { isPlain } from '../plain.js';
import { words, type Row } from './vendor.js';

const transports = words({ direct: 'direct', websocketraw: 'websocket', websocket: 'socketio', undefined: 'socketio' });
const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** `24h` and the like. */
function span(value: unknown): unknown {
  const [, count, unit] = /^(\d+)([dhms])$/.exec(String(value)) ?? [];
  return unit === undefined ? undefined : Number(count) * (units[unit] ?? 0);
}

/** `WidgetEnv` of the XAPP chat widget; the flat names are those of its older configs. */
export const xapp: readonly Row[] = [
  ['connection', 'transport', (connection) => (isPlain(connection) ? transports(connection['type']) : undefined)],
  ['connection.serverUrl', 'url'],
  ['connection.accountKey', 'accountKey'],
  ['connection.timeout', 'timeout'],
  ['serverUrl', 'url'],
  ['direct', 'transport', words({ true: 'direct', false: 'socketio' })],
  ['serverUrl', 'transport', () => 'socketio'],
  ['botName', 'heading'],
  ['botName', 'assistantName'],
  ['header.subtitle.text', 'subtitle'],
  ['header.actions.refresh', 'restartConversation'],
  ['footer.branding', 'poweredBy', words({ true: true, false: false })],
  ['input.placeholder', 'placeholder'],
  ['sessionExpiration', 'sessionDuration', span],
];
