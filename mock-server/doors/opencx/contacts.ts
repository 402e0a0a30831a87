import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import type { JsonObject } from '../json.js';
import { bad, maybeText, objectIn } from './fields.js';

const DAY = 86_400;

/** Somebody who writes, as far as the backend knows. */
export interface Contact {
  readonly id: string;
  /** The page's own server says who it is. */
  readonly verified: boolean;
  readonly email?: string;
  readonly name?: string;
  readonly customData?: JsonObject;
}

/** Contacts, and the tokens that open their sessions. Of too many the one is forgotten that was quiet the longest. */
export interface Contacts {
  /** A visitor's word: whoever says it is somebody of their own. */
  readonly unverified: (body: JsonObject, origin: string | null) => Promise<string>;
  /** A server's word: the same address is the same person. */
  readonly verified: (body: JsonObject) => Promise<{ readonly token: string; readonly contact: Contact }>;
  /** Throws a `Problem` for a token that is missing, wrong, expired or another page's. */
  readonly admit: (token: string | undefined, origin: string | null) => Promise<Contact>;
}

export function createContacts({ sessions, shelves: { shelf } }: Backend): Contacts {
  const contacts = shelf<Contact>('opencx contacts');
  /** Of whose address somebody's own server has told. */
  const addresses = shelf<string>('opencx addresses');

  async function keep(contact: Contact): Promise<Contact> {
    await contacts.put(contact.id, contact);
    return contact;
  }
  const tokenFor = async ({ id }: Contact, origin: string | null | undefined): Promise<string> =>
    (await sessions.open({ audience: 'opencx', conversation: id, origin, seconds: DAY })).token;
  const about = (body: JsonObject, nameField: string, dataField: string) => {
    const email = maybeText(body, 'email');
    const name = maybeText(body, nameField);
    return { ...(email && { email }), ...(name && { name }), customData: objectIn(body, dataField) };
  };

  return {
    async unverified(body, origin) {
      const said = about(body, 'non_verified_name', 'non_verified_custom_data');
      return tokenFor(await keep({ id: crypto.randomUUID(), verified: false, ...said }), origin);
    },
    async verified(body) {
      const said = about(body, 'name', 'customData');
      if (!said.email || !/^[^\s@]+@[^\s@]+$/.test(said.email)) throw bad('“email” has to be an e-mail address.');
      const known = await addresses.get(said.email);
      const contact = await keep({ id: known ?? crypto.randomUUID(), verified: true, ...said });
      await addresses.put(said.email, contact.id);
      return { token: await tokenFor(contact, undefined), contact };
    },
    async admit(token, origin) {
      const session = await sessions.admit('opencx', token, origin);
      const contact = await contacts.get(session.conversation);
      if (!contact) throw new Problem(401, 'unauthorized', 'There is no such contact any more.');
      return contact;
    },
  };
}
