import { type Context, Hono } from 'hono';
import type { SessionGrant } from '../../../src/transports/session/wire.js';
import type { Backend } from '../../backend.js';
import type { Turn } from '../../conversations.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import { bearer } from '../../sessions/sessions.js';
import { isAccountKey } from '../account-key.js';
import type { DoorEnv } from '../door.js';
import { createRecords, type LastTurn, type Records, type SessionRecord } from './records.js';
import { readBody, readEnding, readSessionRequest, readTurnText } from './session-request.js';
import { speakTurn, type SpokenTurn, type TurnOptions } from './spoken-turn.js';
import { guarded } from './turn-events.js';
import { createCalls, type Calls } from './voice/calls.js';

type Call = Context<DoorEnv>;

const ROOT = '/hyponema';
const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' };

/** Browsers name the origin of a page that asks its own server only where something is posted. */
const originOf = ({ req }: Call): string | null =>
  req.header('origin') ?? (req.header('sec-fetch-site') === 'same-origin' ? new URL(req.url).origin : null);
const idOf = (call: Call): string => call.req.param('id') ?? '';
const isoDate = (ms: number): string => new Date(ms).toISOString();

/** Throws for whoever has no workspace key, and for a page that has one: there it would be everybody's. */
function checkWorkspace(backend: Backend, call: Call): void {
  const key = bearer(call.req.header('authorization'));
  if (key === undefined || !isAccountKey(backend, key))
    throw new Problem(401, 'unauthorized', 'The workspace key is missing or wrong.', { 'www-authenticate': 'Bearer' });
  if (originOf(call) !== null) throw new Problem(403, 'key-in-browser', 'A workspace key has no place in a browser.');
}

/** The token of a visitor: in a header of its own, or as a bearer's. */
export const tokenOf = (call: Call): string | undefined =>
  call.req.header('x-session-token') ?? bearer(call.req.header('authorization'));

const shown = (record: SessionRecord) => ({
  id: record.id,
  status: record.status,
  agent_id: record.agentId,
  user_id: record.userId,
  modality: record.modality,
  preview: record.preview,
  created_at: isoDate(record.createdAt),
  expires_at: isoDate(record.expiresAt),
});

/** A new session, as whoever made it passes it on to the page: addresses are free of tokens. */
async function granted(records: Records, body: Readonly<Record<string, unknown>>, call: Call): Promise<Response> {
  const { record, token } = await records.create(readSessionRequest(body));
  const place = `${new URL(call.req.url).origin}${ROOT}/sessions/${record.id}`;
  const { modality } = record;
  return call.json(
    {
      ...shown(record),
      token,
      ...(modality !== 'voice' && { messages_url: `${place}/messages` }),
      ...(modality !== 'text' && { webrtc_url: `${place}/webrtc`, webrtc_ice_servers: [] }),
    } satisfies SessionGrant,
    201,
  );
}

const spokenIn = (
  { clock, report }: Backend,
  record: SessionRecord,
  { id, text }: LastTurn,
  { reply, utter }: Turn,
  script?: TurnOptions['script'],
): SpokenTurn =>
  speakTurn({
    ...{ id, text, reply, clock, report, script },
    said: (answer) => utter({ id: `${record.id}:${id}`, author: 'bot', answer }),
  });

/** A turn: the words in, the answer as it is spoken. One at a time. */
const say =
  (backend: Backend, records: Records) =>
  async (call: Call): Promise<Response> => {
    const { conversations, rateLimit, usage } = backend;
    const record = await records.admit(idOf(call), tokenOf(call), originOf(call), 'text');
    const text = readTurnText(readBody(await call.req.text()));
    // An answer that nobody hears any more is not waited for.
    const before = records.spoken(record);
    if (before?.isHeard() && !before.isOver())
      throw new Problem(409, 'turn-in-progress', 'A turn of this session is in progress.', { 'retry-after': '1' });
    before?.stop();
    const wait = await rateLimit.take(`session:${record.id}`);
    if (wait > 0) throw tooMany(wait);
    const { entry } = call.env;
    const room = await conversations.join('session', record.id);
    if (!before && record.last) (await room.turn(record.last.turn))?.reply.stop();
    const command = { type: 'send-message', id: crypto.randomUUID(), text } as const;
    const turn = await room.act(command, undefined, entry.transport);
    const { reply, committed } = turn;
    const { fail } = reply.ready ?? {};
    if (fail) throw new Problem(fail, 'agent-failed', 'The agent was asked to break.');
    entry.committed ||= committed;
    await records.begin(record);
    if (!record.preview) usage.add(record.agentId, 'messages');
    const turns = record.turns + 1;
    const last = { id: `turn_${turns}`, turn: turn.id, text };
    await records.change(record, { turns, last });
    const script = backend.control ? guarded(text) : undefined;
    const spoken = spokenIn(backend, record, last, turn, script);
    records.speak(record, spoken);
    return new Response(spoken.stream(0), { headers: EVENTS });
  };

/** The last turn: this process speaks it, or another one does, or did. */
async function spokenAgain(backend: Backend, records: Records, record: SessionRecord): Promise<SpokenTurn | undefined> {
  const { id, last } = record;
  const known = records.spoken(record);
  if (!last || known?.id === last.id) return known;
  const turn = await (await backend.conversations.join('session', id)).turn(last.turn);
  if (!turn) return undefined;
  const spoken = spokenIn(backend, record, last, turn);
  records.speak(record, spoken);
  return spoken;
}

/** The rest of an answer whose connection broke: our own addition to the wire. */
const goOn =
  (backend: Backend, records: Records) =>
  async (call: Call): Promise<Response> => {
    const record = await records.admit(idOf(call), tokenOf(call), originOf(call), 'text');
    const [, id, number] = /^(.+)\.(\d{1,9})$/.exec(call.req.header('last-event-id') ?? '') ?? [];
    if (id === undefined) throw new Problem(422, 'unprocessable', '“Last-Event-ID” says which event came last.');
    const turn = await spokenAgain(backend, records, record);
    if (turn?.id !== id) throw new Problem(404, 'unknown-turn', 'There is no such turn any more.');
    const rest = turn.stream(Number(number));
    return rest ? new Response(rest, { headers: EVENTS }) : new Response(null, { status: 204 });
  };

/** What arranges a call, and who may: visitors whose session is for voice. */
const arranging =
  (records: Records, deed: Calls['offer']) =>
  async (call: Call): Promise<Response> => {
    const record = await records.admit(idOf(call), tokenOf(call), originOf(call), 'voice');
    const { id: sessionId, agentId, preview } = record;
    const arranged = await deed({ sessionId, ...(!preview && { subject: agentId }) }, readBody(await call.req.text()));
    await records.begin(record);
    return call.json(arranged);
  };

/** Hyponema's API, and `/demo/session`: a page's own server that asks it for sessions (PROTOCOL.md, “session”). */
export function session(backend: Backend): Hono<DoorEnv> {
  const records = createRecords(backend);
  const calls = createCalls(backend);
  const app = new Hono<DoorEnv>();
  app.post(`${ROOT}/sessions`, async (call) => {
    checkWorkspace(backend, call);
    return granted(records, readBody(await call.req.text()), call);
  });
  app.get(`${ROOT}/sessions/:id`, async (call) => {
    checkWorkspace(backend, call);
    return call.json(shown(await records.find(idOf(call))));
  });
  app.post(`${ROOT}/sessions/:id/end`, async (call) => {
    checkWorkspace(backend, call);
    const status = readEnding(readBody(await call.req.text()));
    const record = await records.find(idOf(call));
    await records.end(record, status);
    calls.end(record.id);
    return call.json(shown(record));
  });
  app.get(`${ROOT}/agents/:id/usage`, (call) => {
    checkWorkspace(backend, call);
    const { conversations, messages, voiceSeconds } = backend.usage.of(idOf(call));
    return call.json({
      ...{ agent_id: idOf(call), sessions: conversations, text_messages: messages },
      voice_minutes: voiceSeconds / 60,
    });
  });
  app.post(`${ROOT}/sessions/:id/messages`, say(backend, records));
  app.get(`${ROOT}/sessions/:id/messages`, goOn(backend, records));
  app.post(`${ROOT}/sessions/:id/webrtc`, arranging(records, calls.offer));
  app.patch(`${ROOT}/sessions/:id/webrtc`, arranging(records, calls.candidates));
  // A visitor who may make sessions is for demos.
  if (!backend.control) return app;
  app.post('/demo/session', async (call) => {
    const { user_id = 'visitor', modality = 'text', ...body } = readBody((await call.req.text()) || '{}');
    const { ttl_seconds } = body;
    const origin = originOf(call);
    return granted(
      records,
      {
        ...{ agent_id: 'bot-1', user_id, modality },
        ...(ttl_seconds !== undefined && { ttl_seconds }),
        ...(origin !== null && { allowed_origins: [origin] }),
      },
      call,
    );
  });
  return app;
}
