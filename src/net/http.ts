import { ChatError, RejectedError, TransportError, type ChatErrorCode, type Outcome } from '../protocol/errors.js';
import type { TransportSeams } from '../protocol/transport.js';
import { clockOf } from './clock.js';
import { readCapped } from './read-capped.js';
import { readRetryAfter } from './retry-after.js';

export interface PostOptions extends TransportSeams {
  readonly address: URL;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Longest silence before the first byte of the answer and between two of its pieces, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

type Refusal = readonly [ChatErrorCode, Outcome, typeof ChatError];

/** What a status says about the request. Every other 4xx was read and refused; every other 5xx may have acted. */
const refusals: Readonly<Record<number, Refusal>> = {
  401: ['unauthorized', 'auth', RejectedError],
  403: ['forbidden', 'rejected', RejectedError],
  404: ['not-found', 'rejected', RejectedError],
  408: ['timeout', 'unknown', TransportError],
  413: ['too-large', 'rejected', RejectedError],
  429: ['rate-limited', 'not-sent', TransportError],
};
const otherRefusal = (status: number): Refusal =>
  status >= 500
    ? ['server-error', 'unknown', TransportError]
    : status >= 400
      ? ['rejected', 'rejected', RejectedError]
      : ['bad-reply', 'unknown', TransportError];

/** The address without its query: that may carry what no log should. */
const named = ({ origin, pathname }: URL): string => origin + pathname;

function refuse(response: Response, address: URL, now: number): ChatError {
  const { status, statusText } = response;
  const [code, outcome, Failure] = refusals[status] ?? otherRefusal(status);
  const retryAfter = readRetryAfter(response.headers.get('retry-after'), now);
  return new Failure(code, `${named(address)} answered ${status} ${statusText}`.trimEnd() + '.', {
    status,
    // A server that says when to come back did not act on the request.
    outcome: status === 503 && retryAfter !== undefined ? 'not-sent' : outcome,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

function parse(text: string, response: Response, address: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const type = response.headers.get('content-type') ?? 'no content type';
    const what = text.trim() === '' ? 'an empty body' : `something that is not JSON (${type})`;
    throw new TransportError('bad-reply', `${named(address)} answered with ${what}.`, {
      cause,
      status: response.status,
      outcome: 'unknown',
    });
  }
}

/**
 * Posts JSON and gives the JSON of the answer, at most 1 MiB of it; `undefined` for 204 and 205. Rejects with a
 * `ChatError` whose `outcome` says what is known about the request. Cookies are never sent.
 */
export async function postJson(options: PostOptions): Promise<unknown> {
  const { address, body, headers, timeout, signal, fetch = globalThis.fetch } = options;
  const { after, now } = clockOf(options);
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timedOut = false;
  let disarm = () => {};
  const arm = () => {
    disarm();
    disarm = after(timeout, () => {
      timedOut = true;
      abort();
    });
  };

  if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
  signal.addEventListener('abort', abort);
  arm();
  try {
    const response = await fetch(address.href, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: controller.signal,
    });
    arm();
    if (!response.ok) {
      void response.body?.cancel().catch(() => {});
      throw refuse(response, address, now());
    }
    if (response.status === 204 || response.status === 205) return undefined;
    return parse(await readCapped(response, arm), response, address);
  } catch (cause) {
    if (ChatError.is(cause)) throw cause;
    if (signal.aborted)
      throw new ChatError('aborted', 'Stopped before the answer came.', { cause, outcome: 'unknown' });
    throw timedOut
      ? new TransportError('timeout', `${named(address)} was silent for ${timeout} ms.`, { cause, outcome: 'unknown' })
      : new TransportError('unreachable', `${named(address)} cannot be reached.`, { cause, outcome: 'unknown' });
  } finally {
    disarm();
    signal.removeEventListener('abort', abort);
  }
}
