import { clockOf } from '../../net/clock.js';
import { createEventStreamReader, type ServerEvent } from '../../net/event-stream.js';
import { patienceOf } from '../../net/patience.js';
import { streamText } from '../../net/stream-text.js';
import { RejectedError, SessionError, toChatError, TransportError, type ChatError } from '../../protocol/errors.js';
import type { Emit } from '../../protocol/events.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { createTurnReader } from './codec.js';
import { grantHeader, type Grant } from './grant.js';
import { createSequence } from './sequence.js';
import type { TurnRequest } from './wire.js';

const EVENTS = 'text/event-stream';
/** Another turn of the same session is under way: so long until it is asked again, unless the server says. */
const TURN = 1_000;
/** How long a word that came too early waits for those before it. */
const GAP = 1_000;
/** How often the rest of an answer is asked for in vain. */
const ATTEMPTS = 5;
const CAP = 30_000;
const LEAST = 500;
const MOST = 60_000;

/** What was spoilt on the way is as good as lost: where the backend numbers its events, it is asked for again. */
function isWhole({ data }: ServerEvent): boolean {
  try {
    return JSON.parse(data) !== undefined;
  } catch {
    return false;
  }
}

export interface TurnOptions {
  /** The command's own id. */
  readonly id: string;
  readonly text: string;
  readonly grant: Grant;
  readonly options: TransportOptions;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** What the statuses of this wire say beyond what they say everywhere. */
function meaningOf(error: ChatError): ChatError {
  const { status, message, retryAfter } = error;
  if (status === 409)
    return new TransportError('rate-limited', 'The turn before this one is not over.', {
      status,
      outcome: 'not-sent',
      retryAfter: retryAfter ?? TURN,
      cause: error,
    });
  if (status === 404 || status === 410)
    return new SessionError('session-expired', message, { status, outcome: 'auth', cause: error });
  return error;
}
/** The server was there and does not have the rest. */
const isFinal = ({ status = 0 }: ChatError): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * One turn: the words as a POST, the answer as it is spoken. Settles at the end of the turn, and rejects with a
 * `ChatError` only if the backend is not known to have begun one. An answer that breaks off is asked for again where the
 * backend gave its events ids, and `interrupted` otherwise.
 */
export async function takeTurn({ id, text, grant, options, emit, signal }: TurnOptions): Promise<void> {
  const { tokenHeader, timeout, headers: extra, log, bodyProperties, url } = options;
  const { messagesUrl } = grant;
  if (!messagesUrl) throw new RejectedError('unsupported', 'This session is for voice alone.', { outcome: 'rejected' });
  const clock = clockOf(options);
  const { backoff } = patienceOf(options.patience);
  const address = new URL(messagesUrl);
  // What the page shows to its own server is nobody else's.
  const isTheirs = !options.getSession && new URL(url, globalThis.location?.href).origin !== address.origin;
  const headers = { ...(isTheirs ? {} : extra), ...grantHeader(grant, tokenHeader) };
  const request: TurnRequest = { text };
  const sequence = createSequence();
  const turn = createTurnReader({ id: `${id}.reply`, sessionId: grant.id, now: clock.now, log });
  let confirmed = false;
  let retry: number | undefined;

  function confirm(): void {
    if (confirmed || turn.state() === 'silent' || turn.state() === 'refused') return;
    confirmed = true;
    emit({ type: 'delivery-changed', id, delivery: 'delivered' });
  }

  /** One connection: the first, or one that goes on where the last one broke. */
  async function listen(first: boolean): Promise<number> {
    const leg = new AbortController();
    const stop = () => leg.abort();
    const reader = createEventStreamReader();
    let cancelGap: (() => void) | undefined;
    const hear = (piece: string): void => {
      for (const event of reader.read(piece).filter(isWhole).flatMap(sequence.take)) {
        const events = turn.read(event);
        confirm();
        events.forEach(emit);
      }
      retry = reader.retry() ?? retry;
      if (sequence.hasGap()) cancelGap ??= clock.after(GAP, stop);
      else cancelGap = cancelGap?.() as undefined;
    };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      return await streamText({
        ...options,
        address,
        ...(first ? { body: { ...bodyProperties, ...request } } : {}),
        headers: first ? headers : { ...headers, 'last-event-id': sequence.lastId() },
        type: EVENTS,
        timeout,
        signal: leg.signal,
        onText: hear,
      });
    } finally {
      cancelGap?.();
      signal.removeEventListener('abort', stop);
    }
  }

  const isOpen = (): boolean => turn.state() === 'speaking' && !signal.aborted;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      signal.addEventListener('abort', end);
    });
  function waitFor(failures: number, error: ChatError | undefined): number {
    const usual = clock.random() * Math.min(CAP, backoff * 2 ** failures);
    const wanted = retry === undefined ? usual : Math.min(MOST, Math.max(LEAST, retry));
    return Math.max(error?.retryAfter ?? 0, wanted);
  }
  /** Asks for the rest until it is here, or the server does not have it. */
  async function resume(broken: ChatError | undefined): Promise<ChatError | undefined> {
    let error = broken;
    for (let failures = 0; isOpen() && sequence.lastId() !== '' && failures < ATTEMPTS; failures += 1) {
      const before = sequence.lastId();
      sequence.forgetHeld();
      await pause(waitFor(failures, error));
      if (!isOpen()) break;
      error = undefined;
      try {
        if ((await listen(false)) === 204) turn.close('completed').forEach(emit);
      } catch (reason) {
        error = toChatError(reason);
        if (isFinal(error)) return error;
      }
      if (sequence.lastId() !== before) failures = -1;
    }
    return error;
  }

  let broken: ChatError | undefined;
  try {
    await listen(true);
  } catch (reason) {
    broken = toChatError(reason);
  }
  if (turn.state() === 'silent')
    throw broken
      ? meaningOf(broken)
      : new TransportError('bad-reply', 'The answer ended before it began.', { outcome: 'unknown' });
  if (turn.state() === 'refused') throw new RejectedError('server-error', turn.refusal(), { outcome: 'rejected' });
  broken = await resume(broken);
  // Stopped by the visitor: what is here is all that was wanted.
  const events = turn.close(signal.aborted ? 'completed' : 'interrupted');
  events.forEach(emit);
  if (signal.aborted || events.length === 0 || events.some(({ type }) => type === 'message-interrupted')) return;
  const message = broken?.message ?? 'The answer ended before its first word.';
  emit({ type: 'error-raised', code: broken?.code ?? 'bad-reply', message, retryable: false });
}
