import type { Context } from 'hono';
import { settingsFor } from '../chatbotkit/management/resolve-widget.js';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { bearer } from '../../sessions/sessions.js';
import type { DoorEnv } from '../door.js';
import type { JsonObject } from '../json.js';
import { createContacts, type Contact, type Contacts } from './contacts.js';
import { readBody } from './fields.js';
import { createTickets, type Ticket, type Tickets } from './tickets.js';

export type Call = Context<DoorEnv>;

const LONGEST_ID = 200;

/** Whose page asks. For what a page reads from its own origin browsers send no `Origin`, but say that it is so. */
export const originOf = ({ req }: Call): string | null =>
  req.header('origin') ?? (req.header('sec-fetch-site') === 'same-origin' ? new URL(req.url).origin : null);
export const bodyOf = async (call: Call): Promise<JsonObject> => readBody(await call.req.text());

/** Who may do what at this door. Everything throws a `Problem` for whoever may not. */
export interface Access {
  readonly contacts: Contacts;
  readonly tickets: Tickets;
  /** The widget's token. */
  readonly bot: (call: Call) => string;
  /** Whose token came along; nobody's where none did. */
  readonly visitor: (call: Call) => Promise<Contact | undefined>;
  readonly somebody: (call: Call) => Promise<Contact>;
  /** The session of that id, for whom it belongs to. Of others' sessions nobody hears that they exist. */
  readonly ticket: (call: Call, id: string) => Promise<Ticket>;
}

export function createAccess(backend: Backend): Access {
  const contacts = createContacts(backend);
  const tickets = createTickets(backend);

  function bot(call: Call): string {
    const token = call.req.header('x-bot-token') ?? '';
    if (token === '' || token.length > LONGEST_ID)
      throw new Problem(401, 'unauthorized', 'The header X-Bot-Token is missing or wrong.');
    if (settingsFor(backend.store, token)?.['disabled'] === true)
      throw new Problem(403, 'disabled', 'This widget is switched off.');
    return token;
  }
  const somebody = (call: Call): Promise<Contact> =>
    contacts.admit(bearer(call.req.header('authorization')), originOf(call));
  const visitor: Access['visitor'] = async (call) =>
    call.req.header('authorization') === undefined ? undefined : somebody(call);
  const mayRead = ({ contact, consumer }: Ticket, call: Call, who: Contact | undefined): boolean =>
    contact === undefined
      ? consumer === undefined || call.req.header('x-consumer-id') === consumer
      : contact === who?.id;

  return {
    contacts,
    tickets,
    bot,
    visitor,
    somebody,
    async ticket(call, id) {
      const token = bot(call);
      const ticket = await tickets.find(id);
      const who = ticket?.contact === undefined ? await visitor(call) : await somebody(call);
      if (ticket?.bot === token && mayRead(ticket, call, who)) return ticket;
      throw new Problem(404, 'unknown-session', 'There is no such session.');
    },
  };
}
