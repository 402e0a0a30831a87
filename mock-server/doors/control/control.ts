import { Hono } from 'hono';
import { isPart, type Part } from '../../../src/protocol/part.js';
import type { Backend } from '../../backend.js';
import type { Answer } from '../../bot/answer.js';
import type { Conversation } from '../../conversations.js';
import { Problem } from '../../problem.js';
import type { DoorEnv } from '../door.js';
import { type JsonObject, readObject } from '../json.js';

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

function partsOf({ parts }: JsonObject): readonly Part[] {
  if (parts === undefined) return [];
  if (!Array.isArray(parts) || !parts.every(isPart)) throw bad('“parts” has to be a list of parts.');
  return parts;
}

/** What an agent says, checked. */
function pushed(body: JsonObject): Answer {
  const { text } = body;
  const parts = partsOf(body);
  if (text !== undefined && typeof text !== 'string') throw bad('“text” has to be a string.');
  if (text === undefined && parts.length === 0) throw bad('A push needs “text” or “parts”.');
  return { ...(text !== undefined && { text }), parts };
}

/** An id may be known at several doors. */
async function addressees({ conversations }: Backend, { conversation }: JsonObject): Promise<readonly Conversation[]> {
  const all = await conversations.all();
  if (conversation === undefined) return all;
  const found = all.filter(({ id }) => id === conversation);
  if (found.length > 0) return found;
  throw new Problem(404, 'unknown-conversation', `There is no conversation “${String(conversation)}”.`);
}

/** What tests hold the server by: what arrived, what is to go wrong, an agent's words, and a fresh start. */
export function control(backend: Backend): Hono<DoorEnv> {
  const { log, faults, journal, connections, reset, restart } = backend;
  const app = new Hono<DoorEnv>().basePath('/__mock');
  if (!backend.control) return app;
  app.get('/requests', (context) => context.json(log.entries()));
  app.get('/faults', (context) => context.json(faults.list()));
  app.get('/journal', (context) => context.json(journal.entries()));
  app.get('/connections', (context) => context.json(connections.count()));
  app.post('/faults', async (context) => {
    const fault = faults.add(readObject(await context.req.text()));
    if (fault.offline) connections.resetAll();
    if (fault.restart) restart();
    return context.json(fault, 201);
  });
  app.delete('/faults', (context) => (faults.clear(), context.body(null, 204)));
  app.post('/push', async (context) => {
    const body = readObject(await context.req.text());
    const said = pushed(body);
    const reached = await addressees(backend, body);
    for (const conversation of reached) await conversation.utter({ author: 'agent', name: 'Agent', answer: said });
    return context.json({ conversations: reached.map(({ id }) => id) });
  });
  app.post('/reset', async (context) => {
    await reset();
    return context.body(null, 204);
  });
  return app;
}
