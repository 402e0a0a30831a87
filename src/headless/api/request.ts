import { fromJson } from '../../config/plain.js';
import { failureOf } from '../../net/failures.js';
import { readCapped } from '../../net/read-capped.js';
import { defaultPlatform } from '../../platform/platform.js';
import type { ChatError } from '../../protocol/errors.js';
import { AuthenticationError, ConnectionError } from '../errors.js';

/** One request of the client. */
export interface ApiRequest {
  readonly address: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, unless it is a form. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeout: number;
  readonly fetch: typeof globalThis.fetch;
}

/** The classes of the reference for what our own say by their code. */
function asClass(error: ChatError): ChatError {
  const { code, message, status, outcome, retryAfter } = error;
  const Kind = [ConnectionError, AuthenticationError].find((Kind) => error instanceof Kind);
  if (!Kind || error.constructor === Kind) return error;
  return new Kind(message, {
    code,
    cause: error,
    ...(status === undefined ? {} : { status }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** The answer as JSON, without what reaches a prototype; `undefined` for an empty one. Rejects with a `ChatError`. */
export async function askApi({ address, method, headers, body, signal, timeout, fetch }: ApiRequest): Promise<unknown> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const { after, now } = defaultPlatform;
  let late = false;
  const undo = after(timeout, () => {
    late = true;
    abort();
  });
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  let response: Response | undefined;
  try {
    const isForm = body instanceof FormData;
    response = await fetch(address, {
      method,
      credentials: 'omit',
      redirect: 'manual',
      signal: controller.signal,
      // A form says its own type: with the boundary, which nobody else knows.
      headers: { accept: 'application/json', ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error('refused');
    const text = await readCapped(response, () => undefined);
    return text ? fromJson(text) : undefined;
  } catch (cause) {
    void response?.body?.cancel().catch(() => undefined);
    throw asClass(
      await failureOf({
        address,
        cause,
        response,
        stopped: Boolean(signal?.aborted),
        silence: late ? timeout : undefined,
        blocked: () => false,
        idempotent: method === 'GET',
        now: now(),
        after,
      }),
    );
  } finally {
    undo();
    signal?.removeEventListener('abort', abort);
  }
}
