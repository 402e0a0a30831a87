import type { Config } from '../config/config.js';

/**
 * Begins the key of everything that is kept, wherever it is: nothing of one visitor, backend or widget is ever
 * another's, and whoever leaves takes all of it along. The backend's address is without its query, where tokens may be.
 */
export function scopeOf(
  { transport, url, key }: Pick<Config, 'transport' | 'url' | 'key'>,
  userId = '',
  base = globalThis.document?.baseURI,
): string {
  const { origin, pathname } = url ? new URL(url, base) : { origin: '', pathname: '' };
  const own = [key, userId].map(encodeURIComponent).join(':');
  return `chat-widget:${encodeURIComponent(transport)}:${origin}${pathname}:${own}`;
}
