import { addressOf } from '../../net/address.js';
import { clockOf } from '../../net/clock.js';
import { postJson } from '../../net/http.js';
import { present } from '../../net/untrusted.js';
import { ChatError, TransportError } from '../../protocol/errors.js';
import type { TransportOptions } from '../../protocol/transport.js';
import type { UploadSeams } from '../../net/upload-request.js';

/** OpenCX's own server, where a page names no other. */
const HOME = 'https://api.open.cx';

/** The widget API of one server. Every call rejects with a `ChatError`; none is made sooner than the server wants it. */
export interface Api {
  readonly get: (path: string, signal: AbortSignal, query?: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly post: (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>;
  /** Throws `bad-config` where the settings name no server. */
  readonly address: (path: string, query?: Readonly<Record<string, string>>) => URL;
  /** What every call says of the caller. */
  readonly headers: () => Readonly<Record<string, string>>;
}

/** `who` tells what is known of the visitor, at each call. */
export function createApi(options: TransportOptions & UploadSeams, who: () => Readonly<Record<string, string>>): Api {
  const { url, pathParams = {}, token, timeout } = options;
  const address: Api['address'] = (path, queryParams = {}) => {
    const { origin, pathname } = addressOf({ url: url || HOME, pathParams }, ['http:', 'https:']);
    const root = origin + pathname.replace(/\/+$/, '');
    return addressOf({ url: `${root}/backend/widget/v2/${path}`, queryParams }, ['http:', 'https:']);
  };
  const headers: Api['headers'] = () => ({ ...present({ 'x-bot-token': token }), ...who() });
  const { elapsed } = clockOf(options);
  /** What the server wants to be asked later, by its address: whoever asks again sooner hears the same. */
  const waits = new Map<string, { readonly until: number; readonly error: ChatError }>();
  async function ask(seams: TransportOptions, target: URL, body: unknown, signal: AbortSignal): Promise<unknown> {
    const wait = waits.get(target.pathname);
    const retryAfter = (wait?.until ?? 0) - elapsed();
    if (wait && retryAfter > 0) {
      const { code, message } = wait.error;
      throw new TransportError(code, message, { cause: wait.error, outcome: 'not-sent', retryAfter });
    }
    waits.delete(target.pathname);
    try {
      return await postJson({ ...seams, address: target, headers: headers(), body, timeout, idempotent: true, signal });
    } catch (reason) {
      if (ChatError.is(reason) && reason.retryable && reason.retryAfter !== undefined)
        waits.set(target.pathname, { until: elapsed() + reason.retryAfter, error: reason });
      throw reason;
    }
  }
  /** A question is asked as anything is posted, without the body. */
  const asking: TransportOptions = {
    ...options,
    fetch: (input, { body: _, ...init } = {}) => (options.fetch ?? globalThis.fetch)(input, { ...init, method: 'GET' }),
  };
  return {
    address,
    headers,
    get: (path, signal, query) => ask(asking, address(path, query), undefined, signal),
    post: (path, body, signal) => ask(options, address(path), body, signal),
  };
}
