import type { Action } from '../../../src/protocol/action.js';

import type { ChatCloseRequest, ChatOpenRequest } from './panel-requests.js';
import type {
  ChatContactSubmitRequest,
  ChatConsentRequest,
  ChatEraseRequest,
  ChatExportRequest,
  ChatFeedbackRequest,
  ChatFormSubmitRequest,
  ChatLanguageRequest,
  ChatMaximizeRequest,
  ChatPermissionRequest,
  ChatToolConsentRequest,
  ChatUploadRequest,
} from './part-requests.js';
import type { ChatToolRequest } from './tool-request.js';

export { ChatCloseRequest, ChatOpenRequest } from './panel-requests.js';

const wish = { bubbles: true, composed: true, cancelable: true };

/** What the visitor has in the composer, or what the page sends for them. */
export interface Draft {
  readonly text: string;
  readonly files?: readonly File[];
  /** Sent without a bubble of its own. */
  readonly hidden?: boolean;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/**
 * The visitor wants this said, by the composer, a recording or a command; not what the page says by `sendMessage()`.
 * @refused The composer keeps the text.
 */
export class ChatSendRequest extends Event {
  declare readonly type: 'chat-send-request';
  constructor(readonly draft: Draft) {
    super('chat-send-request', wish);
  }
}
/**
 * The visitor chose something the bot offered: a suggested reply, a button of a card, a first question.
 * @refused Nothing is said; what was offered stays.
 */
export class ChatSelectRequest extends Event {
  declare readonly type: 'chat-select-request';
  constructor(readonly action: Action) {
    super('chat-select-request', wish);
  }
}
/**
 * A link in the chat is about to be followed.
 * @refused It is not.
 */
export class ChatLinkRequest extends Event {
  declare readonly type: 'chat-link-request';
  constructor(readonly url: string) {
    super('chat-link-request', wish);
  }
}
/**
 * The visitor wants a new conversation, and was asked whether they mean it.
 * @refused This one goes on.
 */
export class ChatRestartRequest extends Event {
  declare readonly type: 'chat-restart-request';
  constructor() {
    super('chat-restart-request', wish);
  }
}
/**
 * The visitor wants a failed message sent again, or a lost connection back.
 * @refused It stays as it is.
 */
export class ChatRetryRequest extends Event {
  declare readonly type: 'chat-retry-request';
  constructor(
    /** Without an id: the connection, not a message. */
    readonly messageId?: string,
  ) {
    super('chat-retry-request', wish);
  }
}
/**
 * The visitor wants a failed message gone.
 * @refused It stays.
 */
export class ChatRemoveRequest extends Event {
  declare readonly type: 'chat-remove-request';
  constructor(readonly messageId: string) {
    super('chat-remove-request', wish);
  }
}
/**
 * The visitor has heard enough of this answer.
 * @refused It goes on.
 */
export class ChatStopRequest extends Event {
  declare readonly type: 'chat-stop-request';
  constructor() {
    super('chat-stop-request', wish);
  }
}

/** Every wish a component can utter; each has one deed in `chat-widget/requests`. */
export type ChatRequest =
  | ChatSendRequest
  | ChatSelectRequest
  | ChatLinkRequest
  | ChatOpenRequest
  | ChatCloseRequest
  | ChatRestartRequest
  | ChatRetryRequest
  | ChatRemoveRequest
  | ChatStopRequest
  | ChatConsentRequest
  | ChatEraseRequest
  | ChatExportRequest
  | ChatPermissionRequest
  | ChatContactSubmitRequest
  | ChatFormSubmitRequest
  | ChatUploadRequest
  | ChatFeedbackRequest
  | ChatLanguageRequest
  | ChatMaximizeRequest
  | ChatToolConsentRequest
  | ChatToolRequest;

declare global {
  interface HTMLElementEventMap {
    'chat-send-request': ChatSendRequest;
    'chat-select-request': ChatSelectRequest;
    'chat-link-request': ChatLinkRequest;
    'chat-open-request': ChatOpenRequest;
    'chat-close-request': ChatCloseRequest;
    'chat-restart-request': ChatRestartRequest;
    'chat-retry-request': ChatRetryRequest;
    'chat-remove-request': ChatRemoveRequest;
    'chat-stop-request': ChatStopRequest;
    'chat-consent-request': ChatConsentRequest;
    'chat-erase-request': ChatEraseRequest;
    'chat-export-request': ChatExportRequest;
    'chat-permission-request': ChatPermissionRequest;
    'chat-contact-submit-request': ChatContactSubmitRequest;
    'chat-form-submit-request': ChatFormSubmitRequest;
    'chat-upload-request': ChatUploadRequest;
    'chat-feedback-request': ChatFeedbackRequest;
    'chat-language-request': ChatLanguageRequest;
    'chat-maximize-request': ChatMaximizeRequest;
    'chat-tool-consent-request': ChatToolConsentRequest;
    'chat-tool-request': ChatToolRequest;
  }
}
