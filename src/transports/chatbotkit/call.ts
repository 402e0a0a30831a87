import { addressOf } from '../../net/address.js';
import { clockOf } from '../../net/clock.js';
import { failureOf, isOffline } from '../../net/failures.js';
import { onBlocked } from '../../net/policy.js';
import { readCapped } from '../../net/read-capped.js';
import { ChatError } from '../../protocol/errors.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { httpRefusal } from './refusal.js';

/** Where ChatBotKit itself is. */
const HOME = 'https://api.chatbotkit.com/v1';
/** Longest silence between two pieces of an answer, in milliseconds. */
const IDLE = 60_000;
/** Bytes of a refusal. */
const MAX_REFUSAL = 16_384;

/** One request to a route below the address. */
export interface Call {
  readonly path: string;
  readonly body: unknown;
  readonly token?: string;
  readonly accept?: string;
  /** Of this request only: what a backend does not expect is refused before it is sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A route of a conversation: one that is not there means that the conversation is gone. */
  readonly ofConversation?: boolean;
  readonly signal: AbortSignal;
}
/** How long the rest of an answer may let itself be waited for. */
export interface Vigil {
  /** Something came. */
  readonly alive: () => void;
  /** Silence is right: the backend waits for us. */
  readonly hold: (waits: boolean) => void;
}
export type ReadAnswer<T> = (response: Response, vigil: Vigil) => Promise<T>;

/** Where a route is, with what the page adds to every address. Throws `bad-config`. */
export function routeOf({ url, pathParams, queryParams }: TransportOptions, path: string): URL {
  const parts = { url: url || HOME, ...(pathParams ? { pathParams } : {}), ...(queryParams ? { queryParams } : {}) };
  const address = addressOf(parts, ['http:', 'https:']);
  address.pathname = address.pathname.replace(/\/+$/, '') + path;
  return address;
}

/** The visitor's time zone, where the browser tells. */
export const zoneOf = (): Readonly<Record<string, string>> => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone ? { 'x-timezone': timeZone } : {};
};

/** Whole JSON; `undefined` for an empty answer. */
export const readJson: ReadAnswer<unknown> = async (response, { alive }) => {
  const text = await readCapped(response, alive);
  const value: unknown = text.trim() === '' ? undefined : JSON.parse(text);
  return value;
};

/**
 * Posts JSON, and has the answer read by `read`. Rejects with a `ChatError` whose outcome says what is known about the
 * request, whatever broke. Cookies are never sent.
 */
export async function call<T>(
  { path, body, token, accept = 'application/json', headers, ofConversation = false, signal }: Call,
  options: TransportOptions,
  read: ReadAnswer<T>,
): Promise<T> {
  const { fetch = globalThis.fetch, timeout } = options;
  const { after, now } = clockOf(options);
  const address = routeOf(options, path);
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let silence: number | undefined;
  let isBlocked = false;
  let holds = false;
  let response: Response | undefined;
  let disarm = (): void => {};
  const arm = (longest: number): void => {
    disarm();
    if (holds) return;
    disarm = after(longest, () => {
      silence = longest;
      abort();
    });
  };
  const vigil: Vigil = {
    alive: () => arm(IDLE),
    hold(waits) {
      holds = waits;
      arm(IDLE);
    },
  };

  if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
  const unwatch = onBlocked(address, () => (isBlocked = true));
  signal.addEventListener('abort', abort);
  arm(timeout);
  const offline = isOffline();
  try {
    response = await fetch(address.href, {
      method: 'POST',
      headers: {
        ...options.headers,
        ...headers,
        accept,
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: controller.signal,
    });
    vigil.alive();
    if (!response.ok) throw new Error(`Status ${response.status}`);
    return await read(response, vigil);
  } catch (cause) {
    const stopped = signal.aborted;
    const refused = response && !response.ok && !stopped && silence === undefined ? response : undefined;
    const words = refused ? await readCapped(refused, vigil.alive, MAX_REFUSAL).catch(() => '') : '';
    disarm();
    const blocked = (): boolean => isBlocked;
    const known = { address, cause, response, offline, stopped, silence, blocked, idempotent: false };
    const failure = await failureOf({ ...known, now: now(), after });
    throw refused ? httpRefusal(failure, words, ofConversation) : failure;
  } finally {
    disarm();
    unwatch();
    signal.removeEventListener('abort', abort);
    // What is not read to its end would stay open.
    abort();
  }
}
