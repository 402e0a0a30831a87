import type { Chat } from '../../src/core/chat.js';
import { isNotice } from '../../src/core/is-notice.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Message } from '../../src/protocol/message.js';
import {
  ChatConnectionChanged,
  ChatHandoffChanged,
  ChatMessageReceived,
  ChatMessageSent,
  ChatMessageUpdated,
} from '../foundation/events/conversation-notices.js';
import { ChatErrorRaised } from '../foundation/events/notices.js';

type Notices = {
  readonly [T in ChatEvent['type']]?: (event: Extract<ChatEvent, { type: T }>, chat: Chat) => Event | undefined;
};
const about = (chat: Chat, id: string, make: new (message: Message) => Event): Event | undefined => {
  const message = chat.message(id)?.get();
  return message && new make(message);
};

const notices: Notices = {
  'message-added': ({ message }, chat) =>
    message.streaming || isNotice(message)
      ? undefined
      : about(chat, message.id, message.author === 'user' ? ChatMessageSent : ChatMessageReceived),
  'message-completed': ({ id }, chat) => about(chat, id, ChatMessageReceived),
  'message-updated': ({ id }, chat) => about(chat, id, ChatMessageUpdated),
  'delivery-changed': ({ id }, chat) => about(chat, id, ChatMessageUpdated),
  'connection-changed': ({ state }) => new ChatConnectionChanged(state),
  'handoff-changed': ({ handoff, phone }) => new ChatHandoffChanged(handoff, phone),
  'error-raised': ({ code, message, retryable }) => new ChatErrorRaised(code, message, retryable),
};

/** Tells the page what happened, once the state has it. */
export const announce =
  (host: EventTarget, chat: Chat) =>
  (event: ChatEvent): void => {
    const notice = (notices[event.type] as ((event: ChatEvent, chat: Chat) => Event | undefined) | undefined)?.(
      event,
      chat,
    );
    if (notice) host.dispatchEvent(notice);
  };
