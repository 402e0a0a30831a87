/**
 * What went wrong, in one word. `unconfirmed`: it may have arrived, nobody can tell. `blocked`: the page's own policy or
 * an extension stopped the request. `stale`: it waited over a day, or for a session that is gone. `elsewhere`: another
 * client took this connection's place. The visitor's sentence for each is in the catalogue (`errors.<code>`), the developer's
 * is the error's own message.
 */
export type ChatErrorCode =
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'rate-limited'
  | 'rejected'
  | 'server-error'
  | 'bad-reply'
  | 'session-expired'
  | 'closed'
  | 'aborted'
  | 'unsupported'
  | 'bad-config'
  | 'unknown-transport'
  | 'load-failed'
  | 'render-failed'
  | 'upload-failed'
  | 'queue-full'
  | 'unconfirmed'
  | 'blocked'
  | 'stale'
  | 'elsewhere';

const brand = Symbol.for('chat-widget.error');

export interface ChatErrorOptions extends ErrorOptions {
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** Milliseconds the server asked us to wait. */
  readonly retryAfter?: number;
  /**
   * What is known about the message: `not-sent` never left, `rejected` was read and refused, `unknown` may have
   * arrived. It decides whether the outbox may send again by itself.
   */
  readonly outcome?: Outcome;
}
export type Outcome = 'not-sent' | 'rejected' | 'auth' | 'unknown';

/** Root of every error the widget throws. Branded, so that two bundled copies know each other's. */
export class ChatError extends Error {
  readonly [brand] = true;
  readonly retryable: boolean = false;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly outcome: Outcome | undefined;

  constructor(
    readonly code: ChatErrorCode,
    message: string,
    options: ChatErrorOptions = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.status = options.status;
    this.retryAfter = options.retryAfter;
    this.outcome = options.outcome;
  }

  static is(value: unknown): value is ChatError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

/** The road failed; trying again may help. */
export class TransportError extends ChatError {
  override readonly retryable = true;
}
/** The other side read the request and refused it; the same words will be refused again. */
export class RejectedError extends ChatError {}
/** The session is gone; only a new one helps. */
export class SessionError extends ChatError {}

/** Any thrown value as a `ChatError`, its cause kept. */
export function toChatError(value: unknown): ChatError {
  if (ChatError.is(value)) return value;
  if (value instanceof Error && value.name === 'AbortError')
    return new ChatError('aborted', 'Stopped before it was finished.', { cause: value });
  return new TransportError('unreachable', value instanceof Error ? value.message : String(value), { cause: value });
}
