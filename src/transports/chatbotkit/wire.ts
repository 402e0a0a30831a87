/** A function of the page as `complete` and `receive` are offered it; its result is waited for in the channel. */
export interface OfferedCall {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly result: { readonly channel: string };
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
