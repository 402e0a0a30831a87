import { Hono } from 'hono';
import { timeOf } from '../../../src/transports/opencx/time.js';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import type { DoorEnv } from '../door.js';
import { bodyOf, type Access, type Call } from './access.js';
import { bad, idIn, objectIn, readBody } from './fields.js';
import { ROOT } from './paths.js';
import { send } from './say.js';
import { encodeHistory, encodeSession } from './tickets.js';

const PAGE = 20;

/** From when on the history is wanted. */
function after(call: Call): number | undefined {
  const since = call.req.query('lastMessageTimestamp');
  const at = timeOf(since);
  if (since && at === undefined) throw bad('“lastMessageTimestamp” is an ISO time.');
  return at;
}

/** Sessions, what is said in them, and what is thought of it. */
export function talking(backend: Backend, { bot, visitor, somebody, ticket, tickets }: Access): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();

  app.post(`${ROOT}/create-session`, async (call) => {
    const token = bot(call);
    const contact = await visitor(call);
    const begun = await tickets.begin({
      bot: token,
      contact: contact?.id,
      verified: contact?.verified ?? false,
      consumer: contact ? undefined : call.req.header('x-consumer-id'),
      attributes: objectIn(await bodyOf(call), 'customData'),
    });
    return call.json(encodeSession(begun));
  });
  app.get(`${ROOT}/sessions`, async (call) => {
    const token = bot(call);
    const contact = await somebody(call);
    const { isOpened } = readBody(call.req.query('filters') ?? '');
    const offset = Number(call.req.query('cursor') ?? call.req.query('offset') ?? 0);
    if (!Number.isSafeInteger(offset) || offset < 0) throw bad('“cursor” is what the last page named.');
    const mine = (await tickets.of(contact.id))
      .filter((each) => each.bot === token)
      .filter(({ open }) => typeof isOpened !== 'boolean' || open === isOpened);
    const next = offset + PAGE < mine.length ? String(offset + PAGE) : null;
    return call.json({ items: mine.slice(offset, offset + PAGE).map(encodeSession), next });
  });
  app.get(`${ROOT}/session/:id`, async (call) => call.json(encodeSession(await ticket(call, call.req.param('id')))));
  app.get(`${ROOT}/session/history/:id`, async (call) =>
    call.json(encodeHistory(await ticket(call, call.req.param('id')), after(call))),
  );
  app.get(`${ROOT}/poll/:id`, async (call) => {
    const found = await ticket(call, call.req.param('id'));
    return call.json({ session: encodeSession(found), history: encodeHistory(found, after(call)) });
  });

  app.post(`${ROOT}/chat/send`, async (call) => {
    const body = await bodyOf(call);
    const found = await ticket(call, idIn(body, 'session_id'));
    if (idIn(body, 'bot_token') !== found.bot)
      throw new Problem(401, 'unauthorized', '“bot_token” is not that of the header.');
    const { origin } = new URL(call.req.url);
    return call.json(await send(backend, tickets, found, body, call.env.entry, origin));
  });
  app.post(`${ROOT}/chat/vote`, async (call) => {
    const body = await bodyOf(call);
    const { room, bot: subject } = await ticket(call, idIn(body, 'sessionId'));
    const { action } = body;
    if (action !== 'upvote' && action !== 'downvote') throw bad('“action” is upvote or downvote.');
    const id = idIn(body, 'messagePublicId');
    const known = room.transcript.some((said) => said.id === id && said.author !== 'user');
    if (known) backend.usage.add(subject, `${action}s`);
    return call.json({ messagePublicId: known ? id : null, success: known });
  });
  return app;
}
