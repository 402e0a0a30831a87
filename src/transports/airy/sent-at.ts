import { numberOf, textOf } from '../../net/untrusted.js';

/** `+0000` at the end of a time, as the older generation writes it. */
const zoneWithoutColon = /([+-]\d\d)(\d\d)$/;
const withoutZone = /^\d{4}-\d\d-\d\dT[\d:.]+$/;

/** A time of the server as milliseconds since 1970; without a zone it is UTC. `undefined` for what is none. */
export function timeOf(sentAt: unknown): number | undefined {
  const text = textOf(sentAt)?.trim().replace(' ', 'T').replace(zoneWithoutColon, '$1:$2');
  if (text === undefined) return numberOf(sentAt);
  return numberOf(Date.parse(withoutZone.test(text) ? `${text}Z` : text));
}
