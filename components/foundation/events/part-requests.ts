import type { GiveFeedback } from '../../../src/protocol/commands.js';
import type { Contact } from '../../../src/protocol/contact.js';
import type { Permission } from '../../../src/protocol/permission.js';

// Apart from the wishes that every conversation utters: these come with what utters them.
const wish = { bubbles: true, composed: true, cancelable: true };

/**
 * The visitor wants the conversation as a file.
 * @refused None is made.
 */
export class ChatExportRequest extends Event {
  declare readonly type: 'chat-export-request';
  constructor(readonly format: 'text' | 'markdown' | 'json' | 'html') {
    super('chat-export-request', wish);
  }
}
/**
 * The visitor agrees that what they write is kept and sent, or no longer does.
 * @refused What they had said before counts.
 */
export class ChatConsentRequest extends Event {
  declare readonly type: 'chat-consent-request';
  constructor(readonly agreed: boolean) {
    super('chat-consent-request', wish);
  }
}
/**
 * The visitor wants everything forgotten that is kept of them, and was asked whether they mean it.
 * @refused Nothing is.
 */
export class ChatEraseRequest extends Event {
  declare readonly type: 'chat-erase-request';
  constructor() {
    super('chat-erase-request', wish);
  }
}
/**
 * The visitor wants to read everything in another language.
 * @refused The language stays.
 */
export class ChatLanguageRequest extends Event {
  declare readonly type: 'chat-language-request';
  constructor(readonly language: string) {
    super('chat-language-request', wish);
  }
}
/**
 * The visitor wants a larger or a normal panel.
 * @refused Its size stays.
 */
export class ChatMaximizeRequest extends Event {
  declare readonly type: 'chat-maximize-request';
  constructor(readonly maximized: boolean) {
    super('chat-maximize-request', wish);
  }
}
/**
 * The visitor lets a function of the page be called, or does not.
 * @refused Nothing is called, and the backend goes on waiting.
 */
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
 * The visitor has filled a form in.
 * @refused The form stays open.
 */
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
/**
 * The visitor says what they think of an answer, or of the conversation.
 * @refused Nobody is told.
 */
export class ChatFeedbackRequest extends Event {
  declare readonly type: 'chat-feedback-request';
  constructor(readonly feedback: Omit<GiveFeedback, 'type' | 'id'>) {
    super('chat-feedback-request', wish);
  }
}
/**
 * Files are about to be uploaded; all of them are within the limits of the settings.
 * @refused They stay on the visitor's device.
 */
export class ChatUploadRequest extends Event {
  declare readonly type: 'chat-upload-request';
  constructor(readonly files: readonly File[]) {
    super('chat-upload-request', wish);
  }
}
/**
 * The visitor answered a permission question of the backend.
 * @refused The question stays.
 */
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
/**
 * The visitor says who they are. The page may change `contact` before it is taken.
 * @refused The form stays open.
 */
export class ChatContactSubmitRequest extends Event {
  declare readonly type: 'chat-contact-submit-request';
  constructor(public contact: Contact) {
    super('chat-contact-submit-request', wish);
  }
}
