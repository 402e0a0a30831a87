import { addressOf } from '../../net/address.js';
import { postJson } from '../../net/http.js';
import { present } from '../../net/untrusted.js';
import type { TransportOptions } from '../../protocol/transport.js';
import type { UploadSeams } from '../../net/upload-request.js';

/** OpenCX's own server, where a page names no other. */
const HOME = 'https://api.open.cx';

/** The widget API of one server. Every call rejects with a `ChatError`. */
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
  const ask = (seams: TransportOptions, target: URL, body: unknown, signal: AbortSignal): Promise<unknown> =>
    postJson({ ...seams, address: target, headers: headers(), body, timeout, idempotent: true, signal });
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
