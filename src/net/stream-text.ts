import { ChatError, TransportError } from '../protocol/errors.js';
import type { TransportSeams } from '../protocol/transport.js';
import { clockOf } from './clock.js';
import { failureOf, isOffline } from './failures.js';
import { onBlocked } from './policy.js';

export interface StreamTextOptions extends TransportSeams {
  readonly address: URL;
  /** Posted as JSON; without one it is a `GET`. */
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** MIME type that the answer has to have. */
  readonly type: string;
  /** Longest wait for the first byte of the answer, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** The page, which tells what its own policy forbids. */
  readonly page?: EventTarget;
  /** Text as it comes, whole characters at a time. What it throws ends the stream. */
  readonly onText: (text: string) => void;
}

/** Longest silence between two pieces of an answer. */
const IDLE = 60_000;
/** Characters of one answer that we are willing to read: each word comes in an envelope of its own. */
const MOST = 16 * 1_048_576;

/**
 * Reads an answer while it is being written. Resolves with its status at its end, rejects with a `ChatError` whose
 * `outcome` says what is known about the request. Cookies are never sent.
 */
export async function streamText(options: StreamTextOptions): Promise<number> {
  const { address, body, headers, type, timeout, signal, page, onText, fetch = globalThis.fetch } = options;
  const { after, now } = clockOf(options);
  const controller = new AbortController();
  const abort = () => controller.abort();
  let silence: number | undefined;
  let isBlocked = false;
  let response: Response | undefined;
  let disarm = () => {};
  const arm = (longest: number) => {
    disarm();
    disarm = after(longest, () => {
      silence = longest;
      abort();
    });
  };

  async function read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    let length = 0;
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        arm(IDLE);
        const text = decoder.decode(piece.value, { stream: true });
        length += text.length;
        if (length > MOST) throw new TransportError('bad-reply', 'The answer is too long.', { outcome: 'unknown' });
        onText(text);
      }
    } finally {
      void reader.cancel().catch(() => {});
    }
  }

  if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
  const unwatch = onBlocked(address, () => (isBlocked = true), page);
  signal.addEventListener('abort', abort);
  arm(timeout);
  const offline = isOffline();
  try {
    response = await fetch(address.href, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: type, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: controller.signal,
    });
    arm(IDLE);
    if (!response.ok) {
      void response.body?.cancel().catch(() => {});
      throw new Error(`Status ${response.status}`);
    }
    if (response.status === 204 || response.status === 205) return response.status;
    const told = response.headers.get('content-type') ?? 'no content type';
    if (!response.body || !told.toLowerCase().startsWith(type)) {
      void response.body?.cancel().catch(() => {});
      const sentence = `${address.origin}${address.pathname} answered with something that is not ${type} (${told}).`;
      throw new TransportError('bad-reply', sentence, { status: response.status, outcome: 'unknown' });
    }
    await read(response.body);
    return response.status;
  } catch (cause) {
    disarm();
    const stopped = signal.aborted;
    const known = { address, cause, response, offline, stopped, silence, blocked: () => isBlocked, idempotent: false };
    throw await failureOf({ ...known, now: now(), after });
  } finally {
    disarm();
    unwatch();
    signal.removeEventListener('abort', abort);
  }
}
