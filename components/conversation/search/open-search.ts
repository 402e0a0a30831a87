import { partNames } from '../../foundation/part-names.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import './search.js';

/** Shows the search above the conversation in which something stands, or goes there; `back` takes the focus after it. */
export function openSearch(from: Element, words: string, back: () => void): void {
  let root = from.getRootNode();
  while (root instanceof ShadowRoot && !root.querySelector('chat-message-list')) root = root.host.getRootNode();
  const list = (root as ParentNode).querySelector<ChatMessageList>('chat-message-list');
  if (!list) return;
  const known = list.parentNode?.querySelector('chat-search');
  const search = known ?? document.createElement('chat-search');
  search.setAttribute('exportparts', partNames);
  Object.assign(search, { list, back }, words ? { words } : {});
  if (!known) list.before(search);
  search.focus();
}
