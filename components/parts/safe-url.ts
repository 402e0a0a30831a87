import { withoutDeceit } from '../../src/protocol/deceit.js';

export { withoutDeceit };

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * An address that may become a link: absolute, of a known scheme, without name or password, as the URL parser spells
 * it. Anything else, relative addresses included, is `undefined`.
 */
export function safeUrl(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const text = withoutDeceit(raw);
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!schemes.has(url.protocol) || /[%\s]/.test(url.host)) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}
