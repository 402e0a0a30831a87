import type { ChatEvent } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { PartMap } from '../protocol/part.js';
import type { ConversationState } from './conversation-state.js';

type Notice = PartMap['notice'];

/** What a line of the conversation itself is made from. */
export interface NoticeSurroundings {
  /** As it was before the event. */
  readonly before: ConversationState;
  /** The message that was said last. */
  readonly last: Message | undefined;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The one line about the queue: it changes in place. */
const QUEUE = 'notice-queue';

/** Who left a moment ago, by the id of the line that says so. */
const lineOf = (party: string): string => `notice-left:${party}`;

const say = (notice: Omit<Notice, 'type'>, id: string, createdAt: number): ChatEvent => ({
  type: 'message-added',
  message: {
    id,
    author: 'system',
    parts: [{ type: 'notice', ...notice }],
    delivery: 'delivered',
    streaming: false,
    createdAt,
  },
});
const takeBack = (id: string): ChatEvent => ({ type: 'message-removed', id });
const named = (name: string | undefined) => (name === undefined ? {} : { name });

type Tell<T extends ChatEvent['type']> = (
  event: Extract<ChatEvent, { type: T }>,
  around: NoticeSurroundings,
) => readonly ChatEvent[];

/** Persons only: a bot is there anyway. Routers repeat who is present, so only a change is told. */
const partyChanged: Tell<'party-changed'> = ({ party, present }, { before, last, newId, now }) => {
  const wasHere = before.parties.some(({ id }) => id === party.id);
  if (party.author !== 'agent' || present === wasHere) return [];
  const { name } = party;
  if (!present) return [say({ event: 'left', ...named(name) }, `${lineOf(party.id)}:${newId()}`, now())];
  // Gone and back with nothing said between: a page was reloaded, nobody left.
  return last?.id.startsWith(`${lineOf(party.id)}:`)
    ? [takeBack(last.id)]
    : [say({ event: 'joined', ...named(name) }, newId(), now())];
};

const handoffChanged: Tell<'handoff-changed'> = ({ handoff }, { before, newId, now }) => {
  if (handoff === before.handoff) return [];
  if (handoff === 'requested') return [say({ event: 'handoff' }, newId(), now())];
  if (handoff === 'none') return [say({ event: 'handback' }, newId(), now())];
  const over = before.queue === undefined ? [] : [takeBack(QUEUE)];
  // Who is here already has been told of.
  return before.parties.some(({ author }) => author === 'agent')
    ? over
    : [...over, say({ event: 'joined' }, newId(), now())];
};

/** How many are served first is told as the visitor's own place in line. */
const queueChanged: Tell<'queue-changed'> = ({ position }, { before, now }) => {
  if (position === before.queue) return [];
  if (position === undefined) return [takeBack(QUEUE)];
  const notice: Notice = { type: 'notice', event: 'queue', position: position + 1 };
  return before.queue === undefined
    ? [say(notice, QUEUE, now())]
    : [{ type: 'message-updated', id: QUEUE, patch: { parts: [notice] } }];
};

const tells = ({ parts }: Message, what: Notice['event']): boolean =>
  parts.some((part) => part.type === 'notice' && 'event' in part && part.event === what);

const continuityLost: Tell<'continuity-lost'> = ({ cause }, { last, newId, now }) =>
  // Before the first word there is nothing that could be missing, and where it is said it is said.
  last && !tells(last, cause) ? [say({ event: cause }, newId(), now())] : [];

const tellers: { readonly [T in ChatEvent['type']]?: Tell<T> } = {
  'party-changed': partyChanged,
  'handoff-changed': handoffChanged,
  'queue-changed': queueChanged,
  'continuity-lost': continuityLost,
};

/** The lines that an event adds to the conversation, as events. Pure. */
export const noticesOf = (event: ChatEvent, around: NoticeSurroundings): readonly ChatEvent[] =>
  (tellers[event.type] as Tell<ChatEvent['type']> | undefined)?.(event, around) ?? [];
