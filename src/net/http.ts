import { ChatError, TransportError } from '../protocol/errors.js';
import type { TransportSeams } from '../protocol/transport.js';
import { clockOf } from './clock.js';
import { onBlocked } from './policy.js';
import { readCapped } from './read-capped.js';

export interface PostOptions extends TransportSeams {
  readonly address: URL;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Longest wait for the first byte of the answer, in milliseconds. */
  readonly timeout: number;
  /** The backend acts on the same request once: one that it could not serve is as good as not sent. */
  readonly idempotent?: boolean;
  readonly signal: AbortSignal;
  /** Bytes of the answer that are read; 1 MiB unless given. */
  readonly most?: number;
  /** The page, which tells what its own policy forbids. */
  readonly page?: EventTarget;
}

/** Longest silence between two pieces of an answer. */
const IDLE = 60_000;

/**
 * Posts JSON and gives the JSON of the answer, within its limit; `undefined` for 204 and 205. Rejects with a
 * `ChatError` whose `outcome` says what is known about the request. Cookies are never sent.
 */
export async function postJson(options: PostOptions): Promise<unknown> {
  const { address, body, headers, timeout, idempotent = false, signal, most, page, fetch = globalThis.fetch } = options;
  const { after, now } = clockOf(options);
  const controller = new AbortController();
  const abort = () => controller.abort();
  let silence: number | undefined;
  let isBlocked = false;
  let response: Response | undefined;
  let disarm = () => {};
  const arm = (longest: number) => {
    disarm();
    disarm = after(longest, () => {
      silence = longest;
      abort();
    });
  };
  const rest = () => arm(IDLE);

  if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
  // What tells why comes beside the request: when it is needed there may be no road to fetch it by.
  const failures = import('./failures.js').catch(() => undefined);
  const unwatch = onBlocked(address, () => (isBlocked = true), page);
  signal.addEventListener('abort', abort);
  arm(timeout);
  const offline = globalThis.navigator?.onLine === false;
  try {
    response = await fetch(address.href, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: controller.signal,
    });
    rest();
    if (!response.ok) {
      void response.body?.cancel().catch(() => {});
      throw new Error(`Status ${response.status}`);
    }
    return response.status === 204 || response.status === 205
      ? undefined
      : JSON.parse(await readCapped(response, rest, most));
  } catch (cause) {
    disarm();
    const stopped = signal.aborted;
    const known = {
      address,
      cause,
      response,
      offline,
      stopped,
      silence,
      blocked: () => isBlocked,
      idempotent,
      now: now(),
      after,
    };
    throw (
      (await (await failures)?.failureOf(known)) ??
      new TransportError('unreachable', 'The request failed.', { cause, outcome: 'unknown' })
    );
  } finally {
    disarm();
    unwatch();
    signal.removeEventListener('abort', abort);
  }
}
