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

/** The visitor wants this said. Refuse it with `preventDefault()`: the composer keeps the text. */
export class ChatSendRequest extends Event {
  declare readonly type: 'chat-send-request';
  constructor(readonly draft: Draft) {
    super('chat-send-request', wish);
  }
}
/** The visitor chose something the bot offered. */
export class ChatSelectRequest extends Event {
  declare readonly type: 'chat-select-request';
  constructor(readonly action: Action) {
    super('chat-select-request', wish);
  }
}
/** A link is about to open. */
export class ChatLinkRequest extends Event {
  declare readonly type: 'chat-link-request';
  constructor(readonly url: string) {
    super('chat-link-request', wish);
  }
}
/** The visitor wants a new conversation. */
export class ChatRestartRequest extends Event {
  declare readonly type: 'chat-restart-request';
  constructor() {
    super('chat-restart-request', wish);
  }
}
/** The visitor wants a failed message sent again. */
export class ChatRetryRequest extends Event {
  declare readonly type: 'chat-retry-request';
  /** Without an id: the connection, not a message. */
  constructor(readonly messageId?: string) {
    super('chat-retry-request', wish);
  }
}
/** The visitor wants a failed message gone. */
export class ChatRemoveRequest extends Event {
  declare readonly type: 'chat-remove-request';
  constructor(readonly messageId: string) {
    super('chat-remove-request', wish);
  }
}
/** The visitor has heard enough of this answer. */
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
