import type { Chat } from '../../src/core/chat.js';
import type { Message } from '../../src/protocol/message.js';

/** What a page may say of a message of its own; `text` stands for a part of text. */
export type PageMessage = Partial<Message> & { readonly text?: string };

/** Puts a message of the page's own into the conversation; its id. */
export function addMessage(chat: Chat, { text, ...given }: PageMessage): string {
  const { id = chat.newId(), parts = text === undefined ? [] : [{ type: 'text', text }], ...rest } = given;
  chat.receive({
    type: 'message-added',
    message: { author: 'bot', delivery: 'delivered', streaming: false, createdAt: Date.now(), ...rest, id, parts },
  });
  return id;
}
