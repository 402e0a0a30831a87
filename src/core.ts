/** The entry point `./core`: the conversation without any view. No DOM and no Lit; runs in Node. */
export type { Chat, Outgoing } from './core/chat.js';
export { newSession } from './core/new-session.js';
export type { ConversationState } from './core/conversation-state.js';
export { registerPlugin, type Plugin } from './core/plugins.js';
export { createStore, type ReadonlyStore, type Store } from './core/store.js';
export { createTokenShelf, type TokenName, type TokenShelf, type TokenShelfOptions } from './core/token-shelf.js';
export type { Tool, ToolHandler, ToolHost, ToolReply } from './core/tool-host.js';
export { writeTranscript, type TranscriptFormat, type TranscriptOptions } from './core/transcript.js';
export { countUnread, type Unread } from './core/unread.js';
export type { OutgoingFile, PendingUpload, Uploads } from './core/uploads.js';
export { ApiCaller, type ApiCallerOptions } from './headless/api/api-caller.js';
export type {
  HistoryItem,
  MeReply,
  PreludeReply,
  SendReply,
  SendRequest,
  SentFile,
  SessionReply,
  UploadReply,
  VoteReply,
  VoteRequest,
} from './headless/api/wire.js';
export type {
  AgentMessageType,
  BotMessageType,
  ChatAgent,
  ChatAttachment,
  ChatState,
  ChatStateErrorCode,
  ContactState,
  ErrorState,
  LoadingReason,
  LoadingState,
  MessageType,
  PollingState,
  PollingStates,
  UserMessageType,
  WidgetSession,
} from './headless/chat-state.js';
export { createChat, type ChatOptions } from './headless/create-chat.js';
export { createConfig, type ConfigInstance, type NormalizedConfig } from './headless/create-config.js';
export {
  AuthenticationError,
  ConnectionError,
  ExternalIdNotDefinedError,
  FileUploadError,
  SessionNotDefinedError,
  StorageNotAvailableError,
} from './headless/errors.js';
export type { Platform } from './headless/host.js';
export type { HostStorage } from './headless/host-storage.js';
export { createLogger, type Logger, type LoggerOptions, type LogLevel } from './headless/logger.js';
export type { BotIdentity, ChatUser, CoreOptions } from './headless/options.js';
export type { SendMessageInput } from './headless/outgoing.js';
export type { HeadlessChat, HeadlessChatOptions } from './headless/reference-chat.js';
export { defaultPlatform } from './platform/platform.js';
export type { Action } from './protocol/action.js';
export type { ChatCommand } from './protocol/commands.js';
export {
  ChatError,
  ChatError as OpenCXError,
  RejectedError,
  SessionError,
  TransportError,
  type ChatErrorCode,
  type Outcome,
} from './protocol/errors.js';
export type { ChatEvent, Emit } from './protocol/events.js';
export type { Attachment, Author, Delivery, Message, Party, UploadState } from './protocol/message.js';
export type { Part, PartKind, PartMap, Suggestion } from './protocol/part.js';
export type { Session } from './protocol/session.js';
export type { ToolCall } from './protocol/tool.js';
export type { Capabilities, Transport, TransportFactory, TransportOptions } from './protocol/transport.js';
