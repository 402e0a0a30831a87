import { TransportError } from '../protocol/errors.js';
import { failureOf } from './failures.js';
import { watchRequest, type Watched } from './request-watch.js';

export interface StreamTextOptions extends Watched {
  /** Posted as JSON; without one it is a `GET`. */
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** MIME type that the answer has to have. */
  readonly type: string;
  /** Text as it comes, whole characters at a time. What it throws ends the stream. */
  readonly onText: (text: string) => void;
}

/** Characters of one answer that we are willing to read: each word comes in an envelope of its own. */
const MOST = 16 * 1_048_576;

/**
 * Reads an answer while it is being written. Resolves with its status at its end, rejects with a `ChatError` whose
 * `outcome` says what is known about the request. Cookies are never sent.
 */
export async function streamText(options: StreamTextOptions): Promise<number> {
  const { address, body, headers, type, onText, fetch = globalThis.fetch } = options;
  const watch = watchRequest(options);
  let response: Response | undefined;

  async function read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    let length = 0;
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        watch.alive();
        const text = decoder.decode(piece.value, { stream: true });
        length += text.length;
        if (length > MOST) throw new TransportError('bad-reply', 'The answer is too long.', { outcome: 'unknown' });
        onText(text);
      }
    } finally {
      void reader.cancel().catch(() => {});
    }
  }

  try {
    response = await fetch(address.href, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: type, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: watch.signal,
    });
    watch.alive();
    if (!response.ok) throw new Error(`Status ${response.status}`);
    if (response.status === 204 || response.status === 205) return response.status;
    const told = response.headers.get('content-type') ?? 'no content type';
    if (!response.body || !told.toLowerCase().startsWith(type)) {
      const sentence = `${address.origin}${address.pathname} answered with something that is not ${type} (${told}).`;
      throw new TransportError('bad-reply', sentence, { status: response.status, outcome: 'unknown' });
    }
    await read(response.body);
    return response.status;
  } catch (cause) {
    watch.rest();
    throw await failureOf({ ...watch.known(), cause, response, idempotent: false });
  } finally {
    watch.end();
  }
}
