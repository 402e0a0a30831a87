import type { Backend } from '../../backend.js';
import type { Row } from '../../store.js';
import type { Contact, ContactRecord } from './contact.js';
import { addRow, changeRow } from './management/rows.js';
import type { Widget } from './widget.js';

const MOST = 1000;

const namesOf = ({ email, phone }: Readonly<Record<string, unknown>>): readonly string[] => [
  ...(typeof email === 'string' ? [email.toLowerCase()] : []),
  ...(typeof phone === 'string' ? [phone.replace(/[^+\d]/g, '')] : []),
];

/** One more, the oldest of too many being forgotten. */
function addContact(backend: Backend, owner: string | undefined, contact: Contact): Row {
  const { store } = backend;
  const [oldest] = store.all('contacts');
  if (oldest && store.all('contacts').length >= MOST) store.remove('contacts', oldest.id);
  return addRow(backend, 'contacts', owner, contact);
}

/**
 * Keeps a contact among those of the widget's owner: the one with this id, or else with this e-mail address or phone
 * number. Answers what was said now and nothing else: anybody can say an address.
 */
export function keepContact(
  backend: Backend,
  { owner }: Pick<Widget, 'owner'>,
  contact: Contact,
  id?: string,
): ContactRecord {
  const names = namesOf(contact);
  const isSame = (row: Row) =>
    id === undefined ? row.owner === owner && namesOf(row).some((name) => names.includes(name)) : row.id === id;
  const known = backend.store.all('contacts').find(isSame);
  const kept = known ? changeRow(backend, 'contacts', known, contact) : addContact(backend, owner, contact);
  return { ...contact, id: id ?? kept.id };
}
