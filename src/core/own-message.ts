import type { Attachment, Message } from '../protocol/message.js';
import { textIn } from '../protocol/part.js';
import type { OutgoingFile } from './uploads.js';

/** The words of a message, without its rich parts. */
export const textOf = ({ parts }: Message): string => parts.map(textIn).join('');

/** A file before anything is known of it. */
export const shownFile = ({ file, name }: OutgoingFile): Attachment => ({
  url: '',
  name,
  type: file.type,
  size: file.size,
  file,
  state: 'waiting',
});

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
