import { numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { ChatEvent } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { Party } from '../../protocol/message.js';
import { decodeResponse } from '../direct/codec.js';
import { decodeShown } from '../direct/shown.js';
import type { FrameEvent } from './wire.js';

/** A frame from the router, its envelope read; what is inside is still somebody else's. */
export interface Incoming {
  readonly event: string;
  readonly data: unknown;
  readonly sender: Untrusted;
  readonly id?: string;
  readonly seq?: number;
}
/** What a decoder is told: it keeps nothing and asks nobody. */
export interface FrameContext {
  /** The visitor's own user id. */
  readonly userId: string;
  /** For a message that came without an id. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly log?: ((line: string, detail?: unknown) => void) | undefined;
}

/** The envelope of one text frame; `undefined` when it has none. */
export function readFrame(text: string): Incoming | undefined {
  let frame: Untrusted;
  try {
    frame = recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
  const event = textOf(frame.event);
  if (!event) return undefined;
  return {
    event,
    data: frame.data,
    sender: recordOf(frame.sender),
    ...present({ id: textOf(frame.id), seq: numberOf(frame.seq) }),
  };
}

/** True when the frame is about this visitor, whichever of their pages it came from. */
export const isOwn = ({ sender }: Incoming, userId: string): boolean =>
  sender.deviceId === 'Widget' && sender.userId === userId;

function partyOf({ sender }: Incoming): Party {
  const isBot = sender.deviceId === 'Bot';
  return {
    id: `agent:${isBot ? 'bot' : 'widget'}:${textOf(sender.userId) ?? ''}`,
    author: isBot ? 'bot' : 'agent',
    ...present({ name: textOf(sender.displayName), avatarUrl: textOf(sender.avatarPath) }),
  };
}

type Decode = (frame: Incoming, context: FrameContext) => readonly ChatEvent[];

/** A widget's words come from another person in the room: of its request only the query is for reading. */
const personSaid: Decode = (frame, { newId, now }) => {
  const text = textOf(recordOf(frame.data).rawQuery);
  const { name, avatarUrl } = partyOf(frame);
  if (!text) return [];
  return [
    {
      type: 'message-added',
      message: {
        id: frame.id ?? newId(),
        author: 'agent',
        parts: [{ type: 'text', text, format: 'plain' }],
        delivery: 'delivered',
        streaming: false,
        createdAt: now,
        ...present({ name, avatarUrl, order: frame.seq }),
      },
    },
  ];
};
const botSaid: Decode = (frame, { newId, now, log }) => {
  const { name, avatarUrl } = partyOf(frame);
  const context = { id: frame.id ?? newId(), now, name, avatarUrl, order: frame.seq, log };
  return decodeResponse(frame.data, context, decodeShown);
};

const typing =
  (on: boolean): Decode =>
  (frame) => [{ type: 'typing-changed', party: partyOf(frame), typing: on }];
const presence =
  (isHere: boolean): Decode =>
  (frame) => [{ type: 'party-changed', party: partyOf(frame), present: isHere }];
const handoff =
  (to: 'active' | 'none'): Decode =>
  (frame) => [
    { type: 'party-changed', party: partyOf(frame), present: to === 'active' },
    { type: 'handoff-changed', handoff: to },
  ];
const nothing: Decode = () => [];

/** The rest of the wire (ack, connection update) is between the transport and the router. */
const decoders: Readonly<Record<FrameEvent, Decode>> = {
  'new message': (frame, context) => (frame.sender.deviceId === 'Widget' ? personSaid : botSaid)(frame, context),
  typing: typing(true),
  'stop typing': typing(false),
  'user joined': presence(true),
  'user left': presence(false),
  'barge in': handoff('active'),
  'barge out': handoff('none'),
  failure: ({ data }) => {
    const { tries, delay } = recordOf(data);
    return [{ type: 'backend-failed', attempt: numberOf(tries) ?? 1, retryIn: Math.max(0, numberOf(delay) ?? 0) }];
  },
  'connection update': nothing,
  'account status': nothing,
  disconnect: nothing,
  reconnect: nothing,
  'reconnect failed': nothing,
  'reconnect error': nothing,
  ack: nothing,
  history: nothing,
  ping: nothing,
  pong: nothing,
};

/** One frame as the events it means. Throws `bad-reply` for a bot's word that is not a stentor response. */
export function decodeFrame(frame: Incoming, context: FrameContext): readonly ChatEvent[] {
  if (!knows(decoders, frame.event)) {
    context.log?.('The router said an event that means nothing here.', frame.event);
    return [];
  }
  return isOwn(frame, context.userId) ? [] : decoders[frame.event](frame, context);
}
