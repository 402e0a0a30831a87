import type { Attachment, Message } from '../protocol/message.js';

/** What the visitor says, as it is shown before anybody has it. */
export const ownMessage = (
  id: string,
  text: string,
  createdAt: number,
  attachments: readonly Attachment[] = [],
): Message => ({
  id,
  author: 'user',
  parts: text ? [{ type: 'text', text, format: 'plain' }] : [],
  delivery: 'pending',
  streaming: false,
  createdAt,
  ...(attachments.length ? { attachments } : {}),
});
