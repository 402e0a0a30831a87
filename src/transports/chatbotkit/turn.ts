import { present } from '../../net/untrusted.js';
import { type ChatError, toChatError, TransportError } from '../../protocol/errors.js';
import type { Emit } from '../../protocol/events.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { call, readJson, zoneOf, type ReadAnswer } from './call.js';
import type { Channels } from './channels.js';
import { createAnswer } from './codec.js';
import { offered, type Turn } from './encode.js';
import { createJsonLines } from './json-lines.js';
import type { Pass } from './kept-session.js';

/** Bytes of one streamed answer, whatever is in it. */
const MOST = 8 * 1_048_576;
const wholeAnswer = /^\s*(?:application\/(?:problem\+)?json|text\/html)\b/i;

export interface Conversing {
  readonly options: TransportOptions;
  readonly pass: Pass;
  readonly channels: Channels;
  /** Silent once the conversation is over. */
  readonly emit: Emit;
  readonly named: (messageId: string, id: string) => void;
}

/**
 * One turn: words in, and what the bot does about them as it comes. Settles when the answer is complete; rejects only
 * when nothing shows that the backend has the words, or when it was stopped.
 */
export async function takeTurn(
  id: string,
  { to, text }: Turn,
  { options, pass, channels, emit, named }: Conversing,
  signal: AbortSignal,
): Promise<void> {
  const { stream = true, bodyProperties = {}, functions, now = Date.now, log } = options;
  const { durationInSeconds: _, ...own } = bodyProperties;
  const offer = to === 'send' ? [] : offered(functions?.() ?? [], id);
  const line = channels.open();
  const answer = createAnswer({
    id,
    now,
    called: line.called,
    dropped: line.dropped,
    named,
    isOffered: (name) => offer.some((each) => each.name === name),
    log,
  });
  let told = false;
  function take(said: unknown): void {
    const events = answer.take(said);
    if (answer.heard() && !told) {
      told = true;
      emit({ type: 'delivery-changed', id, delivery: 'delivered' });
    }
    for (const event of events) emit(event);
  }

  const read: ReadAnswer<void> = async (response, vigil) => {
    line.waits(vigil.hold);
    if (response.status === 204 || response.status === 205) return take({ type: 'result' });
    if (!stream || wholeAnswer.test(response.headers.get('content-type') ?? '')) {
      const reply = await readJson(response, vigil);
      if (typeof reply !== 'object' || reply === null || Array.isArray(reply))
        throw new TransportError('bad-reply', 'The backend answered with something else.', { outcome: 'unknown' });
      return take({ type: 'result', data: reply });
    }
    const lines = createJsonLines((odd) => log?.(odd));
    const reader = response.body?.getReader();
    let bytes = 0;
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done || !value) break;
      vigil.alive();
      bytes += value.byteLength;
      if (bytes > MOST) throw new TransportError('bad-reply', 'The answer has no end.', { outcome: 'unknown' });
      for (const said of lines.push(value)) take(said);
    }
    for (const said of lines.end()) take(said);
  };

  let broken: ChatError | undefined;
  try {
    const request = {
      path: `/conversation/${encodeURIComponent(pass.conversation)}/${to}`,
      body: { ...own, ...present({ text }), ...(offer.length > 0 ? { functions: offer } : {}) },
      token: pass.token,
      headers: zoneOf(),
      accept: stream ? 'application/jsonl' : 'application/json',
      ofConversation: true,
      signal,
    };
    await call(request, options, read);
  } catch (reason) {
    broken = toChatError(reason);
  }
  try {
    for (const event of answer.end(broken)) emit(event);
  } finally {
    line.close();
  }
  // What was stopped was stopped, whoever has it.
  if (signal.aborted && broken) throw broken;
}
