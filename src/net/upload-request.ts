import { ChatError, RejectedError, TransportError, type ChatErrorCode } from '../protocol/errors.js';
import type { TransportSeams } from '../protocol/transport.js';
import { clockOf } from './clock.js';
import { readRetryAfter } from './retry-after.js';

export interface UploadSeams extends TransportSeams {
  /** `null`: there is none, and `fetch` does it, which cannot tell how far it is. */
  readonly xmlHttpRequest?: (new () => XMLHttpRequest) | null;
}

export interface UploadRequest extends UploadSeams {
  readonly address: URL;
  readonly method?: 'POST' | 'PUT';
  /** Never a content type for a `FormData`: only the browser knows its boundary. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: FormData | Blob | string;
  /** Longest silence, in milliseconds: nothing more went out, and no answer came. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Told the fraction that has gone out, 0 to 1. */
  readonly progress?: (fraction: number) => void;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
  /** Where it came from, if the browser says so. */
  readonly from?: string;
}

/** The address without its query: that may carry a signature. */
const named = ({ origin, pathname }: URL): string => origin + pathname;

const codes: Readonly<Record<number, ChatErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  413: 'too-large',
  429: 'rate-limited',
};

function refusal({ status, retryAfter }: Answer, address: URL, now: number): ChatError {
  const again = status >= 500 || status === 408 || status === 429 || status === 0;
  const Failure = again ? TransportError : RejectedError;
  const wait = readRetryAfter(retryAfter, now);
  const code = codes[status] ?? (status >= 500 ? 'server-error' : 'rejected');
  return new Failure(code, `${named(address)} answered the file with ${status}.`, {
    status,
    outcome: again ? 'unknown' : 'rejected',
    ...(wait === undefined ? {} : { retryAfter: wait }),
  });
}

const asked = ({ origin, pathname, search }: URL): string => origin + pathname + search;
/** An XMLHttpRequest follows to wherever the backend points; the answer of another place is nobody's word. */
const isElsewhere = ({ from }: Answer, address: URL): boolean => !!from && asked(new URL(from)) !== asked(address);

/** How the bytes go out; rejects with whatever was thrown, or never once it was aborted. */
type Send = (request: UploadRequest, signal: AbortSignal, alive: () => void) => Promise<Answer>;

const byFetch: Send = async ({ fetch = globalThis.fetch, address, method = 'POST', headers = {}, body }, signal) => {
  const response = await fetch(address.href, {
    method,
    headers,
    body,
    signal,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
  });
  const { status } = response;
  return { status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
};

const byXhr =
  (Request: new () => XMLHttpRequest): Send =>
  ({ address, method = 'POST', headers = {}, body, progress }, signal, alive) =>
    new Promise((resolve, reject) => {
      const request = new Request();
      request.open(method, address.href);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
        alive();
        if (lengthComputable && total > 0) progress?.(loaded / total);
      };
      request.onprogress = alive;
      request.onload = () =>
        resolve({
          status: request.status,
          text: request.responseText,
          retryAfter: request.getResponseHeader('retry-after'),
          from: request.responseURL,
        });
      request.onerror = () => reject(new TypeError('The connection failed.'));
      signal.addEventListener('abort', () => {
        request.abort();
        reject(new TypeError('The connection was given up.'));
      });
      request.send(body);
    });

function parse({ text, status }: Answer, address: URL): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TransportError('bad-reply', `${named(address)} answered the file with something that is not JSON.`, {
      cause,
      status,
      outcome: 'unknown',
    });
  }
}

/**
 * Sends a file, or the words about one, and gives the JSON of the answer; `undefined` when it is empty. Rejects with a
 * `ChatError`: `too-large` for 413, `rejected` for 415 and its like, `aborted`, `timeout`, `unreachable`.
 */
export async function sendUpload(request: UploadRequest): Promise<unknown> {
  const { address, timeout, signal, xmlHttpRequest = globalThis.XMLHttpRequest ?? null } = request;
  const { after, now } = clockOf(request);
  if (signal.aborted) throw new ChatError('aborted', 'The upload was given up.', { outcome: 'not-sent' });
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let silent = false;
  let disarm = (): void => {};
  const arm = (): void => {
    disarm();
    disarm = after(timeout, () => {
      silent = true;
      abort();
    });
  };
  signal.addEventListener('abort', abort);
  arm();
  try {
    const send = xmlHttpRequest ? byXhr(xmlHttpRequest) : byFetch;
    const answer = await send(request, controller.signal, arm);
    if (isElsewhere(answer, address))
      throw new RejectedError('rejected', `${named(address)} sent the file elsewhere.`, { outcome: 'rejected' });
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, address, now());
    request.progress?.(1);
    return parse(answer, address);
  } catch (cause) {
    if (ChatError.is(cause)) throw cause;
    if (signal.aborted) throw new ChatError('aborted', 'The upload was given up.', { cause, outcome: 'unknown' });
    throw silent
      ? new TransportError('timeout', `${named(address)} was silent for ${timeout} ms.`, { cause, outcome: 'unknown' })
      : new TransportError('unreachable', `${named(address)} cannot be reached.`, { cause, outcome: 'unknown' });
  } finally {
    disarm();
    signal.removeEventListener('abort', abort);
  }
}
