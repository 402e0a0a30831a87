import type { Chat } from '../../src/core/chat.js';
import type {
  ChatConsentRequest,
  ChatContactSubmitRequest,
  ChatUploadRequest,
} from '../foundation/events/part-requests.js';
import type {
  ChatCloseRequest,
  ChatLinkRequest,
  ChatOpenRequest,
  ChatRequest,
  ChatSelectRequest,
  ChatSendRequest,
  ChatStopRequest,
  Draft,
} from '../foundation/events/requests.js';
import type { ChatToolRequest } from '../foundation/events/tool-request.js';

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

/** Opening and closing are the launcher's own business: it is there before all this. */
type OthersRequest = ChatOpenRequest | ChatCloseRequest;
/** Who asked does these where nobody refuses: the browser follows a link, the composer uploads, the form takes, the chat calls. */
type AskedRequest = ChatLinkRequest | ChatUploadRequest | ChatContactSubmitRequest | ChatToolRequest;
/** All other wishes: their deeds are fetched beside the first answer, at the latest with the first such wish. */
export type LaterRequest = Exclude<ChatRequest, OthersRequest | AskedRequest | FirstRequest>;
