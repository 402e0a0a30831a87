import type { Message } from '../protocol/message.js';

/** A line that tells what happened in the conversation; nobody said it. */
export const isNotice = ({ parts }: Partial<Message>): boolean =>
  Array.isArray(parts) && parts.length > 0 && parts.every((part: unknown) => isNoticePart(part));

/** A message from a hand-written transport may hold anything. */
const isNoticePart = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'type' in part && part.type === 'notice';
