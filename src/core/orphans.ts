import type { Platform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import type { Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { Conversation } from './conversation.js';
import { textOf } from './own-message.js';
import { HANDING_OVER } from './takeover.js';

export interface OrphansOptions {
  readonly platform: Pick<Platform, 'after'>;
  readonly conversation: Conversation;
  /** Whether something of this tab is still on its way to the leader: it may be one of them. */
  readonly waits: () => boolean;
  /** Whether the leader's line has this command. */
  readonly awaits: (id: string) => boolean;
  /** Keeps it, so that it can be sent by hand. */
  readonly hold: (command: ChatCommand) => void;
  readonly leads: () => boolean;
  readonly receive: Emit;
}

/** Bubbles whose command nobody has: who said them was gone, or could not write, before the leader had it. */
export interface Orphans {
  /** Looks for them in a while. */
  readonly watch: () => void;
  readonly close: () => void;
}

const isStored = ({ attachments = [] }: Message): boolean =>
  attachments.every(({ state }) => state !== 'waiting' && state !== 'uploading');

export function createOrphans(options: OrphansOptions): Orphans {
  const { platform, conversation, waits, awaits, hold, leads, receive } = options;
  let cancel: (() => void) | undefined;
  let suspects: ReadonlySet<string> = new Set();

  const isOrphan = (message: Message): boolean => isStored(message) && !awaits(message.id);

  function look(): void {
    cancel = undefined;
    if (!leads()) return;
    const found = waits() ? [] : conversation.pending().filter(isOrphan);
    for (const message of found.filter(({ id }) => suspects.has(id))) {
      hold({ type: 'send-message', id: message.id, text: textOf(message) });
      receive({ type: 'delivery-changed', id: message.id, delivery: 'failed', reason: 'unconfirmed' });
    }
    suspects = new Set(found.filter(({ id }) => !awaits(id)).map(({ id }) => id));
    if (suspects.size || waits()) watch();
  }
  function watch(): void {
    cancel ??= platform.after(HANDING_OVER, look);
  }
  return { watch, close: () => cancel?.() };
}
