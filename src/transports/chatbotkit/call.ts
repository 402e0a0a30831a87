import { addressOf } from '../../net/address.js';
import { failureOf } from '../../net/failures.js';
import { readCapped } from '../../net/read-capped.js';
import { watchRequest } from '../../net/request-watch.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { httpRefusal } from './refusal.js';

/** Where ChatBotKit itself is. */
const HOME = 'https://api.chatbotkit.com/v1';
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
  const { fetch = globalThis.fetch } = options;
  const address = routeOf(options, path);
  const watch = watchRequest({ ...options, address, signal });
  let holds = false;
  let response: Response | undefined;
  const alive = (): void => (holds ? watch.rest() : watch.alive());
  const vigil: Vigil = {
    alive,
    hold(waits) {
      holds = waits;
      alive();
    },
  };

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
      signal: watch.signal,
    });
    alive();
    if (!response.ok) throw new Error(`Status ${response.status}`);
    return await read(response, vigil);
  } catch (cause) {
    const { stopped, silence } = watch.known();
    const refused = response && !response.ok && !stopped && silence === undefined ? response : undefined;
    const words = refused ? await readCapped(refused, alive, MAX_REFUSAL).catch(() => '') : '';
    watch.rest();
    const failure = await failureOf({ ...watch.known(), stopped, cause, response, idempotent: false });
    throw refused ? httpRefusal(failure, words, ofConversation) : failure;
  } finally {
    watch.end();
  }
}
