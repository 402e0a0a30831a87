import type { Contact } from './contact.js';
import type { Attachment } from './message.js';
import type { Permission } from './permission.js';
import type { Session } from './session.js';

/** The conversation was opened for the first time: the bot may greet. */
export interface Launch {
  readonly type: 'launch';
  readonly id: string;
}
export interface SendMessage {
  readonly type: 'send-message';
  /** The client id, made once and kept over every retry. */
  readonly id: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly meta?: Readonly<Record<string, unknown>>;
}
/** The visitor chose something the bot offered. */
export interface SelectOption {
  readonly type: 'select-option';
  readonly id: string;
  readonly label: string;
  readonly token: string;
  /** More than one choice (stentor MultiSelect). */
  readonly tokens?: readonly string[];
}
export interface SendPostback {
  readonly type: 'send-postback';
  readonly id: string;
  readonly label: string;
  readonly data: string;
}
export interface SubmitForm {
  readonly type: 'submit-form';
  readonly id: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}
export interface AnswerPermission {
  readonly type: 'answer-permission';
  readonly id: string;
  readonly permission: Permission;
  readonly granted: boolean;
  /** An e-mail address, a phone number or `{ latitude, longitude }`. */
  readonly value?: unknown;
}
/** What the visitor thinks of one answer, or of the whole conversation. */
export interface GiveFeedback {
  readonly type: 'give-feedback';
  readonly id: string;
  /** The message it is about; absent means the conversation. */
  readonly messageId?: string;
  readonly rating?: 'positive' | 'negative';
  /** Points out of five. */
  readonly score?: number;
  readonly reason?: string;
}
/** What became of a function that the backend wanted called: one of the two. */
export interface ToolResult {
  readonly type: 'tool-result';
  readonly id: string;
  /** The id of the call. */
  readonly callId: string;
  readonly name: string;
  /** JSON. */
  readonly result?: unknown;
  readonly error?: string;
}
/** Something happened in the channel itself: a link was opened. */
export interface ReportAction {
  readonly type: 'report-action';
  readonly id: string;
  readonly action: string;
  readonly referenceId?: string;
  readonly url?: string;
  readonly feedback?: string;
  readonly detail?: string;
}
/** Who the visitor says they are. */
export interface ShareContact {
  readonly type: 'share-contact';
  readonly id: string;
  readonly contact: Contact;
}
/** The backend is to forget this conversation and who had it. */
export interface EraseData {
  readonly type: 'erase-data';
  readonly id: string;
}
/** A human agent takes or returns the session. */
export interface BargeIn {
  readonly type: 'barge-in';
  readonly id: string;
  readonly name: string;
}
export interface BargeOut {
  readonly type: 'barge-out';
  readonly id: string;
}
/** The conversation begins anew in another session. */
export interface Restart {
  readonly type: 'restart';
  readonly id: string;
  readonly session: Session;
}
export interface EndSession {
  readonly type: 'end-session';
  readonly id: string;
  readonly reason: string;
}

/** Everything the visitor or the page can ask of a backend. */
export type ChatCommand =
  | Launch
  | SendMessage
  | SelectOption
  | SendPostback
  | SubmitForm
  | AnswerPermission
  | GiveFeedback
  | ToolResult
  | ReportAction
  | ShareContact
  | EraseData
  | BargeIn
  | BargeOut
  | Restart
  | EndSession;
