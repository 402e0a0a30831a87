import type { FrameData, FrameEvent, Feature, Frame, Sender } from '../../src/transports/websocket/wire.js';
import type { Backend } from '../backend.js';
import type { Answer } from '../bot/answer.js';
import { wordsOf, type Conversation, type Member } from '../conversations.js';
import { decodeRequest } from '../doors/direct/decode.js';
import { encodeAnswer } from '../doors/direct/encode.js';
import { withOrigin } from '../doors/media/origin.js';
import type { LogEntry } from '../request-log.js';
import { isOver } from '../sessions/over.js';
import type { HeardFrame } from './frame.js';

const RETRY = 1000;
const bot: Sender = { deviceId: 'Bot', userId: 'bot-1', displayName: 'Northwind' };
const router: Sender = { deviceId: 'Router', userId: 'router' };

/** Who heard the frame, and where. */
export interface Place {
  /** This server as the member called it. */
  readonly origin: string;
  readonly backend: Backend;
  readonly room: Conversation;
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
async function speak({ backend, room, origin }: Place, answer: Answer): Promise<void> {
  const everybody = (said: Said) => {
    for (const member of room.members) member.hear(compose({ backend, room }, bot, said));
  };
  everybody({ event: 'typing' });
  await backend.clock.sleep(backend.latency + (answer.delay ?? 0));
  const id = crypto.randomUUID();
  backend.journal.say(id, room.id, answer);
  room.tell(
    compose({ backend, room }, bot, { event: 'new message', id, data: encodeAnswer(withOrigin(answer, origin)) }),
  );
  everybody({ event: 'stop typing' });
}

/** That there is a session, and where it stands. */
export function welcome(place: Place): Frame {
  const { room, features } = place;
  const { first, last } = room.span();
  const told = features.length > 0 && { features, epoch: room.epoch, first, seq: last };
  return compose(place, router, { event: 'connection update', data: { sessionCreated: true, ...told } });
}

type Deed = (place: Place, heard: HeardFrame, entry: LogEntry) => void;

const message: Deed = (place, { data, sender }, entry) => {
  const { backend, room, member, features } = place;
  const { requestId, command } = decodeRequest({ ...data, sessionId: room.id }, () => room.asked);
  const fail = (status: number, type: string, delay: number, error: string) => {
    entry.status = status;
    member.hear(
      compose(place, type === 'BOT' ? bot : router, { event: 'failure', data: { type, tries: 1, delay, error } }),
    );
  };
  const wait = backend.rateLimit.take(room.id);
  if (wait > 0) return fail(429, 'ROUTER', wait, 'Too many messages in this session.');

  const id = features.includes('ack') ? requestId : undefined;
  // While a person has the session, and whenever one speaks, the bot keeps quiet.
  const toPeople = room.person !== undefined || sender.isAdmin === true;
  const { answer, committed } = (toPeople ? room.pass : room.act)(command, id, entry.transport);
  entry.committed = committed;
  if (answer.fail) return fail(answer.fail, 'BOT', RETRY, `The bot was asked to break with status ${answer.fail}.`);
  if (id !== undefined) member.hear(compose(place, router, { event: 'ack', data: { requestId: id } }));
  if (!committed) return;
  if (isOver(command)) backend.sessions.end(room.id);
  if (command.type === 'report-action' && command.action === 'ERASE_DATA' && features.includes('erasure'))
    return backend.conversations.forget(room.id);
  const rawQuery = wordsOf(command);
  if (rawQuery !== undefined) {
    const words = { type: 'INTENT_REQUEST', intentId: 'NLU_RESULT_PLACEHOLDER', rawQuery, sessionId: room.id } as const;
    const shown = { event: 'new message', data: { ...words, userId: sender.userId } } as const;
    room.relay(compose(place, sender, { ...shown, ...(requestId !== undefined && { id: requestId }) }), member);
  }
  if (!answer.silent) void speak(place, answer);
};

/** What each event that a widget may send does. */
export const deeds = {
  'user joined': (place, { sender }) => {
    const { room, member } = place;
    member.hear(welcome(place));
    room.relay(compose(place, sender, { event: 'user joined' }), member);
  },
  'new message': message,
  history: (place, { data: { after }, sender }) => {
    const { room, member, features } = place;
    if (!features.includes('history')) return;
    for (const frame of room.since(typeof after === 'number' ? after : 0, sender.userId)) member.hear(frame);
    const { first, last } = room.span();
    member.hear(compose(place, router, { event: 'history', data: { after: last, first } }));
  },
  ping: (place) => {
    const { room, member, features } = place;
    if (!features.includes('ping')) return;
    member.hear(compose(place, router, { event: 'pong', data: { seq: room.span().last } }));
  },
  'barge in': (place, { sender }) => {
    const { room, member } = place;
    room.person = sender.displayName ?? sender.userId;
    room.relay(compose(place, sender, { event: 'barge in' }), member);
  },
  'barge out': (place, { sender }) => {
    const { room, member } = place;
    room.person = undefined;
    room.relay(compose(place, sender, { event: 'barge out' }), member);
  },
} satisfies Partial<Readonly<Record<FrameEvent, Deed>>>;
