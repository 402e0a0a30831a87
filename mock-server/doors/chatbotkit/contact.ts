import { Problem } from '../../problem.js';
import { isObject, type JsonObject } from '../json.js';

const LONGEST = 254;
const names = ['name', 'email', 'phone', 'nick', 'description', 'fingerprint'] as const;

/** Who a visitor says they are. */
export type Contact = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** Who was in a conversation, under one id in all of them. */
export interface ContactRecord extends Contact {
  readonly id: string;
}

const email = /^[^\s@<>()[\],;:"\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
/** International; people put spaces, dots, dashes and parentheses into it. */
const phone = /^\+[1-9](?:[ ().-]*\d){6,14}$/;
const bad = (message: string): Problem => new Problem(400, 'bad-contact', message);

/**
 * A contact from outside: known fields alone. Undefined without an e-mail address or a phone number, since nobody could
 * be reached. Throws a `Problem` for a field that cannot be what it says.
 */
export function readContact(raw: unknown): Contact | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isObject(raw)) throw bad('“contact” has to be an object.');
  const contact: Partial<Record<(typeof names)[number], string>> = {};
  for (const name of names) {
    const value: JsonObject[string] = raw[name];
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string' || value.length > LONGEST)
      throw bad(`A contact's “${name}” is a string of at most ${LONGEST} characters.`);
    contact[name] = value;
  }
  if (contact.email !== undefined && !email.test(contact.email)) throw bad('That is no e-mail address.');
  if (contact.phone !== undefined && !phone.test(contact.phone)) throw bad('That is no international phone number.');
  return contact.email === undefined && contact.phone === undefined ? undefined : contact;
}
