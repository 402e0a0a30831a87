import { recordOf, textOf } from '../../net/untrusted.js';
import {
  type ChatError,
  RejectedError,
  SessionError,
  TransportError,
  type ChatErrorCode,
  type Outcome,
} from '../../protocol/errors.js';
import { knows } from '../../protocol/match.js';

/** What the backend said of a refusal, in its own words: for developers, and never a token. */
export interface VendorWords {
  readonly code: string | undefined;
  readonly message: string;
}
const LONGEST = 300;

export const vendorWordsOf = (value: unknown): VendorWords => {
  const { message, code } = recordOf(value);
  const words = textOf(message)
    ?.replace(/eyJ[\w.-]+/g, '…')
    .slice(0, LONGEST);
  return { code: textOf(code), message: words ?? 'no words' };
};

type Refusal = readonly [ChatErrorCode, Outcome, typeof ChatError];
const gone: Refusal = ['session-expired', 'auth', SessionError];
const spent: Refusal = ['rate-limited', 'rejected', RejectedError];

/** What a code means where no status comes with it: within a stream. */
const refusals = {
  BAD_REQUEST: ['rejected', 'rejected', RejectedError],
  NOT_AUTHENTICATED: gone,
  NO_SUBSCRIPTION: ['forbidden', 'rejected', RejectedError],
  NOT_AUTHORIZED: ['forbidden', 'rejected', RejectedError],
  NOT_FOUND: ['not-found', 'rejected', RejectedError],
  CONFLICT: ['rejected', 'rejected', RejectedError],
  TOO_MANY_REQUESTS: ['rate-limited', 'not-sent', TransportError],
  LIMITS_REACHED: spent,
} satisfies Readonly<Record<string, Refusal>>;
const broken: Refusal = ['server-error', 'unknown', TransportError];

const refuse = ([code, outcome, Failure]: Refusal, message: string, more: object = {}): ChatError =>
  new Failure(code, message, { ...more, outcome });

/** The `error` of a stream. */
export function streamRefusal(data: unknown): ChatError {
  const { code, message } = vendorWordsOf(data);
  const refusal: Refusal = knows(refusals, code) ? refusals[code] : broken;
  return refuse(refusal, `The backend ended its answer: ${message} (${code ?? 'no code'}).`);
}

/**
 * What an answer with a status means, which `error` says, and the backend's own words besides. An account that is used
 * up does not come back by waiting, and a conversation that is gone is like a token that is.
 */
export function httpRefusal(error: ChatError, body: string, ofConversation: boolean): ChatError {
  const { status, retryAfter } = error;
  let words = vendorWordsOf(undefined);
  try {
    words = vendorWordsOf(JSON.parse(body));
  } catch {
    // Proxies answer in HTML.
  }
  const message = `${error.message} It says: ${words.message}${words.code === undefined ? '' : ` (${words.code})`}.`;
  const known = status === undefined ? {} : { status };
  const more = { cause: error, ...known, ...(retryAfter === undefined ? {} : { retryAfter }) };
  if (status === 401 || (status === 404 && ofConversation)) return refuse(gone, message, more);
  if (words.code === 'LIMITS_REACHED') return refuse(spent, message, { cause: error, ...known });
  if (words.code === 'NO_SUBSCRIPTION') return refuse(refusals.NO_SUBSCRIPTION, message, more);
  const Failure = error.retryable ? TransportError : RejectedError;
  return new Failure(error.code, message, { ...more, ...(error.outcome ? { outcome: error.outcome } : {}) });
}
