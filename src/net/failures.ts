import { ChatError, RejectedError, TransportError, type ChatErrorCode, type Outcome } from '../protocol/errors.js';
import type { Clock } from './clock.js';
import { readRetryAfter } from './retry-after.js';

/** What is known of a request that failed. */
export interface FailedRequest {
  readonly address: URL;
  readonly cause: unknown;
  /** The answer, if one came. */
  readonly response: Response | undefined;
  /** The browser had no network when the request began: it cannot have left. */
  readonly offline?: boolean;
  /** We were told to stop. */
  readonly stopped: boolean;
  /** Nothing came for so many milliseconds, and we gave up. */
  readonly silence: number | undefined;
  /** The page's own policy forbids it. Asked late: the page may say so a moment after the failure. */
  readonly blocked: () => boolean;
  /** The backend acts on the same request once: one that it could not serve is as good as not sent. */
  readonly idempotent: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly after: Clock['after'];
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

function refuse(response: Response, { address, idempotent, now }: FailedRequest): ChatError {
  const { type, status, statusText, headers } = response;
  // Whoever answers may not send the words and the tokens on to somebody else.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400))
    return new TransportError('bad-reply', `${named(address)} points elsewhere. Nothing follows it there.`, {
      status,
      outcome: 'unknown',
    });
  const [code, outcome, Failure] = refusals[status] ?? otherRefusal(status);
  const retryAfter = readRetryAfter(headers.get('retry-after'), now);
  return new Failure(code, `${named(address)} answered ${status} ${statusText}`.trimEnd() + '.', {
    status,
    // A server that says when to come back did not act on the request.
    outcome: status === 503 && (idempotent || retryAfter !== undefined) ? 'not-sent' : outcome,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** Whether the browser says that there is no network. That there is one it says of any cable. */
const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/** Why a request failed, as an error whose `outcome` says what is known about it. */
export async function failureOf(request: FailedRequest): Promise<ChatError> {
  const { address, cause, response, offline = false, stopped, silence, blocked, after } = request;
  const unknown = { cause, outcome: 'unknown' } as const;
  if (ChatError.is(cause)) return cause;
  if (stopped) return new ChatError('aborted', 'Stopped before the answer came.', unknown);
  if (silence !== undefined)
    return new TransportError('timeout', `${named(address)} was silent for ${silence} ms.`, unknown);
  if (response && !response.ok) return refuse(response, request);
  if (response && cause instanceof SyntaxError) {
    const type = response.headers.get('content-type') ?? 'no content type';
    const sentence = `${named(address)} answered with something that is not JSON (${type}).`;
    return new TransportError('bad-reply', sentence, { ...unknown, status: response.status });
  }
  await new Promise<void>((resolve) => after(0, resolve));
  if (blocked()) {
    const sentence = `The page's own policy forbids ${named(address)} (connect-src).`;
    return new RejectedError('blocked', sentence, { cause, outcome: 'rejected' });
  }
  const code = isOffline() ? 'offline' : 'unreachable';
  const outcome = offline && !response ? 'not-sent' : 'unknown';
  return new TransportError(code, `${named(address)} cannot be reached.`, { cause, outcome });
}
