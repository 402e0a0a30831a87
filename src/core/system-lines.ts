import type { Platform } from '../platform/platform.js';
import type { ChatError } from '../protocol/errors.js';
import { toChatError } from '../protocol/errors.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { ConversationState } from './conversation-state.js';
import { isNotice } from './is-notice.js';
import type { noticesOf } from './notices.js';

export interface SystemLinesOptions {
  readonly platform: Platform;
  readonly receive: Emit;
  readonly order: () => readonly string[];
  readonly read: (id: string | undefined) => Message | undefined;
  /** Changes when the conversation does: lines of one that is gone come no more. */
  readonly conversation: () => unknown;
  readonly report: (error: ChatError) => void;
}

/** A conversation when something happened in it. */
interface Moment {
  readonly state: ConversationState;
  readonly order: readonly string[];
}

export type SystemLines = (event: ChatEvent, before: Moment) => Promise<void>;

/**
 * Who came, who left, who waits and what is missing is said by lines of their own, in the order it happened. Most
 * conversations have nobody coming or going: what makes the lines is fetched with the first, and what is said meanwhile
 * stands behind it all the same.
 */
export function createSystemLines(options: SystemLinesOptions): SystemLines {
  const { platform, receive, order, read, conversation, report } = options;
  let linesOf: typeof noticesOf | undefined;
  /** One for all who wait: asked for by each, the code could reach the later event before the earlier. */
  let loading: Promise<typeof noticesOf | undefined> | undefined;
  const load = (): typeof loading =>
    (loading ??= import('./notices.js').then(
      (code) => code.noticesOf,
      (reason: unknown) => {
        // Asked for again with the next event.
        loading = undefined;
        return void report(toChatError(reason));
      },
    ));

  /** The first word that was said since. */
  function saidSince(before: readonly string[]): string | undefined {
    const now = order();
    const since = now.slice(now.lastIndexOf(before.at(-1) ?? '') + 1);
    return since.find((id) => !before.includes(id) && !isNotice(read(id) ?? {}));
  }

  return async (event, before) => {
    const mine = conversation();
    linesOf ??= await load();
    if (!linesOf || mine !== conversation()) return;
    const ahead = saidSince(before.order);
    const ids = order();
    const last = read(ids[(ahead === undefined ? ids.length : ids.lastIndexOf(ahead)) - 1]);
    for (const line of linesOf(event, { before: before.state, last, ...platform }))
      receive(line.type === 'message-added' && ahead !== undefined ? { ...line, ahead } : line);
  };
}
