import type { Hono } from 'hono';
import type { Backend } from '../../../backend.js';
import { Problem } from '../../../problem.js';
import type { Row } from '../../../store.js';
import type { Utterance } from '../../../utterance.js';
import type { DoorEnv } from '../../door.js';
import type { Call } from '../call.js';
import type { Talk } from '../talks.js';
import { accountOf } from './account.js';
import { answerList } from './answer-list.js';
import { shown } from './crud.js';
import { mayUse } from './resolve-widget.js';
import { ownRow } from './rows.js';

const messageRow = ({ id, author, name, text, at }: Utterance, vote: number | undefined): Row => ({
  id,
  type: author === 'user' ? 'user' : 'bot',
  text,
  ...(name !== undefined && { name }),
  ...(vote !== undefined && { vote }),
  createdAt: at,
  updatedAt: at,
});

/** What was said with the widgets of an account: who, when, to which widget, and the words themselves. */
export function conversations(app: Hono<DoorEnv>, backend: Backend): void {
  const { store, talks } = backend;
  const account = (call: Call) => accountOf(backend, call.req.header('authorization'));
  const said = async (id: string) => (await backend.conversations.find('chatbotkit', id))?.transcript ?? [];

  const rowOf = async ([id, { meta, botId, createdAt, contact }]: readonly [string, Talk]): Promise<Row> => {
    const contactId = contact && { contactId: contact.id };
    return { id, meta, botId, ...contactId, createdAt, updatedAt: (await said(id)).at(-1)?.at ?? createdAt };
  };
  const rowsOf = (found: readonly (readonly [string, Talk])[]) => Promise.all(found.map(rowOf));
  /** The account's conversations, oldest first. They outlive the widget that began them. */
  const own = async (owner: string): Promise<readonly (readonly [string, Talk])[]> =>
    (await talks.all()).filter(([, talk]) => mayUse({ owner }, talk));
  async function one(call: Call): Promise<readonly [string, Talk]> {
    const found = (await own(await account(call))).find(([id]) => id === call.req.param('cid'));
    if (!found) throw new Problem(404, 'unknown-conversation', 'There is no such conversation.');
    return found;
  }

  app.get('/conversation/list', async (call) =>
    answerList(call, await rowsOf(await own(await account(call))), shown, ['botId', 'contactId']),
  );
  app.get('/conversation/:cid/fetch', async (call) => call.json(await rowOf(await one(call))));
  app.get('/conversation/:cid/message/list', async (call) => {
    const [id, { votes }] = await one(call);
    const rows = (await said(id)).map((each) => messageRow(each, votes[each.id]));
    return answerList(call, rows, shown);
  });
  app.get('/integration/widget/:id/conversation/list', async (call) => {
    const owner = await account(call);
    const widget = ownRow(store, 'widgets', owner, call.req.param('id'));
    const rows = (await own(owner)).filter(([, talk]) => talk.widget === widget.id);
    return answerList(call, await rowsOf(rows), shown, ['botId', 'contactId']);
  });
  app.get('/contact/:id/conversation/list', async (call) => {
    const owner = await account(call);
    const contact = ownRow(store, 'contacts', owner, call.req.param('id'));
    const rows = (await own(owner)).filter(([, talk]) => talk.contact?.id === contact.id);
    return answerList(call, await rowsOf(rows), shown, ['botId']);
  });
}
