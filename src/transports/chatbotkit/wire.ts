/** What `session/create` answers; `expiresAt` counts by the server's clock. */
export interface SessionReply {
  /** The widget's. */
  readonly id: string;
  readonly conversationId: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly messages: readonly { readonly type: string; readonly text: string }[];
}

/** A function of the page as `complete` and `receive` are offered it; its result is waited for in the channel. */
export interface OfferedCall {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly result: { readonly channel: string };
}

/** One line of a streamed answer. */
export interface StreamEvent {
  readonly type: string;
  readonly data?: unknown;
}

/** Every kind of line that means something to somebody. */
export type StreamType =
  | 'ping'
  | 'token'
  | 'reasoningToken'
  | 'message'
  | 'completeBegin'
  | 'completeEnd'
  | 'operationBegin'
  | 'operationEnd'
  | 'intentDetectionBegin'
  | 'intentDetectionEnd'
  | 'datasetSearchBegin'
  | 'datasetSearchEnd'
  | 'compactionBegin'
  | 'compactionEnd'
  | 'progressReport'
  | 'usage'
  | 'waitForChannelMessageBegin'
  | 'waitForChannelMessageEnd'
  | 'sendResult'
  | 'receiveResult'
  | 'result'
  | 'abort'
  | 'audio'
  | 'error';
