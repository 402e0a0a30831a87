import { createChat as createOwn, type Chat, type ChatOptions as OwnOptions } from '../core/chat.js';
import { machineOf, type Platform } from './host.js';
import { createReferenceChat, type HeadlessChat, type HeadlessChatOptions } from './reference-chat.js';

/** What our own chat is made of; the host may bring as little as it likes. */
export interface ChatOptions extends Omit<OwnOptions, 'platform'> {
  readonly platform?: Platform;
}

/**
 * A conversation. With `config`: the chat of the OpenCX reference, under any transport. With `transport` and `session`:
 * the chat that the widget itself is drawn from.
 */
export function createChat(options: ChatOptions): Chat;
export function createChat(options: HeadlessChatOptions): HeadlessChat;
export function createChat(options: ChatOptions | HeadlessChatOptions): Chat | HeadlessChat {
  if ('config' in options) return createReferenceChat(options);
  const { platform, ...rest } = options;
  return createOwn(platform ? { ...rest, platform: machineOf(platform) } : rest);
}
