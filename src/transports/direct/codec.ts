import { listOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import { TransportError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { Part, Suggestion, UnknownPart } from '../../protocol/part.js';
import type { Permission } from '../../protocol/permission.js';
import type { Shown } from './shown.js';
import { decodeSpeech } from './speech.js';

export { contextOf, encodeRequest } from './encode.js';

const MAX_SUGGESTIONS = 20;

/**
 * The runtime's own failures come as ordinary answers with this tag: their cards name exceptions, which are for
 * developers, and the conversation goes on (stentor 1.59, `tag`).
 */
const TROUBLE = 'TROUBLE_WITH_REQUEST';

/** What a decoder is told: it keeps nothing and asks nobody. */
export interface ResponseContext {
  /** The id of the message that the response becomes. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly name?: string | undefined;
  readonly avatarUrl?: string | undefined;
  /** The server's order key, where the wire has one. */
  readonly order?: number | undefined;
  readonly log?: ((line: string, detail?: unknown) => void) | undefined;
}

const decodeSuggestion = (value: unknown): Suggestion[] => {
  const { title, url } = recordOf(value);
  const label = textOf(value) ?? textOf(title);
  const target = textOf(url);
  if (target) return [{ type: 'link', label: label ?? target, url: target }];
  return label ? [{ type: 'reply', label }] : [];
};

const permission =
  (kind: Permission) =>
  (_: Untrusted, askedAt: number): ChatEvent => ({
    type: 'permission-requested',
    request: { permission: kind, askedAt },
  });

/** The `system` words that mean something to a conversation. */
const systems: Readonly<Record<string, (data: Untrusted, now: number) => ChatEvent>> = {
  HANDOFF: () => ({ type: 'handoff-changed', handoff: 'requested' }),
  TRANSFER_CALL: ({ transferPhoneNumber }) => ({
    type: 'handoff-changed',
    handoff: 'requested',
    ...present({ phone: textOf(transferPhoneNumber) }),
  }),
  PERMISSION_EMAIL: permission('email'),
  PERMISSION_PHONE_NUMBER: permission('phone'),
  PERMISSION_LOCATION_PRECISE: permission('location'),
  PERMISSION_LOCATION_COARSE: permission('coarse-location'),
  PERMISSION_NOTIFICATION: permission('notification'),
  PERMISSION_LIST: permission('list'),
};

function decodeSystem(system: unknown, data: Untrusted, { now, log }: ResponseContext): ChatEvent[] {
  const event = knows(systems, system) ? systems[system]?.(data, now) : undefined;
  if (event) return [event];
  if (textOf(system)) log?.('The backend said a system word that means nothing here.', system);
  return [];
}

function decodeMessage(
  parts: readonly (Part | UnknownPart)[],
  suggestions: readonly Suggestion[],
  { id, now, name, avatarUrl, order }: ResponseContext,
  language: string | undefined,
): ChatEvent[] {
  if (!parts.length) return suggestions.length ? [{ type: 'suggestions-changed', suggestions }] : [];
  return [
    {
      type: 'message-added',
      message: {
        id,
        author: 'bot',
        parts,
        delivery: 'delivered',
        streaming: false,
        createdAt: now,
        ...present({ name, avatarUrl, order, language }),
        ...(suggestions.length ? { suggestions } : {}),
      },
    },
  ];
}

const isResponse = (value: unknown): value is Untrusted =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** There is more to it than words: `decodeShown` reads the rest. */
export const showsMore = (response: unknown): boolean => {
  const { displays, media, outputSpeech } = recordOf(response);
  return listOf([displays, media, recordOf(outputSpeech).defaultLocale].flat(), 1).length > 0;
};
const onlyWords: Shown = { parts: [], calls: () => [] };

/**
 * One stentor response as the events it means. `decodeShown` may be left out for one that does not show more than words. An answer that says nothing (`{ "status": "complete" }`) means none.
 * Throws `bad-reply` for what is not a response at all; anything odd inside one is left out.
 */
export function decodeResponse(
  response: unknown,
  context: ResponseContext,
  decodeShown: (response: Untrusted) => Shown = () => onlyWords,
): ChatEvent[] {
  if (!isResponse(response)) {
    throw new TransportError('bad-reply', 'The answer is not a stentor response.', { outcome: 'unknown' });
  }
  const { outputSpeech, reprompt, displays, system, data, tag } = response;
  const speech = decodeSpeech(outputSpeech);
  const troubled = [tag].flat().includes(TROUBLE);
  if (troubled) context.log?.('The backend had trouble with a request.', displays);
  const shown = troubled ? onlyWords : decodeShown(response);
  const suggestions = listOf(recordOf(outputSpeech).suggestions, MAX_SUGGESTIONS).flatMap(decodeSuggestion);
  const parts = [...(speech ? [speech] : []), ...shown.parts];
  const said = decodeMessage(parts, suggestions, context, shown.language);
  const called = shown.calls(parts.length ? context.id : undefined);
  const events = [...said, ...called, ...decodeSystem(system, recordOf(data), context)];
  // Many bots leave the reprompt out by mistake: a hint for the view, never a lock.
  return said.length && !troubled && !decodeSpeech(reprompt) ? [...events, { type: 'conversation-ended' }] : events;
}
