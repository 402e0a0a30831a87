import type { Clock } from './clock.js';

const KEPT = 1000;
const secrets = new Set(['authorization', 'cookie', 'x-session-token', 'x-bot-token', 'x-contact-token']);

/** One request, or one WebSocket frame, as `GET /__mock/requests` shows it. */
export interface LogEntry {
  /** When it arrived: milliseconds since 1970. */
  readonly at: number;
  /** The door that it knocked at. */
  readonly transport: string;
  /** `WS` for a frame. */
  readonly method: string;
  readonly path: string;
  /** Query string with its `?`, or empty; credentials are redacted. */
  readonly search: string;
  /** Lower-case names; credentials are redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON. */
  body: unknown;
  /** HTTP status of the answer; 0 while there is none, or when the connection was dropped. */
  status: number;
  /** The bot acted on it; a repeated id is not acted on again. */
  committed: boolean;
}

/** Everything that arrived, oldest first. */
export interface RequestLog {
  readonly entries: () => readonly LogEntry[];
  readonly open: (method: string, url: URL, headers: Headers, body?: unknown) => LogEntry;
  readonly clear: () => void;
}

const doors: readonly (readonly [RegExp, string])[] = [
  [/^\/stentor\/ws$/, 'websocket'],
  [/^\/(stentor\/)?unfurl$/, 'unfurl'],
  [/^\/(stentor\/)?uploads(\/|$)/, 'uploads'],
  [/^\/stentor(\/|$)/, 'direct'],
  [/^\/config\//, 'config'],
  [/^\/(api\/)?v1\//, 'chatbotkit'],
  [/^\/socket\.io(\/|$)/, 'socketio'],
  [/^\/(hyponema\/|demo\/session$)/, 'session'],
  [/^\/(channels\.|chatplugin|media\.upload$|ws\.chatplugin$|s\.js$|example\.html$)/, 'airy'],
  [/^\/(backend\/widget\/v2\/|widget\/authenticate-user$)/, 'opencx'],
  [/^\/(embed\.js|chat-widget\.js|chunks\/)/, 'cdn'],
];
const doorOf = (path: string): string => doors.find(([pattern]) => pattern.test(path))?.[1] ?? 'none';

/** `Bearer abc` keeps its scheme, so that tests can see how a client authorised itself; the value goes. */
const redact = (value: string): string =>
  value.replace(/^(?:(\w+)\s+)?.*$/s, (_, scheme?: string) => (scheme ? `${scheme} [redacted]` : '[redacted]'));

/** A query without the values that open something: `?token=`, `resume_token=`, an `access_token`, an `api_key`. */
const readableSearch = (search: string): string =>
  search.replace(/([?&](?:[^&=]*(?:token|secret|password)|api_?key)=)[^&]*/gi, '$1[redacted]');

export const readableHeaders = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries([...headers].map(([name, value]) => [name, secrets.has(name) ? redact(value) : value]));

/** Keeps the newest thousand entries; none where nobody looks. */
export function createRequestLog({ now }: Clock, isWatched = true): RequestLog {
  let kept: LogEntry[] = [];
  return {
    entries: () => kept,
    open: (method, { pathname, search }, headers, body = null) => {
      const entry: LogEntry = {
        at: now(),
        transport: doorOf(pathname),
        method,
        path: pathname,
        search: readableSearch(search),
        headers: readableHeaders(headers),
        body,
        status: 0,
        committed: false,
      };
      if (isWatched) kept.push(entry);
      if (kept.length > KEPT) kept = kept.slice(-KEPT);
      return entry;
    },
    clear: () => {
      kept = [];
    },
  };
}
