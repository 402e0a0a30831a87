import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import type { Answer } from '../../bot/answer.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import { isOver } from '../../sessions/over.js';
import { checkCaller, checkConversation } from '../caller.js';
import type { DoorEnv } from '../door.js';
import { readObject } from '../json.js';
import { withOrigin } from '../media/origin.js';
import { decodeRequest } from './decode.js';
import { encodeAnswer } from './encode.js';

/** Stentor over HTTP: one request in, one response out; Lex channels end in `/studio`. */
export function direct(backend: Backend): Hono<DoorEnv> {
  const { conversations, rateLimit, uploads } = backend;
  const app = new Hono<DoorEnv>();
  app.on('POST', ['/stentor', '/stentor/studio'], async (context) => {
    const session = await checkCaller(backend, (name) => context.req.header(name));
    const request = readObject(await context.req.text());
    const { sessionId } = request;
    const known = typeof sessionId === 'string' ? await conversations.find('stentor', sessionId) : undefined;
    const heard = decodeRequest(request, () => known?.asked);
    checkConversation(session, heard.sessionId);
    const wait = await rateLimit.take(`stentor:${heard.sessionId}`);
    if (wait > 0) throw tooMany(wait);
    const { entry } = context.env;
    const room = await conversations.join('stentor', heard.sessionId);
    await uploads.claim(room.key, heard.command);
    const turn = await room.act(heard.command, heard.requestId, entry.transport);
    const { reply, committed } = turn;
    entry.committed ||= committed;
    if (isOver(heard.command)) await backend.sessions.end('stentor', heard.sessionId);
    const speaks = committed && heard.command.type !== 'report-action';
    const utter = (said: Answer) => turn.utter({ id: `${heard.requestId ?? ''}.reply`, author: 'bot', answer: said });
    if (speaks && reply.ready) await utter(reply.ready);
    const answer = await reply.whole();
    if (speaks && !reply.ready) await utter(answer);
    if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot was asked to break.');
    // The runtime acknowledges what happened in a channel; it says nothing to it.
    if (heard.command.type === 'share-contact') return context.json({ status: 'complete' });
    if (heard.command.type === 'report-action') {
      if (heard.command.action !== 'ERASE_DATA') return context.json({ status: 'complete' });
      await backend.forget(room);
      return context.json({ status: 'complete', erased: true });
    }
    return context.json(encodeAnswer(withOrigin(answer, new URL(context.req.url).origin)));
  });
  return app;
}
