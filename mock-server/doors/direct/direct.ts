import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import type { DoorEnv } from '../door.js';
import { readObject } from '../json.js';
import { withOrigin } from '../media/origin.js';
import { decodeRequest } from './decode.js';
import { encodeAnswer } from './encode.js';

/** Throws for a request without the account key that this server takes. */
export function checkKey({ apiKey }: Backend, authorization: string | undefined): void {
  if (apiKey !== undefined && authorization !== `Bearer ${apiKey}`)
    throw new Problem(401, 'unauthorized', 'The account key is missing or wrong.', { 'www-authenticate': 'Bearer' });
}

/** Stentor over HTTP: one request in, one response out; Lex channels end in `/studio`. */
export function direct(backend: Backend): Hono<DoorEnv> {
  const { conversations, rateLimit, clock } = backend;
  const app = new Hono<DoorEnv>();
  app.on('POST', ['/stentor', '/stentor/studio'], async (context) => {
    checkKey(backend, context.req.header('authorization'));
    const request = readObject(await context.req.text());
    const heard = decodeRequest(request, (id) => conversations.find(id)?.asked);
    const wait = rateLimit.take(heard.sessionId);
    if (wait > 0) throw tooMany(wait);
    const { answer, committed } = conversations.join(heard.sessionId).act(heard.command, heard.requestId);
    context.env.entry.committed ||= committed;
    if (answer.delay) await clock.sleep(answer.delay);
    if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot was asked to break.');
    // The runtime acknowledges what happened in a channel; it says nothing to it.
    if (heard.command.type === 'report-action') return context.json({ status: 'complete' });
    return context.json(encodeAnswer(withOrigin(answer, new URL(context.req.url).origin)));
  });
  return app;
}
