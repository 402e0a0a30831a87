import type { Platform } from '../platform/platform.js';
import type { ChatError } from '../protocol/errors.js';
import { toChatError } from '../protocol/errors.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { ConversationState } from './conversation-state.js';
import type { noticesOf } from './notices.js';

export interface SystemLinesOptions {
  readonly platform: Platform;
  readonly receive: Emit;
  /** The message that was said last. */
  readonly last: () => Message | undefined;
  /** Changes when the conversation does: lines of one that is gone come no more. */
  readonly conversation: () => unknown;
  readonly report: (error: ChatError) => void;
}

export type SystemLines = (event: ChatEvent, before: ConversationState) => Promise<void>;

/**
 * Who came, who left, who waits and what is missing is said by lines of their own, in the order it happened. Most
 * conversations have nobody coming or going: what makes the lines is fetched with the first.
 */
export function createSystemLines(options: SystemLinesOptions): SystemLines {
  const { platform, receive, last, conversation, report } = options;
  let code: Promise<{ readonly noticesOf: typeof noticesOf }> | undefined;

  return async (event, before) => {
    const mine = conversation();
    code ??= import('./notices.js');
    const loaded = await code.catch((reason: unknown) => report(toChatError(reason)));
    if (!loaded) code = undefined;
    if (mine !== conversation()) return;
    for (const notice of loaded?.noticesOf(event, { before, last: last(), ...platform }) ?? []) receive(notice);
  };
}
