import type { Context } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import { bearer, type Session } from '../../sessions/sessions.js';
import type { DoorEnv } from '../door.js';
import { type JsonObject, readObject } from '../json.js';
import type { Talk } from './talks.js';
import { type Widget, widgetFor } from './widget.js';

/** A request at ChatBotKit's door. */
export type Call = Context<DoorEnv>;

/** What answers it. */
export type Deed = (call: Call) => Response | Promise<Response>;

export const originOf = (call: Call): string | null => call.req.header('origin') ?? null;
export const tokenOf = (call: Call): string | undefined => bearer(call.req.header('authorization'));
export const badRequest = (message: string): Problem => new Problem(400, 'bad-request', message);

/** Every field of the vendor's bodies is optional, and so is the body. */
export async function bodyOf(call: Call): Promise<JsonObject> {
  const text = await call.req.text();
  return text === '' ? {} : readObject(text);
}

/** Throws for a request that comes too soon after the others of the same name. */
export async function checkRate({ rateLimit }: Backend, name: string): Promise<void> {
  const wait = await rateLimit.take(`chatbotkit:${name}`);
  if (wait > 0) throw tooMany(wait);
}

/** Whoever holds a token, and what it is for. */
export interface Visitor {
  readonly session: Session;
  readonly conversation: string;
  readonly talk: Talk;
  readonly widget: Widget;
}

/**
 * Whoever holds a token: it opens its own conversation, from its own page, while its widget is there. Throws a `Problem`
 * for all others, another conversation in the path among them.
 */
export async function admitted(backend: Backend, call: Call): Promise<Visitor> {
  const session = await backend.sessions.admit('chatbotkit', tokenOf(call), originOf(call));
  const { conversation } = session;
  if ((call.req.param('cid') ?? conversation) !== conversation)
    throw new Problem(403, 'wrong-conversation', 'The session token belongs to another conversation.');
  const widget = widgetFor(backend, session.widget ?? '', originOf(call));
  const talk = await backend.talks.find(conversation);
  if (!talk) throw new Problem(404, 'unknown-conversation', 'There is no such conversation any more.');
  return { session, conversation, talk, widget };
}
