import { type Context, Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { bearer } from '../../sessions/sessions.js';
import { checkKey } from '../caller.js';
import type { DoorEnv } from '../door.js';
import { readObject } from '../json.js';

const HOUR = 3600;
const DAY = 86_400;
const LONGEST_ID = 200;

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

function wanted(text: string): { readonly conversation: string; readonly seconds: number } {
  const { sessionId, durationInSeconds = HOUR } = readObject(text);
  if (typeof sessionId !== 'string' || sessionId === '' || sessionId.length > LONGEST_ID)
    throw bad(`“sessionId” has to have 1 to ${LONGEST_ID} characters.`);
  if (typeof durationInSeconds !== 'number' || durationInSeconds < 1 || durationInSeconds > DAY)
    throw bad(`“durationInSeconds” is a number from 1 to ${DAY}.`);
  return { conversation: sessionId, seconds: durationInSeconds };
}

/**
 * Session tokens for stentor's doors, our own addition (PROTOCOL.md, “sessions and tokens”): `POST` gives one, to whoever
 * has the account key where this server wants one; `DELETE` with a token ends all of its conversation.
 */
export function stentorSession({ sessions, ...backend }: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  const originOf = (call: Context<DoorEnv>) => call.req.header('origin') ?? null;
  app.post('/stentor/session', async (call) => {
    checkKey(backend, call.req.header('authorization'));
    const { conversation, seconds } = wanted(await call.req.text());
    const opened = await sessions.open({ audience: 'stentor', conversation, origin: originOf(call), seconds });
    return call.json({ sessionId: conversation, token: opened.token, expiresAt: opened.expiresAt }, 201);
  });
  app.delete('/stentor/session', async (call) => {
    const session = await sessions.admit('stentor', bearer(call.req.header('authorization')), originOf(call));
    await sessions.end('stentor', session.conversation);
    return call.body(null, 204);
  });
  return app;
}
