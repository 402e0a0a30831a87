import type { ConnectionState } from '../protocol/connection.js';
import type { ChatErrorCode } from '../protocol/errors.js';
import type { ChatEvent, HandoffChanged } from '../protocol/events.js';
import { knows } from '../protocol/match.js';
import type { Party } from '../protocol/message.js';
import type { Suggestion } from '../protocol/part.js';
import type { PermissionRequest } from '../protocol/permission.js';
import { isNotice } from './is-notice.js';

/** What is true of the conversation as a whole; messages have stores of their own. */
export interface ConversationState {
  readonly connection: ConnectionState;
  /** Milliseconds from `waiting` to the next attempt. */
  readonly retryIn?: number | undefined;
  /** What went wrong last, until something goes well. */
  readonly problem?: { readonly code: ChatErrorCode; readonly retryable: boolean } | undefined;
  /** Ids of the messages that are being streamed. */
  readonly streaming: readonly string[];
  readonly typing: readonly Party[];
  readonly parties: readonly Party[];
  readonly suggestions: readonly Suggestion[];
  readonly handoff: HandoffChanged['handoff'];
  readonly phone?: string | undefined;
  /** How many others are served first. */
  readonly queue?: number | undefined;
  readonly permission?: PermissionRequest | undefined;
  readonly ended: boolean;
  /** The backend's own bot does not answer; it says it tries again. */
  readonly backendFailure?: { readonly attempt: number; readonly retryIn: number } | undefined;
}

export const emptyState: ConversationState = {
  connection: 'idle',
  streaming: [],
  typing: [],
  parties: [],
  suggestions: [],
  handoff: 'none',
  ended: false,
};

const without = <T extends { readonly id: string }>(list: readonly T[], id: string) =>
  list.filter((item) => item.id !== id);

/** Somebody else's word clears what we were waiting for. */
const heard = (state: ConversationState): ConversationState => ({
  ...state,
  typing: [],
  backendFailure: undefined,
  problem: undefined,
  ended: false,
});
/** It grows no more. */
const over = ({ id }: { readonly id: string }, state: ConversationState): ConversationState =>
  state.streaming.includes(id) ? { ...state, streaming: state.streaming.filter((other) => other !== id) } : state;

type Step<E extends ChatEvent> = (event: E, state: ConversationState) => ConversationState;

/** Events that are not here change messages only. */
const steps: { readonly [T in ChatEvent['type']]?: Step<Extract<ChatEvent, { type: T }>> } = {
  'message-added': ({ message }, state) =>
    message.author === 'user'
      ? { ...state, suggestions: [], permission: undefined, ended: false }
      : isNotice(message) && message.author === 'system'
        ? state
        : {
            ...heard(state),
            suggestions: message.suggestions ?? [],
            streaming: message.streaming ? [...state.streaming, message.id] : state.streaming,
          },
  'message-started': ({ id }, state) => ({ ...heard(state), streaming: [...state.streaming, id], suggestions: [] }),
  'message-completed': over,
  'message-removed': over,
  'message-interrupted': over,
  'message-updated': ({ patch }, state) => (patch.suggestions ? { ...state, suggestions: patch.suggestions } : state),
  'delivery-changed': ({ delivery }, state) =>
    delivery === 'pending'
      ? state
      : { ...state, backendFailure: undefined, problem: delivery === 'delivered' ? undefined : state.problem },
  'connection-changed': ({ state: connection, retryIn, reason }, state) => ({
    ...state,
    connection,
    retryIn,
    backendFailure: undefined,
    typing: connection === 'open' ? state.typing : [],
    problem: connection === 'open' ? undefined : reason ? { code: reason, retryable: true } : state.problem,
  }),
  'typing-changed': ({ party, typing }, state) => ({
    ...state,
    typing: typing ? [...without(state.typing, party.id), party] : without(state.typing, party.id),
  }),
  'party-changed': ({ party, present }, state) => ({
    ...state,
    parties: present ? [...without(state.parties, party.id), party] : without(state.parties, party.id),
    typing: without(state.typing, party.id),
  }),
  'handoff-changed': ({ handoff, phone }, state) => ({
    ...state,
    handoff,
    phone,
    // Who is served waits no more, whether or not the backend says so.
    queue: handoff === 'active' ? undefined : state.queue,
  }),
  'queue-changed': ({ position }, state) => ({ ...state, queue: position }),
  'suggestions-changed': ({ suggestions }, state) => ({ ...state, suggestions }),
  'permission-requested': ({ request }, state) => ({ ...state, permission: request }),
  'conversation-ended': (_, state) => ({ ...state, ended: true }),
  'backend-failed': ({ attempt, retryIn }, state) => ({ ...state, backendFailure: { attempt, retryIn } }),
  'error-raised': ({ code, retryable, about }, state) =>
    about === undefined ? { ...state, problem: { code, retryable } } : state,
};

/** Pure. A new object only where something changed. */
export const reduceState = (state: ConversationState, event: ChatEvent): ConversationState =>
  knows(steps, event.type) ? (steps[event.type] as Step<ChatEvent>)(event, state) : state;
