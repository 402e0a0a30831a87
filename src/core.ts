/** The entry point `./core`: the conversation without any view. No DOM and no Lit; runs in Node. */
export { createChat, type Chat, type ChatOptions, type Outgoing } from './core/chat.js';
export { newSession } from './core/new-session.js';
export type { ConversationState } from './core/conversation-state.js';
export { registerPlugin, type Plugin } from './core/plugins.js';
export { createStore, type ReadonlyStore, type Store } from './core/store.js';
export { createTokenShelf, type TokenName, type TokenShelf, type TokenShelfOptions } from './core/token-shelf.js';
export type { Tool, ToolHandler, ToolHost, ToolReply } from './core/tool-host.js';
export { writeTranscript, type TranscriptFormat, type TranscriptOptions } from './core/transcript.js';
export { countUnread, type Unread } from './core/unread.js';
export type { OutgoingFile, PendingUpload, Uploads } from './core/uploads.js';
export {
  AuthenticationError,
  ConnectionError,
  ExternalIdNotDefinedError,
  FileUploadError,
  SessionNotDefinedError,
  StorageNotAvailableError,
} from './headless/errors.js';
export { createLogger, type Logger, type LoggerOptions, type LogLevel } from './headless/logger.js';
export { defaultPlatform, type Platform } from './platform/platform.js';
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
