import { TransportError } from '../protocol/errors.js';
import { readCapped } from './read-capped.js';
import { watchRequest, type Watched } from './request-watch.js';

export interface PostOptions extends Watched {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** The backend acts on the same request once: one that it could not serve is as good as not sent. */
  readonly idempotent?: boolean;
  /** Bytes of the answer that are read; 1 MiB unless given. */
  readonly most?: number;
}

/**
 * Posts JSON and gives the JSON of the answer, within its limit; `undefined` for 204 and 205. Rejects with a
 * `ChatError` whose `outcome` says what is known about the request. Cookies are never sent.
 */
export async function postJson(options: PostOptions): Promise<unknown> {
  const { address, body, headers, idempotent = false, most, fetch = globalThis.fetch } = options;
  const watch = watchRequest(options);
  // What tells why comes beside the request: when it is needed there may be no road to fetch it by.
  const failures = import('./failures.js').catch(() => undefined);
  let response: Response | undefined;
  try {
    response = await fetch(address.href, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: watch.signal,
    });
    watch.alive();
    if (!response.ok) throw new Error(`Status ${response.status}`);
    return response.status === 204 || response.status === 205
      ? undefined
      : JSON.parse(await readCapped(response, watch.alive, most));
  } catch (cause) {
    watch.rest();
    const known = { ...watch.known(), cause, response, idempotent };
    throw (
      (await (await failures)?.failureOf(known)) ??
      new TransportError('unreachable', 'The request failed.', { cause, outcome: 'unknown' })
    );
  } finally {
    watch.end();
  }
}
