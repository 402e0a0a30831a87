import type { FrameData, FrameEvent, Feature, Frame, Sender } from '../../src/transports/websocket/wire.js';
import type { Backend } from '../backend.js';
import type { Conversation, Turn } from '../conversations.js';
import { decodeRequest } from '../doors/direct/decode.js';
import { withOrigin } from '../doors/media/origin.js';
import type { LogEntry } from '../request-log.js';
import { isOver } from '../sessions/over.js';
import type { FrameBook, Member } from './frame-book.js';
import { readFrame, type HeardFrame } from './frame.js';
import { botSender as bot } from './spoken-frame.js';

const RETRY = 1000;
const router: Sender = { deviceId: 'Router', userId: 'router' };

/** Who heard the frame, and where. */
export interface Place {
  /** This server as the member called it. */
  readonly origin: string;
  readonly backend: Backend;
  readonly room: Conversation;
  readonly book: FrameBook;
  readonly member: Member;
  readonly features: readonly Feature[];
}

type Said = {
  readonly [E in FrameEvent]: { readonly event: E; readonly data?: FrameData[E]; readonly id?: string };
}[FrameEvent];

export const compose = ({ backend, room }: Pick<Place, 'backend' | 'room'>, sender: Sender, said: Said): Frame => ({
  ...said,
  sender,
  sessionId: room.id,
  timeMs: backend.clock.now(),
});

/** The bot's turn, seen by the whole room: it types, it speaks, it stops. */
async function speak({ backend, room, book, origin }: Place, { reply, utter }: Turn): Promise<void> {
  const everybody = (said: Said) => book.relay(compose({ backend, room }, bot, said));
  everybody({ event: 'typing' });
  await backend.clock.sleep(backend.latency);
  const answer = await reply.whole();
  if (answer.fail) {
    const error = 'The bot broke while it answered.';
    everybody({ event: 'failure', data: { type: 'BOT', tries: 1, delay: RETRY, error } });
  } else await utter({ author: 'bot', answer: withOrigin(answer, origin) });
  everybody({ event: 'stop typing' });
}

/** What was said cannot be heard at the moment: whoever says it again later may be luckier. */
export const wait = (text: string, error: string, timeMs: number): Frame => ({
  event: 'failure',
  data: { type: 'ROUTER', tries: 1, delay: RETRY, error },
  sender: router,
  sessionId: readFrame(text).sessionId,
  timeMs,
});

/** That there is a session, and where it stands. */
export function welcome(place: Place): Frame {
  const { room, book, features } = place;
  const { first, last } = book.span();
  const told = features.length > 0 && { features, epoch: room.epoch, first, seq: last };
  return compose(place, router, { event: 'connection update', data: { sessionCreated: true, ...told } });
}

type Deed = (place: Place, heard: HeardFrame, entry: LogEntry) => void | Promise<void>;

const message: Deed = async (place, { data, sender }, entry) => {
  const { backend, room, member, features } = place;
  const { requestId, command } = decodeRequest({ ...data, sessionId: room.id }, () => room.asked);
  const fail = (status: number, type: string, delay: number, error: string) => {
    entry.status = status;
    member.hear(
      compose(place, type === 'BOT' ? bot : router, { event: 'failure', data: { type, tries: 1, delay, error } }),
    );
  };
  const wait = await backend.rateLimit.take(room.key);
  if (wait > 0) return fail(429, 'ROUTER', wait, 'Too many messages in this session.');

  const id = features.includes('ack') ? requestId : undefined;
  // While a person has the session, and whenever one speaks, the bot keeps quiet.
  const toPeople = room.person !== undefined || sender.isAdmin === true;
  const wire = { sender, from: member.id, ...(requestId !== undefined && { requestId }) };
  await backend.uploads.claim(room.key, command);
  const turn = await (toPeople ? room.pass : room.act)(command, id, entry.transport, { wire });
  const { reply, committed } = turn;
  entry.committed = committed;
  const broken = reply.ready?.fail;
  if (broken) return fail(broken, 'BOT', RETRY, `The bot was asked to break with status ${broken}.`);
  if (id !== undefined) member.hear(compose(place, router, { event: 'ack', data: { requestId: id } }));
  if (!committed) return;
  if (isOver(command)) await backend.sessions.end('stentor', room.id);
  if (command.type === 'report-action' && command.action === 'ERASE_DATA' && features.includes('erasure'))
    return backend.forget(room);
  if (!reply.ready?.silent) void speak(place, turn).catch(backend.report);
};

/** What each event that a widget may send does. */
export const deeds = {
  'user joined': (place, { sender }) => {
    const { book, member } = place;
    member.hear(welcome(place));
    book.relay(compose(place, sender, { event: 'user joined' }), member);
  },
  'new message': message,
  history: (place, { data: { after }, sender }) => {
    const { book, member, features } = place;
    if (!features.includes('history')) return;
    for (const frame of book.since(typeof after === 'number' ? after : 0, sender.userId)) member.hear(frame);
    const { first, last } = book.span();
    member.hear(compose(place, router, { event: 'history', data: { after: last, first } }));
  },
  ping: (place) => {
    const { book, member, features } = place;
    if (!features.includes('ping')) return;
    member.hear(compose(place, router, { event: 'pong', data: { seq: book.span().last } }));
  },
  'barge in': async (place, { sender }) => {
    const { room, book, member } = place;
    await room.assign(sender.displayName ?? sender.userId);
    book.relay(compose(place, sender, { event: 'barge in' }), member);
  },
  'barge out': async (place, { sender }) => {
    const { room, book, member } = place;
    await room.assign(undefined);
    book.relay(compose(place, sender, { event: 'barge out' }), member);
  },
} satisfies Partial<Readonly<Record<FrameEvent, Deed>>>;
