import { ChatError } from '../protocol/errors.js';
import type { TransportOptions } from '../protocol/transport.js';

type Parts = Pick<TransportOptions, 'url' | 'pathParams' | 'queryParams'>;

/**
 * The backend's address: as given, with `{name}` in it filled from `pathParams` and `queryParams` added; in an address
 * that was made whole before, the brackets are written `%7B` and `%7D`. A relative one counts from the page. Throws `bad-config` for what is not an address of one of `protocols`.
 */
export function addressOf({ url, pathParams = {}, queryParams = {} }: Parts, protocols: readonly string[]): URL {
  const filled = url.replace(/(?:\{|%7B)(\w+)(?:\}|%7D)/gi, (whole, name: string) =>
    Object.hasOwn(pathParams, name) ? encodeURIComponent(pathParams[name] ?? '') : whole,
  );
  const base = globalThis.location?.href;
  if (!url || !URL.canParse(filled, base)) throw bad(url, protocols);
  const address = new URL(filled, base);
  if (!protocols.includes(address.protocol)) throw bad(url, protocols);
  for (const [name, value] of Object.entries(queryParams)) address.searchParams.set(name, value);
  return address;
}

const bad = (url: string, protocols: readonly string[]): ChatError =>
  new ChatError('bad-config', `The setting url is “${url}”, not an address of a backend (${protocols.join(' ')}).`, {
    outcome: 'rejected',
  });
