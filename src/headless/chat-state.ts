import type { Message } from '../protocol/message.js';

/** A file of a message. */
export interface ChatAttachment {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** MIME type. */
  readonly type: string;
  readonly url: string;
}
/** Who says it, if not the visitor. */
export interface ChatAgent {
  readonly isAi: boolean;
  readonly id: string | null;
  readonly name: string;
  readonly avatar?: string | undefined;
}

export interface UserMessageType {
  readonly type: 'FROM_USER';
  readonly id: string;
  readonly content: string;
  /** `null` until the backend has it. */
  readonly deliveredAt: string | null;
  readonly status: Message['delivery'];
  readonly timestamp: string;
  readonly attachments?: readonly ChatAttachment[];
  readonly original: Message;
}
interface Answer<T extends string> {
  readonly type: T;
  readonly id: string;
  /** `TEXT`, or the kind of what is to be drawn. */
  readonly component: string;
  /** Of `TEXT`: `message`, and `variant` of one that tells of a failure. Else what the component draws. */
  readonly data: { readonly message?: string; readonly variant?: 'error'; readonly [field: string]: unknown };
  readonly agent?: ChatAgent;
  readonly attachments?: readonly ChatAttachment[];
  /** The message as the widget itself has it; several may be made of one. */
  readonly original: Message;
}
export interface BotMessageType extends Answer<'FROM_BOT'> {
  readonly timestamp: string;
}
export interface AgentMessageType extends Answer<'FROM_AGENT'> {
  readonly timestamp?: string;
}
/** One thing to draw in the conversation. */
export type MessageType = UserMessageType | BotMessageType | AgentMessageType;

/**
 * The words of the reference. Two of them never come here: a look for news is nothing to wait for (`polling` has it), and
 * who the visitor is goes along with the next message (`saving_contact`).
 */
export type LoadingReason =
  | 'sending_message_to_bot'
  | 'sending_message_to_agent'
  | 'creating_session'
  | 'polling'
  | 'loading_contact'
  | 'saving_contact'
  | 'cleaning_up';
export interface LoadingState {
  readonly isLoading: boolean;
  readonly reason: LoadingReason | null;
}

export type ChatStateErrorCode =
  | 'SESSION_CREATION_FAILED'
  | 'SESSION_CLEAR_FAILED'
  | 'SESSION_PERSISTENCE_FAILED'
  | 'SESSION_POLLING_FAILED'
  | 'MESSAGES_POLLING_FAILED'
  | 'MESSAGE_SEND_FAILED'
  | 'NO_ACTIVE_SESSION'
  | 'CONTACT_PERSISTENCE_FAILED'
  | 'CONTACT_LOAD_FAILED'
  | 'CONTACT_SAVE_FAILED'
  | 'CONTACT_CLEANUP_FAILED';
export interface ErrorState {
  readonly hasError: boolean;
  /** For the developer. */
  readonly message?: string;
  readonly code?: ChatStateErrorCode;
}

/** How it stands with looking for news. */
export interface PollingState {
  readonly isPolling: boolean;
  readonly lastPollTime: string | null;
  readonly nextPollTime: string | null;
  readonly error: ErrorState;
}
/** Still where nobody has to look: a backend that pushes, or no session. */
export interface PollingStates {
  readonly session: PollingState;
  readonly messages: PollingState;
}

/** What a chat shows. */
export interface ChatState {
  readonly messages: readonly MessageType[];
  /** Answers to choose from: say one of them with `sendMessage`. */
  readonly keyboard: { readonly options: readonly string[] } | null;
  readonly loading: LoadingState;
  readonly error: ErrorState;
  readonly polling: PollingStates;
}

/** A conversation with the backend, as OpenCX describes it; of other backends, as much as is known. */
export interface WidgetSession {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isHandedOff: boolean;
  readonly isOpened: boolean;
  readonly assignee: {
    readonly kind: 'human' | 'ai' | 'none' | 'unknown';
    readonly name: string | null;
    readonly avatarUrl: string | null;
  };
  readonly channel: string;
  readonly isVerified: boolean;
}

/** Who the visitor is known to be. */
export interface ContactState {
  readonly contact: {
    readonly id: string | null;
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
  } | null;
  readonly loading: LoadingState;
  readonly error: ErrorState;
}

export const idle: LoadingState = { isLoading: false, reason: null };
export const fine: ErrorState = { hasError: false };
