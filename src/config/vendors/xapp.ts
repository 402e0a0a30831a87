import { isPlain, type Raw } from '../plain.js';
import { words, type Row } from './vendor.js';

const transports = words({ direct: 'direct', websocketraw: 'websocket', websocket: 'socketio', undefined: 'socketio' });
const animations = words({ wiggle: 'wiggle', bounce: 'bounce' });
const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** `24h` and the like. */
function span(value: unknown): unknown {
  const [, count, unit] = /^(\d+)([dhms])$/.exec(String(value)) ?? [];
  return unit === undefined ? undefined : Number(count) * (units[unit] ?? 0);
}

/** A length as CSS has it. */
function pixels(value: unknown): number | undefined {
  const [, count, unit = 'px'] = /^([\d.]+)(px|r?em)?$/.exec(String(value)) ?? [];
  return count === undefined ? undefined : Number(count) * (unit === 'px' ? 1 : 16);
}

/** What stands beside its button. Absent times are none, and in narrow windows all of it is that of `mobile`. */
function peekOf(cta: unknown): Raw | undefined {
  if (!isPlain(cta)) return undefined;
  const { message, delay, timeout, animation, animationTimeout, mobile } = cta;
  return {
    text: message ?? '',
    delay: delay ?? 0,
    timeout: timeout ?? 0,
    animation: animations(animation) ?? 'none',
    animationTimeout: animationTimeout ?? 0,
    ...(isPlain(mobile)
      ? { mobile: { ...peekOf(mobile), below: 1 + (pixels(mobile['applyAtLessThanWidth']) ?? 400) } }
      : {}),
  };
}

/** Its patterns are pieces of addresses. */
function pagesOf(rule: unknown): Raw | undefined {
  if (!isPlain(rule) || !Array.isArray(rule['patterns']) || !rule['patterns'].length) return undefined;
  const pages = rule['patterns'].map((piece: unknown) => (typeof piece === 'string' && piece ? `*${piece}*` : piece));
  return { pages, minWidth: pixels(rule['minimumWidth']) };
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
  ['cta', 'peek', peekOf],
  ['autoOpenOnWidth', 'autoOpen.minWidth', pixels],
  ['autoOpenOnPattern', 'autoOpen.or', pagesOf],
];
