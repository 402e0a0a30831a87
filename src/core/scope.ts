import type { Config } from '../config/config.js';
import { knows } from '../protocol/match.js';
import { checksum } from './checksum.js';

type Place = Pick<Config, 'transport' | 'url' | 'key'> & Partial<Pick<Config, 'widgetId' | 'channelId' | 'token'>>;

/** One server has many widgets, told apart by ids of its own. A token is never part of a name. */
const owners: Readonly<Record<string, (place: Place) => string | undefined>> = {
  chatbotkit: ({ widgetId }) => widgetId,
  airy: ({ channelId }) => channelId,
  opencx: ({ token }) => token && checksum(token),
};

/**
 * Begins the key of everything that is kept, wherever it is: nothing of one visitor, backend or widget is ever
 * another's, and whoever leaves takes all of it along. The backend's address is without its query, where tokens may be.
 */
export function scopeOf(place: Place, userId = '', base = globalThis.document?.baseURI): string {
  const { transport, url, key } = place;
  const { origin, pathname } = url ? new URL(url, base) : { origin: '', pathname: '' };
  const owner = knows(owners, transport) ? owners[transport]?.(place) : '';
  const own = [key, userId, ...(owner ? [owner] : [])].map(encodeURIComponent).join(':');
  return `chat-widget:${encodeURIComponent(transport)}:${origin}${pathname}:${own}`;
}
