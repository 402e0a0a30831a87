import type { Outgoing } from '../core/chat.js';
import type { Action } from '../protocol/action.js';
import type { ChatAttachment } from './chat-state.js';
import type { ChatUser } from './options.js';

/** What the visitor says, in the names of the reference. */
export interface SendMessageInput {
  readonly content: string;
  /** Files that are stored already. */
  readonly attachments?: readonly ChatAttachment[] | undefined;
  /** Files that are not: they are uploaded first. */
  readonly files?: readonly File[] | undefined;
  /** Who says it, where that became known. */
  readonly user?: ChatUser | undefined;
  /** Goes with the message. */
  readonly customData?: Readonly<Record<string, unknown>> | undefined;
}

/** What is to be sent, if anything; words that are one of the offered answers are that answer. */
export function outgoingOf(
  input: string | SendMessageInput,
  offered: readonly Action[],
): { readonly outgoing?: Outgoing; readonly action?: Action; readonly user?: ChatUser } {
  const given: SendMessageInput = typeof input === 'string' ? { content: input } : input;
  const { content, attachments = [], files = [], user, customData } = given;
  if (!content.trim() && !attachments.length && !files.length) return {};
  const bare = !attachments.length && !files.length && !customData;
  const action = bare
    ? offered.find(({ label, type }) => label === content && type !== 'link' && type !== 'call')
    : undefined;
  return {
    outgoing: {
      text: content,
      ...(attachments.length ? { attachments } : {}),
      ...(files.length ? { files: files.map((file) => ({ file, name: file.name })) } : {}),
      ...(customData ? { meta: customData } : {}),
    },
    ...(action ? { action } : {}),
    ...(user ? { user } : {}),
  };
}
