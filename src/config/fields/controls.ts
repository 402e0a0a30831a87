import { anything, doc, flag, json } from '../field.js';
import type { Raw } from '../plain.js';

/** Words by themselves are the text of the invitation. */
const textOf = (raw: unknown): Raw | undefined =>
  typeof raw === 'string' && !/^\s*\{/.test(raw) ? { text: raw } : undefined;

/** What stands around the conversation. */
export const controls = {
  exportConversation: flag(true, doc`The menu offers a download of the conversation.`),
  restartConversation: flag(true, doc`The menu offers a new conversation.`),
  maximize: flag(true, doc`The panel can be made larger.`),
  messagePeek: flag(true, doc`An invitation, and each new message, show beside the closed launcher.`),
  peek: json(
    doc`The invitation: its text, or text, delay, timeout, animation (none, bounce, wiggle), animationTimeout and mobile as JSON. Without a text that of initial (docs/peek.md).`,
    anything,
    textOf,
  ),
  unreadBadge: flag(true, doc`The launcher counts unread messages.`),
  poweredBy: flag(true, doc`The footer names the product.`),
};
