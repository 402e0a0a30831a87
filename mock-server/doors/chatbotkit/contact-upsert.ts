import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { admitted, bodyOf, checkRate, type Deed } from './call.js';
import { readContact } from './contact.js';
import { keepContact } from './contacts.js';

/** The visitor says who they are, where the widget asks. */
export const upsertContact =
  (backend: Backend): Deed =>
  async (call) => {
    const { conversation, talk, widget } = await admitted(backend, call);
    if (!talk.collectsContacts) throw new Problem(403, 'no-contacts', 'This widget does not collect contacts.');
    await checkRate(backend, conversation);
    const contact = readContact(await bodyOf(call));
    if (!contact) throw new Problem(400, 'bad-contact', 'A contact needs an e-mail address or a phone number.');
    const known = { ...talk.contact, ...keepContact(backend, widget, contact, talk.contact?.id) };
    await backend.talks.change(conversation, talk, { contact: known });
    return call.json({ id: known.id });
  };
