import { type Context, Hono } from 'hono';
import type { Backend } from '../../backend.js';
import type { Turn } from '../../conversations.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import { bearer } from '../../sessions/sessions.js';
import { isAccountKey } from '../account-key.js';
import { checkKey } from '../caller.js';
import type { DoorEnv } from '../door.js';
import { isObject, type JsonObject, readObject } from '../json.js';
import { withOrigin } from '../media/origin.js';
import { admit, resumeToken, speakingToken, tokenOf } from './access.js';
import { channelsOf } from './channels.js';
import { commandOf, readContent } from './decode.js';
import { example, firstExample, loader } from './loader.js';
import { stored, talkIn } from './talk.js';

type Call = Context<DoorEnv>;
type Handle = (backend: Backend) => (call: Call) => Promise<Response>;

/** Airy's refusals have a `message`, or nothing at all. */
const empty = (status: number): Response => new Response(null, { status });
const wordless: readonly number[] = [401, 404];

const originOf = (call: Call): string | null => call.req.header('origin') ?? null;
const wordIn = (body: JsonObject, name: string): string | undefined => {
  const word = body[name];
  return typeof word === 'string' && word.trim() !== '' ? word : undefined;
};
const admitted = (backend: Backend, call: Call) =>
  admit(backend, 'airy', tokenOf(call.req.header('authorization')), originOf(call));

function wordFor(body: JsonObject, name: string): string {
  const word = wordIn(body, name);
  if (word === undefined) throw new Problem(400, 'bad-request', `“${name}” has to be a text.`);
  return word;
}

/** Throws for whoever may not make channels. */
function checkAccount(backend: Backend, call: Call): void {
  if (!isAccountKey(backend, bearer(call.req.header('authorization'))))
    throw new Problem(401, 'unauthorized', 'The account key is missing or wrong.');
}

/** The first generation's way to a channel. */
const connectFirst: Handle = (backend) => async (call) => {
  checkAccount(backend, call);
  const body = readObject(await call.req.text());
  if (body['source'] !== 'chat_plugin') throw new Problem(400, 'bad-request', '“source” has to be “chat_plugin”.');
  const sourceChannelId = wordFor(body, 'source_channel_id');
  const { id, name } = channelsOf(backend).connect({ generation: 'first', name: 'Chat plugin', sourceChannelId });
  return call.json({ id, name, source: 'chat_plugin', source_channel_id: sourceChannelId });
};

/** The second generation's. */
const connectSecond: Handle = (backend) => async (call) => {
  checkAccount(backend, call);
  const body = readObject(await call.req.text());
  const name = wordFor(body, 'name');
  const imageUrl = wordIn(body, 'image_url');
  const wanted = { generation: 'second', name, sourceChannelId: name, ...(imageUrl && { imageUrl }) } as const;
  const { id, sourceChannelId } = channelsOf(backend).connect(wanted);
  const metadata = { name, ...(imageUrl && { image_url: imageUrl }) };
  return call.json({ id, source: 'chatplugin', source_channel_id: sourceChannelId, metadata, connected: true });
};

/** What a visitor gets to come in with: a new conversation, or with a resume token all that was said in an old one. */
const authenticate: Handle = (backend) => async (call) => {
  const body = readObject(await call.req.text());
  const resume = wordIn(body, 'resume_token');
  const wanted = wordIn(body, 'channel_id');
  const known = channelsOf(backend).find(wanted);
  // The first generation has never heard of coming back.
  if (resume !== undefined && known?.generation !== 'first') {
    const { session, channel } = await admit(backend, 'airy-resume', resume, originOf(call));
    const { conversation } = session;
    const token = await speakingToken(backend, channel, conversation, originOf(call));
    return call.json({ token, messages: talkIn(await backend.conversations.join('airy', conversation)).messages });
  }
  if (wanted === undefined) return empty(400);
  if (!known) return empty(404);
  const conversation = crypto.randomUUID();
  await backend.conversations.join('airy', conversation);
  const token = await speakingToken(backend, known, conversation, originOf(call));
  return call.json(known.generation === 'first' ? { token } : { token, messages: [] });
};

/** A way back for whoever is inside, or with the account key for any conversation. */
const resume: Handle = (backend) => async (call) => {
  const body = readObject(await call.req.text());
  const conversation = wordIn(body, 'conversation_id');
  const channel = channelsOf(backend).find(wordIn(body, 'channel_id'));
  if (conversation !== undefined && backend.apiKey !== undefined) {
    checkKey(backend, call.req.header('authorization'));
    if (!channel || !(await backend.conversations.find('airy', conversation))) return empty(404);
    return call.json({ resume_token: await resumeToken(backend, channel, conversation) });
  }
  const inside = await admitted(backend, call);
  if (inside.channel.generation === 'first') return empty(404);
  return call.json({ resume_token: await resumeToken(backend, inside.channel, inside.session.conversation) });
};

/** The bot thinks after the visitor has heard that the message is there. */
async function speak({ clock, report }: Backend, { reply, utter }: Turn, origin: string): Promise<void> {
  try {
    await clock.sleep(0);
    const answer = await reply.whole();
    if (!answer.fail) await utter({ author: 'bot', answer: withOrigin(answer, origin) });
  } catch (error) {
    report(error);
  }
}

/** The journal knows what the client calls it, even where the wire does not carry that back. */
const heardOf = ({ message }: JsonObject, content: JsonObject) =>
  commandOf({ ...content, ...(isObject(message) && { clientMessageId: message['clientMessageId'] }) });

const send: Handle = (backend) => async (call) => {
  const { session, channel } = await admitted(backend, call);
  const { conversation } = session;
  const body = readObject(await call.req.text());
  const content = readContent(body, channel);
  const wait = await backend.rateLimit.take(`airy:${conversation}`);
  if (wait > 0) throw tooMany(wait);
  const { entry } = call.env;
  const room = await backend.conversations.join('airy', conversation);
  const { message, turn } = await talkIn(room).say(heardOf(body, content), content, entry.transport);
  entry.committed ||= turn.committed;
  const fail = turn.reply.ready?.fail;
  if (fail || !message) throw new Problem(fail ?? 500, 'bot-failed', 'The bot was asked to break.');
  backend.usage.add(channel.id, 'messages');
  void speak(backend, turn, new URL(call.req.url).origin);
  return call.json(stored(message, channel));
};

/** A visitor's file. Airy's own client brings no token; one that is brought has to count. */
const upload: Handle = (backend) => async (call) => {
  if (call.req.header('authorization') !== undefined) await admitted(backend, call);
  const form = await call.req.parseBody().catch(() => ({}));
  const { file, id: attempt } = form as { readonly file?: unknown; readonly id?: unknown };
  if (!(file instanceof File)) throw new Problem(400, 'bad-request', 'The form has no “file”.');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const known = typeof attempt === 'string' && attempt ? attempt : undefined;
  const { id, name } = await backend.uploads.put({ name: file.name, bytes, attempt: known });
  const url = new URL(`/uploads/${id}/${encodeURIComponent(name)}`, call.req.url).href;
  call.env.entry.body = { id, name, media_url: url };
  return call.json({ media_url: url });
};

const html = (body: string): Response =>
  new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' } });
const script = (): Response =>
  new Response(loader, { headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' } });
const exampleAt =
  (write: (channel: string, host: string) => string) =>
  (call: Call): Response =>
    html(write(call.req.query('channel_id') ?? 'demo', new URL(call.req.url).origin));

/** Airy's chat plugin over HTTP (PROTOCOL.md, “airy”); what is said comes back over its socket. */
export function airy(backend: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  app.onError((thrown) => {
    if (!(thrown instanceof Problem)) throw thrown;
    const { status, message, headers } = thrown;
    return wordless.includes(status) ? empty(status) : Response.json({ message }, { status, headers });
  });
  app.post('/channels.connect', connectFirst(backend));
  app.post('/channels.chatplugin.connect', connectSecond(backend));
  app.post('/chatplugin.authenticate', authenticate(backend));
  app.post('/chatplugin.resumeToken', resume(backend));
  app.post('/chatplugin.send', send(backend));
  app.post('/media.upload', upload(backend));
  for (const path of ['/s.js', '/chatplugin/ui/s.js']) app.get(path, script);
  if (!backend.control) return app;
  app.get('/example.html', exampleAt(firstExample));
  app.get('/chatplugin/ui/example', exampleAt(example));
  return app;
}
