import { type Context, Hono } from 'hono';
import type { Backend } from '../../backend.js';
import type { ChatCommand } from '../../../src/protocol/commands.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import { bearer, type Session } from '../../sessions/sessions.js';
import type { DoorEnv } from '../door.js';
import { type JsonObject, readObject } from '../json.js';
import { readContact } from './contact.js';
import { sayInMarkdown } from './say.js';
import { LONGEST_TEXT, readSessionRequest } from './session-request.js';
import type { Talk } from './talks.js';
import { widgetFor } from './widget.js';

type Call = Context<DoorEnv>;

const originOf = (call: Call): string | null => call.req.header('origin') ?? null;
const tokenOf = (call: Call): string | undefined => bearer(call.req.header('authorization'));

/** Every field of the vendor's bodies is optional, and so is the body. */
async function bodyOf(call: Call): Promise<JsonObject> {
  const text = await call.req.text();
  return text === '' ? {} : readObject(text);
}

/** The bot's turn in a conversation. Throws a `Problem` for one that comes too soon, and where the bot is asked to break. */
async function turn({ conversations, rateLimit }: Backend, call: Call, id: string, command: ChatCommand) {
  const wait = rateLimit.take(id);
  if (wait > 0) throw tooMany(wait);
  const { reply, committed } = conversations.join(id).act(command, undefined);
  call.env.entry.committed ||= committed;
  const answer = await reply.whole();
  if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot was asked to break.');
  return sayInMarkdown(answer);
}

const heard = (text: string): ChatCommand => ({ type: 'send-message', id: crypto.randomUUID(), text });

/** A new conversation for a widget, and the token that opens it. A token in the request was the last one: it ends there. */
const create =
  (backend: Backend) =>
  async (call: Call): Promise<Response> => {
    const origin = originOf(call);
    const widget = widgetFor(backend, call.req.param('id') ?? '', origin);
    const { seconds, contact, said, meta } = readSessionRequest(await bodyOf(call), widget);
    const before = await backend.sessions.admit('chatbotkit', tokenOf(call), origin).catch(() => undefined);
    if (before?.widget === widget.id) backend.sessions.end(before.conversation);

    const conversation = crypto.randomUUID();
    const talk = backend.talks.begin(conversation, { collectsContacts: widget.collectsContacts, meta });
    if (contact) talk.contact = { ...contact, id: crypto.randomUUID() };
    const last = said.at(-1);
    const reply = last === undefined ? undefined : await turn(backend, call, conversation, heard(last));
    const opening = { audience: 'chatbotkit', conversation, widget: widget.id, origin, seconds } as const;
    const { token, expiresAt } = await backend.sessions.open(opening);
    return call.json({
      id: widget.id,
      conversationId: conversation,
      token,
      expiresAt,
      messages: [
        ...(widget.initial === undefined ? [] : [{ type: 'bot', text: widget.initial }]),
        ...said.map((text) => ({ type: 'user', text })),
        ...(reply ? [{ type: 'bot', text: reply }] : []),
      ],
    });
  };

/** Whoever holds a token: it opens its own conversation, from its own page, while its widget is there. */
async function admitted(backend: Backend, call: Call): Promise<Session & { readonly talk: Talk }> {
  const session = await backend.sessions.admit('chatbotkit', tokenOf(call), originOf(call));
  if (call.req.param('cid') !== session.conversation)
    throw new Problem(403, 'wrong-conversation', 'The session token belongs to another conversation.');
  widgetFor(backend, session.widget ?? '', session.origin);
  const talk = backend.talks.find(session.conversation);
  if (!talk) throw new Problem(404, 'unknown-conversation', 'There is no such conversation any more.');
  return { ...session, talk };
}

/** The visitor's words in, the bot's out. What would change the bot (`extensions`, `limits`) is not heard. */
const complete =
  (backend: Backend) =>
  async (call: Call): Promise<Response> => {
    const { conversation } = await admitted(backend, call);
    const { text } = await bodyOf(call);
    if (text !== undefined && (typeof text !== 'string' || text.length > LONGEST_TEXT))
      throw new Problem(400, 'bad-request', `“text” is a string of at most ${LONGEST_TEXT} characters.`);
    const id = crypto.randomUUID();
    const said = await turn(backend, call, conversation, text === undefined ? { type: 'launch', id } : heard(text));
    return call.json({ id, text: said, usage: { token: said.length }, end: { reason: 'stop' } });
  };

const upsertContact =
  (backend: Backend) =>
  async (call: Call): Promise<Response> => {
    const { talk } = await admitted(backend, call);
    if (!talk.collectsContacts) throw new Problem(403, 'no-contacts', 'This widget does not collect contacts.');
    const contact = readContact(await bodyOf(call));
    if (!contact) throw new Problem(400, 'bad-contact', 'A contact needs an e-mail address or a phone number.');
    talk.contact = { ...talk.contact, ...contact, id: talk.contact?.id ?? crypto.randomUUID() };
    return call.json({ id: talk.contact.id });
  };

/** Three parts, as session tokens have and keys have not. */
const tokenish = /^[\w-]+\.[\w-]*\.[\w-]*$/;

/** Everything else of the vendor's API is for workspaces with a key: a session token opens none of it. */
const elsewhere =
  ({ apiKey }: Backend) =>
  (call: Call): never => {
    const key = tokenOf(call);
    if (key === undefined || (apiKey !== undefined && key !== apiKey && !tokenish.test(key)))
      throw new Problem(401, 'unauthorized', 'This route wants an API key.');
    if (tokenish.test(key)) throw new Problem(403, 'not-for-sessions', 'A session token does not open this route.');
    throw new Problem(404, 'not-found', 'There is no such route.');
  };

/** ChatBotKit's API as far as its session tokens go (PROTOCOL.md, “sessions and tokens”). */
export function chatbotkit(backend: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  for (const root of ['/v1', '/api/v1']) {
    app.post(`${root}/integration/widget/:id/session/create`, create(backend));
    app.post(`${root}/conversation/:cid/complete`, complete(backend));
    app.post(`${root}/conversation/:cid/contact/upsert`, upsertContact(backend));
    app.all(`${root}/*`, elsewhere(backend));
  }
  return app;
}
