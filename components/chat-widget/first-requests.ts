import type { Chat } from '../../src/core/chat.js';
import type { ChatConsentRequest } from '../foundation/events/part-requests.js';
import type { ChatSelectRequest, ChatSendRequest, ChatStopRequest, Draft } from '../foundation/events/requests.js';

/** What the widget itself can do, and the conversation where there is one. */
export interface Deeds extends EventTarget {
  readonly chat: Chat | undefined;
  sendMessage(draft: Draft): unknown;
  restartConversation(): unknown;
  exportConversation(options: { format: 'text' | 'markdown' | 'json' | 'html'; download: boolean }): unknown;
  setConsent(agreed: boolean): unknown;
  eraseData(): unknown;
  setLanguage(language: string): unknown;
  maximize(): unknown;
  minimize(): unknown;
}

/** What a visitor may wish before there is a conversation to read. */
export type FirstRequest = ChatSendRequest | ChatSelectRequest | ChatStopRequest | ChatConsentRequest;
type FirstDeeds = { readonly [T in FirstRequest['type']]: (wish: Extract<FirstRequest, { type: T }>) => unknown };

/** The deeds for them, which are there as soon as the panel is. */
export const firstDeedsOf = (widget: Deeds): FirstDeeds => ({
  'chat-send-request': ({ draft }) => widget.sendMessage(draft),
  'chat-select-request': ({ action }) => widget.chat?.choose(action),
  'chat-stop-request': () => widget.chat?.stop(),
  'chat-consent-request': ({ agreed }) => widget.setConsent(agreed),
});
