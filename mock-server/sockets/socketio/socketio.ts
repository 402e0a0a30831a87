import type { AccountStatus, Acknowledgement } from '../../../src/transports/socketio/wire.js';
import type { Backend } from '../../backend.js';
import type { Conversation, Turn } from '../../conversations.js';
import { decodeRequest } from '../../doors/direct/decode.js';
import { isObject, type JsonObject, readObject } from '../../doors/json.js';
import { withOrigin } from '../../doors/media/origin.js';
import { Problem } from '../../problem.js';
import type { LogEntry } from '../../request-log.js';
import { isOver } from '../../sessions/over.js';
import type { Session } from '../../sessions/sessions.js';
import type { Utterance } from '../../utterance.js';
import { createHurry, FRAMES_A_SECOND } from '../hurry.js';
import type { Peer, Seat } from '../peer.js';
import { createRoad } from '../road.js';
import { encodeMessage } from './encode.js';
import {
  acknowledged,
  connected,
  event,
  hello,
  namesOf,
  namespaceOf,
  PING,
  readPacket,
  type EventPacket,
} from './packets.js';

/** The only path of the vendor's library. */
export const SOCKET_IO_PATH = '/socket.io/';

const PING_INTERVAL = 15_000;
const PING_TIMEOUT = 10_000;
const MOST_BYTES = 64 * 1024;
const LONGEST_ID = 200;
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
/** Close codes from 4000 on are free to use: 4401 says what 401 says over HTTP. */
const CLOSE_CODES = 4000;
const BOT = 'Northwind';

const isId = (id: unknown): id is string => typeof id === 'string' && id !== '' && id.length <= LONGEST_ID;
const bad = (message: string): Problem => new Problem(400, 'bad-message', message);

/** What a chat message asks of the bot: its words, or the stentor request that it carries. */
function commandOf(data: unknown, room: Conversation, userId: string) {
  const said: JsonObject = typeof data === 'string' ? { text: data } : isObject(data) ? data : {};
  const { type, msg, text, payload } = said;
  if (type === 'custom') {
    if (typeof payload !== 'string') throw bad('A custom message has a “payload” of JSON.');
    return decodeRequest({ ...readObject(payload), sessionId: room.id, userId }, () => room.asked).command;
  }
  const words = type === 'msg' ? msg : type === undefined ? text : undefined;
  if (typeof words !== 'string') throw bad('A message has words: “msg” with the type “msg”, or “text”.');
  return { type: 'send-message', id: crypto.randomUUID(), text: words } as const;
}

/**
 * A seat at stentor's socket.io server (PROTOCOL.md, “socket.io”): as much of the wire as its published client speaks over
 * a WebSocket. The token that the visitor brings, or is given, is the conversation.
 */
export function takeIoSeat(backend: Backend, peer: Peer, url: URL, headers: Headers): Seat {
  const { clock, conversations, log, rateLimit, report, sessions } = backend;
  const origin = url.origin.replace(/^ws/, 'http');
  const road = createRoad(backend, url.pathname, peer, namesOf);
  const hurried = createHurry(clock.now);
  const life = new AbortController();
  const sid = crypto.randomUUID();
  let namespace: string | undefined;
  let token: string | undefined;
  let userId = '';
  let room: Conversation | undefined;
  let session: Session | undefined;
  let unlisten = () => {};
  let answered = true;

  const tell = (name: string, ...data: readonly unknown[]): void => {
    if (namespace !== undefined) road.down(event(namespace, name, ...data));
  };
  function relay({ id, author, name, answer, at }: Utterance): void {
    if (author === 'user' || !answer) return;
    if (session && !sessions.lasts(session)) return peer.close(CLOSE_CODES + 401, 'The session token does not count.');
    tell('new message', { username: name ?? BOT, message: encodeMessage(withOrigin(answer, origin), id, at) });
    if (author === 'bot') tell('stop typing');
  }

  async function enter(data: unknown): Promise<void> {
    const visitor = isObject(data) ? data : {};
    if (!isId(visitor['userId'])) throw bad('A visitor has a “userId”.');
    userId = visitor['userId'];
    const given = visitor['token'] ?? token;
    token = isId(given) ? given : crypto.randomUUID();
    if (backend.tokens) {
      const shown = visitor['accessToken'];
      session = await sessions.admit('stentor', typeof shown === 'string' ? shown : undefined, headers.get('origin'));
      if (session.conversation !== token) throw new Problem(403, 'wrong-conversation', 'That is another conversation.');
    }
    if (life.signal.aborted) return;
    unlisten();
    const joined = await conversations.join('stentor', token);
    if (life.signal.aborted) return;
    room = joined;
    const [deafen, release] = [room.listen(relay), room.hold()];
    unlisten = () => (deafen(), release());
    tell('user joined', { username: visitor['displayName'] ?? userId, token, avatarPath: null });
  }

  async function say(data: unknown, entry: LogEntry): Promise<Acknowledgement | undefined> {
    if (!room) throw bad('Nobody has come in yet: “add user” is first.');
    // The server forgot the conversation meanwhile: it begins anew under the same token.
    if ((await conversations.find('stentor', room.id)) !== room) await enter({ userId, token: room.id });
    const here = room;
    const command = commandOf(data, here, userId);
    const wait = await rateLimit.take(here.key);
    if (wait > 0) throw new Problem(429, 'rate-limited', 'Too many messages.', { 'retry-after': String(wait) });
    await backend.uploads.claim(here.key, command);
    const take = here.person === undefined ? here.act : here.pass;
    const turn = await take(command, undefined, entry.transport);
    const { reply } = turn;
    entry.committed = turn.committed;
    if (reply.ready?.fail) throw new Problem(reply.ready.fail, 'bot-failed', 'The bot was asked to break.');
    if (isOver(command)) await sessions.end('stentor', here.id);
    void speak(turn).catch(report);
    return {};
  }
  async function speak({ reply, utter }: Turn): Promise<void> {
    if (!reply.ready?.silent) tell('typing');
    await clock.sleep(backend.latency);
    const answer = await reply.whole();
    if (answer.silent || answer.fail) return tell('stop typing');
    await utter({ author: 'bot', answer });
  }

  /** What each event that a visitor may send does; what it gives back is acknowledged. */
  const deeds: Readonly<Record<string, (data: unknown, entry: LogEntry) => Promise<Acknowledgement | undefined>>> = {
    async 'connection update'(data) {
      if (isId(data)) token ??= data;
      return undefined;
    },
    async 'add user'(data) {
      await enter(data);
      return undefined;
    },
    'new message': say,
    typing: async () => undefined,
    'stop typing': async () => undefined,
  };

  async function hearEvent({ name, data, ack }: EventPacket): Promise<void> {
    const entry = log.open('WS', url, headers, { event: name, data: data ?? null });
    const answerTo = (reply: Acknowledgement): void => {
      if (ack !== undefined && namespace !== undefined) road.down(acknowledged(namespace, ack, reply));
    };
    try {
      if (namespace === undefined || !Object.hasOwn(deeds, name)) throw bad(`There is no event “${name}” here.`);
      const reply = await deeds[name]?.(data, entry);
      entry.status = 200;
      if (reply) answerTo(reply);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      const { status, message, headers: told } = thrown;
      entry.status = status;
      const retryAfter = Number(told['retry-after']);
      answerTo({ error: { status, message, ...(Number.isFinite(retryAfter) && { retryAfter }) } });
      if (name === 'add user') peer.close(CLOSE_CODES + status, message);
    }
  }
  async function obey(text: string): Promise<void> {
    const packet = readPacket(text);
    if (packet.type === 'event') return hearEvent(packet);
    if (packet.type === 'pong') answered = true;
    if (packet.type === 'close' || packet.type === 'disconnect') peer.close(1000, '');
    if (packet.type !== 'connect') return;
    namespace = namespaceOf(text);
    road.down(connected(namespace, sid));
    tell('account_status', { online: true, features: ['ack'] } satisfies AccountStatus);
  }
  async function watch(): Promise<void> {
    while (!life.signal.aborted) {
      await clock.sleep(PING_INTERVAL, life.signal);
      if (life.signal.aborted) return;
      answered = false;
      road.down(PING);
      await clock.sleep(PING_TIMEOUT, life.signal);
      // Whoever was put aside is welcome again.
      if (!answered) peer.close(GOING_AWAY, 'Nobody answers a ping.');
    }
  }

  road.down(hello(sid, PING_INTERVAL, PING_TIMEOUT, MOST_BYTES));
  watch().catch(report);
  let turn = Promise.resolve();
  const inTurn = (text: string): void => {
    turn = turn
      .then(() => obey(text))
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Problem)) report(thrown);
        peer.close(POLICY_VIOLATION, 'That is no packet of socket.io.');
      });
  };
  return {
    hear: (text) => {
      if (hurried()) peer.close(POLICY_VIOLATION, `More than ${FRAMES_A_SECOND} frames a second.`);
      else road.up(text, inTurn);
    },
    leave: () => {
      life.abort();
      unlisten();
    },
  };
}
