/**
 * The words of OpenCX's widget API (PROTOCOL.md, “opencx”), as a backend may send them. Fields that only one of its
 * two generations has are optional.
 */
export interface OpencxSession {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isHandedOff: boolean;
  readonly isOpened: boolean;
  readonly assignee: OpencxAssignee;
  readonly channel: string;
  readonly isVerified: boolean;
  readonly ticketNumber?: number;
  readonly title?: string | null;
  readonly lastMessage?: string | null;
  readonly modeId?: string | null;
  readonly latestStateCheckpointPayload?: Readonly<Record<string, unknown>> | null;
  readonly sessionAttributes?: Readonly<Record<string, string | number | boolean>>;
}
export interface OpencxAssignee {
  readonly kind: 'human' | 'ai' | 'none' | 'unknown';
  readonly name: string | null;
  readonly avatarUrl: string | null;
}
export interface OpencxFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly url: string;
}
/** What stands in a history about itself. */
export type OpencxSystemPayload =
  | { readonly type: 'state_checkpoint'; readonly payload: Readonly<Record<string, unknown>> | null }
  | { readonly type: 'csat_requested'; readonly payload?: null }
  | {
      readonly type: 'csat_submitted';
      readonly payload: { readonly score?: number | null; readonly feedback?: string | null };
    }
  | { readonly type: 'none'; readonly payload?: null };
export interface OpencxMessage {
  readonly publicId: string;
  /** `message`, `agent_message` and some ninety more. */
  readonly type: string;
  readonly content: { readonly text?: string | null };
  readonly sender: {
    readonly kind: 'user' | 'agent' | 'ai' | 'system' | 'none' | 'unknown';
    readonly name?: string | null;
    readonly avatar?: string | null;
  };
  readonly sentAt?: string | null;
  readonly actionCalls?:
    readonly { readonly actionName: string; readonly args: unknown; readonly result: unknown }[] | null;
  readonly attachments?: readonly OpencxFile[] | null;
  readonly systemMessagePayload?: OpencxSystemPayload;
}
/** `POST /chat/send`. */
export interface OpencxSend {
  readonly uuid: string;
  readonly bot_token: string;
  readonly session_id: string;
  readonly content: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query_params?: Readonly<Record<string, string>>;
  readonly body_properties?: Readonly<Record<string, unknown>>;
  readonly language?: string;
  readonly user?: {
    readonly email?: string;
    readonly name?: string;
    readonly phone?: string;
    readonly avatarUrl?: string;
    readonly customData?: Readonly<Record<string, unknown>>;
  };
  readonly custom_data?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly OpencxFile[];
  readonly initial_messages?: readonly { readonly uuid: string; readonly content: string }[];
}
/** The answer to it. */
export type OpencxReply =
  | {
      readonly success: true;
      readonly code?: string;
      readonly options?: { readonly type: 'options'; readonly value: readonly string[] };
      readonly autopilotResponse?: {
        readonly type: 'text';
        readonly value: { readonly error: boolean; readonly content: string };
        readonly id?: string;
        readonly mightSolveUserIssue?: boolean;
        readonly completelyAndFullyCoveredUserIssue?: boolean;
      };
      readonly uiResponse?: {
        readonly type: 'ui';
        readonly value: {
          readonly type: 'ui_component';
          readonly name: string;
          readonly request_response?: unknown;
          readonly content?: string;
        };
      };
      readonly sessionIsHandedOff?: boolean;
      readonly session?: OpencxSession;
    }
  | { readonly success: false; readonly error: { readonly code?: string; readonly message?: string } };
/** An HTTP failure. */
export interface OpencxError {
  readonly statusCode: number;
  readonly message: string;
  readonly error: string;
}
