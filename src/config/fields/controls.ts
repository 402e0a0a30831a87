import { doc, flag } from '../field.js';

/** What stands around the conversation. */
export const controls = {
  exportConversation: flag(true, doc`The menu offers a download of the conversation.`),
  restartConversation: flag(true, doc`The menu offers a new conversation.`),
  maximize: flag(true, doc`The panel can be made larger.`),
  messagePeek: flag(true, doc`A new message shows beside the closed launcher.`),
  unreadBadge: flag(true, doc`The launcher counts unread messages.`),
  poweredBy: flag(true, doc`The footer names the product.`),
};
