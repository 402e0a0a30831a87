import type { ConnectionState } from './connection.js';
import type { ChatErrorCode } from './errors.js';
import type { Author, Delivery, Message, Party } from './message.js';
import type { Part, Suggestion, UnknownPart } from './part.js';
import type { PermissionRequest } from './permission.js';
import type { Session } from './session.js';
import type { ToolCall } from './tool.js';

/** A whole message: the visitor's own at once, anybody else's when it is complete. An id that is known is replaced. */
export interface MessageAdded {
  readonly type: 'message-added';
  readonly message: Message;
  /** The id of the message that it stands before, where that is there; a new one stands at the end otherwise. */
  readonly ahead?: string;
}
/**
 * Whole messages that were said before all that is here, oldest first: any number of them in one go, and the next page
 * towards the past in another. They are no news to anybody. An id that is known is replaced, and stands among them.
 */
export interface HistoryAdded {
  readonly type: 'history-added';
  readonly messages: readonly Message[];
}
/** A message begins to stream; parts and text follow. One that is known begins anew, unless it `resumes`. */
export interface MessageStarted {
  readonly type: 'message-started';
  readonly id: string;
  /** What follows is the rest of what was interrupted. */
  readonly resumes?: boolean;
  readonly author: Author;
  readonly name?: string;
  readonly avatarUrl?: string;
  readonly language?: string;
  readonly createdAt?: number;
  readonly order?: number;
}
/** A part at the end. One whose `id` the message already has takes that one's place: so progress and tool calls go on. */
export interface PartAdded {
  readonly type: 'part-added';
  readonly id: string;
  readonly part: Part | UnknownPart;
}
/** More words at the end of the last text part, or of the last thoughts. */
export interface TextDelta {
  readonly type: 'text-delta';
  readonly id: string;
  readonly delta: string;
  /** Which kind of part the words belong to; absent means `text`. */
  readonly to?: 'text' | 'reasoning';
}
/** The last word is said. */
export interface MessageCompleted {
  readonly type: 'message-completed';
  readonly id: string;
}
/** Its words stopped coming before the last one; a later `message-started` or `message-added` goes on with it. */
export interface MessageInterrupted {
  readonly type: 'message-interrupted';
  readonly id: string;
}
/** Changes some fields of a known message; unknown ids are ignored. */
export interface MessageUpdated {
  readonly type: 'message-updated';
  readonly id: string;
  readonly patch: Partial<Omit<Message, 'id'>>;
}
export interface MessageRemoved {
  readonly type: 'message-removed';
  readonly id: string;
}
/**
 * What follows may not follow from what came before: the backend forgot the conversation (`new-session`), or what was
 * said meanwhile cannot be had any more (`gap`).
 */
export interface ContinuityLost {
  readonly type: 'continuity-lost';
  readonly cause: 'new-session' | 'gap';
}
/** The backend gave, or took up, this session. */
export interface SessionChanged {
  readonly type: 'session-changed';
  readonly session: Session;
}
/** `delivered` needs evidence from the server and is final. */
export interface DeliveryChanged {
  readonly type: 'delivery-changed';
  readonly id: string;
  readonly delivery: Delivery;
  readonly reason?: string;
}
export interface ConnectionChanged {
  readonly type: 'connection-changed';
  readonly state: ConnectionState;
  /** With `waiting`: milliseconds until the next attempt. */
  readonly retryIn?: number;
  /** With `waiting`: the server asked for the wait. */
  readonly asked?: boolean;
  /** Why it waits, or closed for good. */
  readonly reason?: ChatErrorCode;
}
export interface TypingChanged {
  readonly type: 'typing-changed';
  readonly party: Party;
  readonly typing: boolean;
}
export interface PartyChanged {
  readonly type: 'party-changed';
  readonly party: Party;
  readonly present: boolean;
}
/** A person takes over (`active`), was asked for (`requested`), or gave back (`none`). */
export interface HandoffChanged {
  readonly type: 'handoff-changed';
  readonly handoff: 'none' | 'requested' | 'active';
  /** A phone number the visitor can call (stentor TRANSFER_CALL, `data.transferPhoneNumber`). */
  readonly phone?: string;
}
/** How many others are served before the visitor; absent means the wait is over. */
export interface QueueChanged {
  readonly type: 'queue-changed';
  readonly position?: number;
}
/** The backend wants a function of the page called; `tool-result` answers. */
export interface ToolCalled {
  readonly type: 'tool-called';
  readonly call: ToolCall;
}
/** Quick replies of the conversation as a whole; an empty list clears them. */
export interface SuggestionsChanged {
  readonly type: 'suggestions-changed';
  readonly suggestions: readonly Suggestion[];
}
export interface PermissionRequested {
  readonly type: 'permission-requested';
  readonly request: PermissionRequest;
}
/** The backend considers the conversation over. It never locks the composer: many bots end by mistake. */
export interface ConversationEnded {
  readonly type: 'conversation-ended';
}
/** The backend cannot serve right now; `attempt` counts from one (router `failure`, PROTOCOL.md). */
export interface BackendFailed {
  readonly type: 'backend-failed';
  readonly attempt: number;
  /** Milliseconds until the backend tries again. */
  readonly retryIn: number;
}
/** Something went wrong that no message carries. */
export interface ErrorRaised {
  readonly type: 'error-raised';
  readonly code: ChatErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  /** The message that shows it by itself, where there is one. */
  readonly about?: string;
}

/** Everything that can happen in a conversation, whoever caused it. Transports are codecs into this. */
export type ChatEvent =
  | MessageAdded
  | HistoryAdded
  | MessageStarted
  | PartAdded
  | TextDelta
  | MessageCompleted
  | MessageInterrupted
  | MessageUpdated
  | MessageRemoved
  | ContinuityLost
  | SessionChanged
  | DeliveryChanged
  | ConnectionChanged
  | TypingChanged
  | PartyChanged
  | HandoffChanged
  | QueueChanged
  | ToolCalled
  | SuggestionsChanged
  | PermissionRequested
  | ConversationEnded
  | BackendFailed
  | ErrorRaised;

export type Emit = (event: ChatEvent) => void;
