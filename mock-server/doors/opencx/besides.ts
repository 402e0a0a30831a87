import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import type { DoorEnv } from '../door.js';
import { bodyOf, type Access, type Call } from './access.js';
import { bad, idIn, maybeText, objectIn } from './fields.js';
import { ROOT } from './paths.js';
import { answerTo } from './say.js';
import { encodeSession, type Ticket } from './tickets.js';

/** Bytes of a file. */
const LIMIT = 5 * 1024 * 1024;

/** What goes on besides words: files, forms, notes of the page, and the end with its question. */
export function besides({ uploads, rateLimit }: Backend, { bot, visitor, ticket, tickets }: Access): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  /** The session of that id, for whom may speak in it now: everything that is noted in it counts as a message. */
  async function paced(call: Call, id: string): Promise<Ticket> {
    const found = await ticket(call, id);
    const wait = await rateLimit.take(found.room.key);
    if (wait > 0) throw tooMany(wait);
    return found;
  }

  app.post(`${ROOT}/upload`, async (call) => {
    bot(call);
    await visitor(call);
    const form = await call.req.parseBody().catch(() => {
      throw bad('The body is not a multipart form.');
    });
    const { file } = form;
    if (!(file instanceof File)) throw bad('The form has no “file”.');
    if (file.size > LIMIT) throw new Problem(413, 'too-large', 'A file may have 5 MB.');
    const fileId = call.req.query('fileId') || undefined;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const stored = await uploads.put({ name: file.name, bytes, attempt: fileId });
    const fileUrl = new URL(`/uploads/${stored.id}/${encodeURIComponent(stored.name)}`, call.req.url).href;
    const answer = { fileName: stored.name, fileUrl, ...(fileId !== undefined && { clientFileId: fileId }) };
    call.env.entry.body = answer;
    return call.json(answer);
  });
  app.post(`${ROOT}/action/execute`, async (call) => {
    const body = await bodyOf(call);
    const found = await paced(call, idIn(body, 'sessionId'));
    idIn(body, 'formMessageId');
    const values = objectIn(objectIn(body, 'request'), 'bodyParams');
    const command = { type: 'submit-form', id: crypto.randomUUID(), name: idIn(body, 'actionId'), values } as const;
    const reply = await answerTo(tickets, found, command, undefined, call.env.entry, new URL(call.req.url).origin);
    return call.json({
      action: { response: reply.success ? (reply.autopilotResponse?.value.content ?? null) : null },
    });
  });
  app.post(`${ROOT}/checkpoint`, async (call) => {
    const body = await bodyOf(call);
    const found = await paced(call, idIn(body, 'session_id'));
    const checkpoint = objectIn(body, 'payload');
    await tickets.change(found, () => ({ checkpoint }));
    await tickets.note(found, { type: 'state_checkpoint', payload: checkpoint });
    return call.json({ success: true });
  });
  app.post(`${ROOT}/session/resolve`, async (call) => {
    const found = await paced(call, idIn(await bodyOf(call), 'session_id'));
    if (found.open) await tickets.note(found, { type: 'csat_requested', payload: null });
    await tickets.change(found, () => ({ open: false, handedOff: false }));
    await found.room.assign(undefined);
    return call.json(encodeSession(found));
  });
  app.post(`${ROOT}/submit-csat`, async (call) => {
    const body = await bodyOf(call);
    const found = await paced(call, idIn(body, 'session_id'));
    const score = Number(body['score']);
    if (typeof body['score'] !== 'number' || !Number.isInteger(score) || score < 1 || score > 5)
      throw bad('“score” is a whole number from 1 to 5.');
    const feedback = maybeText(body, 'feedback') ?? null;
    await tickets.note(found, { type: 'csat_submitted', payload: { score, feedback } });
    return call.json({ success: true });
  });
  return app;
}
