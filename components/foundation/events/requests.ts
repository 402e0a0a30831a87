import type { Action } from '../../../src/protocol/action.js';
import type { GiveFeedback } from '../../../src/protocol/commands.js';
import type { Permission } from '../../../src/protocol/permission.js';
import type { ToolCall } from '../../../src/protocol/tool.js';

import type { ChatCloseRequest, ChatOpenRequest } from './panel-requests.js';

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
/** The visitor wants the conversation as a file. */
export class ChatExportRequest extends Event {
  declare readonly type: 'chat-export-request';
  constructor(readonly format: 'text' | 'markdown' | 'json' | 'html') {
    super('chat-export-request', wish);
  }
}
/** The visitor answered a permission question of the backend. */
export class ChatPermissionRequest extends Event {
  declare readonly type: 'chat-permission-request';
  constructor(
    readonly permission: Permission,
    readonly granted: boolean,
    /** What the visitor's answer reads like in the conversation. */
    readonly label: string,
    readonly value?: unknown,
  ) {
    super('chat-permission-request', wish);
  }
}
/** The visitor has filled a form in. Refuse it, and the form stays open. */
export class ChatFormSubmitRequest extends Event {
  declare readonly type: 'chat-form-submit-request';
  constructor(
    /** The form's own name. */
    readonly name: string,
    readonly values: Readonly<Record<string, unknown>>,
    /** What the visitor's answer reads like in the conversation. */
    readonly label: string,
  ) {
    super('chat-form-submit-request', wish);
  }
}
/** Files are about to be uploaded. Refuse it, and they stay on the visitor's device. */
export class ChatUploadRequest extends Event {
  declare readonly type: 'chat-upload-request';
  constructor(readonly files: readonly File[]) {
    super('chat-upload-request', wish);
  }
}
/** The visitor says what they think of an answer, or of the conversation. */
export class ChatFeedbackRequest extends Event {
  declare readonly type: 'chat-feedback-request';
  constructor(readonly feedback: Omit<GiveFeedback, 'type' | 'id'>) {
    super('chat-feedback-request', wish);
  }
}
/** The visitor lets a function of the page be called, or does not. */
export class ChatToolConsentRequest extends Event {
  declare readonly type: 'chat-tool-consent-request';
  constructor(
    /** The id of the part that asks. */
    readonly partId: string,
    readonly allowed: boolean,
    /** The answer counts for all calls of that function in this conversation. */
    readonly always = false,
  ) {
    super('chat-tool-consent-request', wish);
  }
}
/**
 * The backend calls a function of the page, and the visitor agreed where they are asked. Refuse it, or answer it
 * yourself with `respondWith()`: then the registered function is not called, and there need not be one.
 */
export class ChatToolRequest extends Event {
  declare readonly type: 'chat-tool-request';
  /** What the page answers instead of the function. */
  answer: Promise<unknown> | undefined;
  constructor(readonly call: ToolCall) {
    super('chat-tool-request', wish);
  }
  /** The result, now or later; a rejection is an error that the backend hears of. */
  respondWith(result: unknown): void {
    this.answer = Promise.resolve(result);
    // Whoever waits for it comes later than a rejection may.
    this.answer.catch(() => undefined);
  }
}
/** The visitor wants a larger or a normal panel. */
export class ChatMaximizeRequest extends Event {
  declare readonly type: 'chat-maximize-request';
  constructor(readonly maximized: boolean) {
    super('chat-maximize-request', wish);
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
  | ChatExportRequest
  | ChatPermissionRequest
  | ChatFormSubmitRequest
  | ChatUploadRequest
  | ChatFeedbackRequest
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
    'chat-export-request': ChatExportRequest;
    'chat-permission-request': ChatPermissionRequest;
    'chat-form-submit-request': ChatFormSubmitRequest;
    'chat-upload-request': ChatUploadRequest;
    'chat-feedback-request': ChatFeedbackRequest;
    'chat-maximize-request': ChatMaximizeRequest;
    'chat-tool-consent-request': ChatToolConsentRequest;
    'chat-tool-request': ChatToolRequest;
  }
}
