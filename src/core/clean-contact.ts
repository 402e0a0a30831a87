import type { Contact } from '../protocol/contact.js';
import { withoutDeceit } from '../protocol/deceit.js';

const MAX_FIELDS = 30;
/** Characters: of what everybody has, the most that anybody has. */
const longest: ReadonlyMap<string, number> = new Map([['name', 100], ['email', 254], ['phone', 20]]); // prettier-ignore
const MAX_LENGTH = 1000;

function cleaned(name: string, value: unknown): string {
  const text = withoutDeceit(typeof value === 'number' || typeof value === 'boolean' ? `${value}` : value).trim();
  const line = longest.has(name) ? text.replace(/\s+/g, ' ') : text;
  return [...line].slice(0, longest.get(name) ?? MAX_LENGTH).join('');
}

/** A contact from a form, a page or a storage: words only, without signs that make them read as others, none endless. */
export function cleanContact(raw: unknown): Contact {
  if (typeof raw !== 'object' || raw === null) return {};
  const entries = Object.entries(raw)
    .filter(([name]) => name !== '__proto__')
    .slice(0, MAX_FIELDS)
    .map(([name, value]) => [name, cleaned(name, value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value));
}
