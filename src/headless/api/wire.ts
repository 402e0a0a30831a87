import type { WidgetSession } from '../chat-state.js';

/** What goes to and comes from an OpenCX server (PROTOCOL.md, “opencx”); both generations, what only one has is optional. */

export interface MeReply {
  readonly authenticationStatus: { readonly is: boolean };
  readonly contactId: string | null;
  readonly contactName: string | null;
}
interface Hours {
  readonly from: string;
  readonly to: string;
}
export interface PreludeReply {
  readonly initialQuestions?: readonly string[];
  readonly aiEnabled?: boolean;
  readonly officeHours?: Readonly<Record<string, Hours>>;
  readonly officeHoursTimezone?: string | null;
  readonly organizationName?: string;
  /** Only now. */
  readonly org?: { readonly id: string; readonly name: string };
  readonly sessionsPollingIntervalSeconds?: number;
  readonly sessionPollingIntervalSeconds?: number;
  readonly modes?: readonly { readonly id: string; readonly name: string; readonly slug?: string }[];
}
export interface SessionReply extends WidgetSession {
  readonly ticketNumber?: number;
  readonly title?: string;
  readonly lastMessage?: string;
  readonly modeId?: string;
}
export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly url: string;
}
export interface HistoryItem {
  readonly publicId: string;
  readonly type: string;
  readonly content: { readonly text?: string };
  readonly sender: {
    readonly kind: 'user' | 'agent' | 'ai' | 'system' | 'none' | 'unknown';
    readonly name?: string | null;
    readonly avatar?: string | null;
  };
  readonly sentAt?: string | null;
  readonly actionCalls?: readonly { readonly actionName: string; readonly args: unknown; readonly result: unknown }[];
  readonly attachments?: readonly SentFile[] | null;
  readonly systemMessagePayload?: { readonly type: string; readonly payload?: unknown };
}
export interface SendRequest {
  readonly uuid?: string;
  readonly bot_token: string;
  readonly session_id: string;
  readonly content: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query_params?: Readonly<Record<string, string>>;
  readonly body_properties?: Readonly<Record<string, unknown>>;
  readonly language?: string;
  readonly user?: {
    readonly email?: string;
    readonly phone?: string;
    readonly name?: string;
    readonly customData?: Readonly<Record<string, string>>;
  };
  readonly custom_data?: Readonly<Record<string, unknown>>;
  readonly initial_messages?: readonly { readonly uuid: string; readonly content: string }[];
  readonly attachments?: readonly SentFile[];
}
/** A failure has HTTP status 200, too. */
export interface SendReply {
  readonly success: boolean;
  readonly code?: string;
  readonly error?: { readonly code?: string; readonly message?: string };
  readonly options?: { readonly type: 'options'; readonly value: readonly string[] };
  readonly autopilotResponse?: {
    readonly type: 'text';
    readonly id?: string;
    readonly value: { readonly error: boolean; readonly content: string };
    readonly mightSolveUserIssue?: boolean;
  };
  readonly uiResponse?: {
    readonly type: 'ui';
    readonly value: { readonly type: string; readonly name: string; readonly request_response?: unknown };
  };
  readonly sessionIsHandedOff?: boolean;
  readonly session?: SessionReply;
}
export interface VoteRequest {
  readonly action: 'upvote' | 'downvote';
  readonly sessionId: string;
  readonly messagePublicId: string;
}
export interface VoteReply {
  readonly messagePublicId: string | null;
  readonly success: boolean;
}
export interface UploadReply {
  readonly fileName: string;
  readonly fileUrl: string;
  readonly clientFileId?: string;
}
