import type { Config } from '../config/config.js';
import { checksum } from './checksum.js';

type Place = Pick<Config, 'transport' | 'url' | 'key'> & Partial<Pick<Config, 'widgetId' | 'channelId' | 'token'>>;

/**
 * Begins the key of everything that is kept, wherever it is: nothing of one visitor, backend or widget is ever
 * another's, and whoever leaves takes all of it along. The backend's address is without its query, where tokens may be.
 */
export function scopeOf(place: Place, userId = '', base = globalThis.document?.baseURI): string {
  const { transport, url, key, widgetId, channelId, token } = place;
  const { origin, pathname } = url ? new URL(url, base) : { origin: '', pathname: '' };
  // One server has many widgets, told apart by ids of its own. A token is never part of a name.
  const owner = widgetId || channelId || (transport === 'opencx' && token && checksum(token));
  const own = [key, userId, ...(owner ? [owner] : [])].map(encodeURIComponent).join(':');
  return `chat-widget:${encodeURIComponent(transport)}:${origin}${pathname}:${own}`;
}
