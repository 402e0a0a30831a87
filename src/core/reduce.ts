import type { ChatEvent } from '../protocol/events.js';
import { knows } from '../protocol/match.js';
import type { Message } from '../protocol/message.js';
import { isPart, textIn, type Part, type UnknownPart } from '../protocol/part.js';

type Parts = readonly (Part | UnknownPart)[];

/** Adds words to the part of that kind at the end, or begins one. */
function appendText(parts: Parts, delta: string, type: string): Parts {
  const last = parts.at(-1);
  const said = last?.type === type ? textIn(last) : undefined;
  return said === undefined
    ? [...parts, { type, text: delta }]
    : [...parts.slice(0, -1), { ...last, type, text: said + delta }];
}

const idOf = (part: Part | UnknownPart): unknown => ('id' in part ? part.id : undefined);

/** A part in the place of the one with its id, or at the end of a message that still grows. */
function placePart(message: Message, part: Part | UnknownPart): Message {
  const { parts, streaming } = message;
  const id = idOf(part);
  if (id !== undefined && parts.some((each) => idOf(each) === id))
    return { ...message, parts: parts.map((each) => (idOf(each) === id ? part : each)) };
  return streaming ? { ...message, parts: [...parts, part] } : message;
}

/** A message from a hand-written transport may leave out what has one sensible value. */
export const complete = (message: Message): Message => ({
  ...message,
  parts: Array.isArray(message.parts) ? message.parts.filter(isPart) : [],
  delivery: message.delivery ?? 'delivered',
  streaming: message.streaming ?? false,
});

type MessageStep<E extends ChatEvent> = (event: E, message: Message | undefined) => Message | undefined;
type MessageSteps = { readonly [T in ChatEvent['type']]?: MessageStep<Extract<ChatEvent, { type: T }>> };

const steps: MessageSteps = {
  'message-added': ({ message }) => complete(message),
  'message-started': ({ type: _, resumes, ...start }, message) => ({
    delivery: 'delivered',
    ...message,
    ...start,
    parts: (resumes && message?.parts) || [],
    streaming: true,
    interrupted: false,
  }),
  // A message that was stopped or is complete grows no more, whatever is still under way.
  'part-added': ({ part }, message) => (message && isPart(part) ? placePart(message, part) : message),
  'text-delta': ({ delta, to = 'text' }, message) =>
    message?.streaming ? { ...message, parts: appendText(message.parts, delta, to) } : message,
  'message-completed': (_, message) => message && { ...message, streaming: false },
  'message-interrupted': (_, message) => message && { ...message, streaming: false, interrupted: true },
  'message-updated': ({ patch }, message) => message && complete({ ...message, ...patch }),
  'message-removed': () => undefined,
  // Delivered is final: a late failure of an earlier attempt says nothing about a message that arrived.
  'delivery-changed': ({ delivery, reason }, message) => {
    if (!message || message.delivery === 'delivered' || message.delivery === delivery) return message;
    const { reason: _, ...rest } = message;
    return { ...rest, delivery, ...(delivery === 'failed' && reason ? { reason } : {}) };
  },
};

/** The message an event is about, if it is about one. */
export const subjectOf = (event: ChatEvent): string | undefined =>
  event.type === 'message-added' ? event.message.id : knows(steps, event.type) && 'id' in event ? event.id : undefined;

/** The only way a message changes. Pure; `undefined` in means unknown, out means gone. */
export function reduceMessage(message: Message | undefined, event: ChatEvent): Message | undefined {
  const step = steps[event.type] as MessageStep<ChatEvent> | undefined;
  return step ? step(event, message) : message;
}

/**
 * The index at which a new message stands: the end, that of the one it is said to stand before, or that of the first one
 * that the server put later. Messages without a server order (the visitor's own, provisional ones) stay where they are.
 */
export function indexFor(
  { order }: Message,
  ids: readonly string[],
  orderOf: (id: string) => number | undefined,
  ahead = '',
): number {
  let place = ids.lastIndexOf(ahead);
  if (place >= 0) return place;
  place = ids.length;
  if (order === undefined) return place;
  for (let i = place - 1; i >= 0; i--) {
    const other = orderOf(ids[i] ?? '');
    if (other === undefined) continue;
    if (other <= order) break;
    place = i;
  }
  return place;
}
