import type { Chat } from '../../src/core/chat.js';
import { addMessage } from './page-messages.js';

/** What earlier pages said is known by then; a visitor who is still asked for consent has said nothing. */
const PATIENCE = 1_000;

/** Says it in the conversation, once for each id. Like all that is said while nobody reads, it then stands beside the launcher. */
export async function notify(
  chat: Chat,
  { text, id }: { readonly text: string; readonly id?: string },
): Promise<string> {
  await Promise.race([chat.ready, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (id !== undefined && chat.message(id)) return id;
  return addMessage(chat, { text, ...(id === undefined ? {} : { id }) });
}
