/**
 * The entry point `chat-widget`: registers `<chat-widget>`, and exports the element, its events and its vocabulary.
 */
export { ChatWidget, type ChatWidgetElement } from '../components/chat-widget/chat-widget.js';
export type { PageFunctions } from '../components/chat-widget/page-functions.js';
export * from '../components/foundation/events/command-request.js';
export * from '../components/foundation/events/conversation-notices.js';
export * from '../components/foundation/events/notices.js';
export * from '../components/foundation/events/part-requests.js';
export * from '../components/foundation/events/requests.js';
export * from '../components/foundation/events/search-request.js';
export * from '../components/foundation/events/tool-request.js';
export * from '../components/foundation/events/voice-notices.js';
export type { Action } from './protocol/action.js';
export type { ChatCommand } from './protocol/commands.js';
export { ChatError, RejectedError, SessionError, TransportError } from './protocol/errors.js';
export type { ChatEvent, Emit } from './protocol/events.js';
export type { Attachment, Author, Delivery, Message, Party } from './protocol/message.js';
export type { Part, PartKind, PartMap, Suggestion } from './protocol/part.js';
export type { Session } from './protocol/session.js';
export type { Capabilities, Transport, TransportFactory, TransportOptions } from './protocol/transport.js';
