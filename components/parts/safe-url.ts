const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Signs that turn the reading direction or take no room: they make an address look like another. */
const deceitful = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The text without the signs that could make it read as something else. */
export const withoutDeceit = (text: string): string => text.replace(deceitful, '');

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
