import { clockOf } from '../../net/clock.js';
import {
  reconnectingSocket,
  type ReconnectingSocket,
  type SocketAttention,
  type StateDetail,
} from '../../net/reconnecting-socket.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import type { ConnectionState } from '../../protocol/connection.js';
import { TransportError, type ChatError } from '../../protocol/errors.js';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { PermissionRequest } from '../../protocol/permission.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import { contextOf, encodeRequest } from '../direct/encode.js';
import { decodeFrame, isOwn, readFrame, type Incoming } from './codec.js';
import { dialAddress, encodeFrame } from './encode.js';
import { lossOf, unsent } from './losses.js';
import { awaitsAnswer, createReceipts, isAnswer } from './receipts.js';
import type { Feature, FrameData, FrameEvent } from './wire.js';

const silent: Emit = () => {};
/** Longest wait for the session before a command is given back, and for the router's ack of one. */
const PATIENCE = 10_000;
/**
 * Stentor's router: JSON frames over one socket that comes back by itself (PROTOCOL.md, “websocket”). With the router's
 * `ack` a command is delivered when it says so; without it, at the first answer. A command whose connection was lost
 * before that rejects with outcome `unknown`, and is never sent again from here.
 */
export function websocketTransport(options: TransportOptions, attention?: SocketAttention): Transport {
  const { log, timeout, bodyProperties } = options;
  const clock = clockOf(options);
  const receipts = createReceipts(clock);
  const seen = new Set<string>();
  let session = options.session;
  let emit = silent;
  let socket: ReconnectingSocket | undefined;
  let closedFor: ChatError | undefined;
  let features: readonly unknown[] = [];
  let lastSeq = 0;
  let greeted = false;
  let reason = 'open';
  let asked: PermissionRequest | undefined;
  /** Written to a router without acks, and not answered yet. */
  let unanswered: string | undefined;
  let personPresent = false;
  let count = 0;

  const offers = (feature: Feature) => features.includes(feature);
  const write = <E extends FrameEvent>(event: E, data: FrameData[E], displayName?: string): boolean =>
    socket?.send(encodeFrame(event, data, options, session, clock.now(), displayName)) ?? false;

  function onState(state: ConnectionState, detail: StateDetail): void {
    const error = lossOf(state, detail);
    if (error) {
      closedFor = error;
      unanswered = undefined;
      reason = 'reconnect';
      receipts.failAll(error);
    }
    emit({ type: 'connection-changed', state, ...detail });
  }

  function hear(event: ChatEvent): void {
    if (event.type === 'permission-requested') asked = event.request;
    if (event.type === 'party-changed' && event.party.author === 'agent') personPresent = event.present;
    if (event.type === 'message-added' && event.message.author === 'agent') personPresent = true;
    emit(event);
  }

  function confirm(id: string): void {
    if (!receipts.confirm(id)) emit({ type: 'delivery-changed', id, delivery: 'delivered' });
  }

  /** What is between us and the router, and no event of the conversation. */
  const own: Readonly<Partial<Record<FrameEvent, (frame: Incoming) => void>>> = {
    'connection update'({ data }) {
      const { sessionCreated, errorMessage, features: offered } = recordOf(data);
      if (sessionCreated !== true) {
        const message = textOf(errorMessage) ?? 'The router has no session for us.';
        log?.(message);
        emit({ type: 'error-raised', code: 'server-error', message, retryable: true });
        return socket?.drop();
      }
      features = Array.isArray(offered) ? offered : [];
      socket?.ready();
      if (greeted && offers('history')) write('history', { after: lastSeq });
      greeted = true;
    },
    ack({ data }) {
      const id = textOf(recordOf(data).requestId);
      if (id) confirm(id);
    },
    history({ data }) {
      const { after } = recordOf(data);
      if (typeof after === 'number') lastSeq = Math.max(lastSeq, after);
    },
    failure(frame) {
      decode(frame);
      // Without an ack it was not accepted; a router without acks tries again by itself.
      if (!offers('ack')) return;
      const { error, delay } = recordOf(frame.data);
      receipts.failAll(
        new TransportError('server-error', textOf(error) ?? 'The router could not pass it on.', {
          outcome: 'unknown',
          ...(typeof delay === 'number' ? { retryAfter: delay } : {}),
        }),
      );
    },
  };

  function decode(frame: Incoming): void {
    const { userId } = session;
    const now = clock.now();
    const newId = () => `${session.id}.${now}.${count++}`;
    for (const event of decodeFrame(frame, { userId, newId, now, log })) hear(event);
  }

  function onText(text: string): void {
    const frame = readFrame(text);
    if (!frame) return log?.('The router said something that is not a frame.');
    const handle = knows(own, frame.event) ? own[frame.event] : undefined;
    if (handle) return handle(frame);
    if (frame.id !== undefined) {
      if (seen.has(frame.id)) return;
      seen.add(frame.id);
    }
    if (frame.seq !== undefined) lastSeq = Math.max(lastSeq, frame.seq);
    if (unanswered !== undefined && isAnswer(frame.event) && !isOwn(frame, session.userId)) {
      confirm(unanswered);
      unanswered = undefined;
    }
    try {
      decode(frame);
    } catch (error) {
      log?.('The router passed on something that is not an answer.', error);
    }
  }

  /** Waits until there is a session to speak in; what is given back was not sent. */
  async function untilReady(): Promise<void> {
    let cancel = () => {};
    const late = new Promise<'late'>((resolve) => (cancel = clock.after(PATIENCE, () => resolve('late'))));
    const ready = socket?.until((state) => state === 'open' || state === 'closed') ?? 'closed';
    const state = await Promise.race([ready, late]);
    cancel();
    if (state !== 'open') throw unsent(state === 'late' ? 'unreachable' : 'closed');
  }

  async function deliver(command: ChatCommand, signal: AbortSignal): Promise<void> {
    await untilReady();
    if (signal.aborted) return;
    if (command.type === 'barge-in') return void write('barge in', undefined, command.name);
    if (command.type === 'barge-out') return void write('barge out', undefined);
    const request = encodeRequest(command, contextOf(options, session, asked));
    if (!request) return;
    if (command.type === 'answer-permission') asked = undefined;
    const { id, type } = command;
    if (!write('new message', { ...bodyProperties, ...request })) throw unsent('unreachable');
    // A silent socket may be a dead one.
    if (offers('ack')) return receipts.expect(id, PATIENCE, () => socket?.drop());
    // Where a person has the session nobody need answer: written is all that can be known.
    if (personPresent || !awaitsAnswer(type)) return;
    unanswered = id;
    return receipts.expect(id, timeout, () => {});
  }

  return {
    get capabilities() {
      return { serverPush: true, handoff: true, feedback: true, idempotent: offers('ack'), history: offers('history') };
    },
    async open(sink, current) {
      session = current ?? session;
      emit = sink;
      dialAddress(options, session, reason);
      socket = reconnectingSocket({
        address: () => dialAddress(options, session, reason),
        seams: options,
        attention,
        onSocket: () => void write('user joined', undefined),
        onText,
        onState,
      });
      socket.connect();
      if ((await socket.until((state) => state !== 'connecting')) === 'closed') throw closedFor ?? unsent('closed');
    },
    async send(command, signal) {
      if (command.type !== 'restart') return settledOrAborted(() => deliver(command, signal), signal);
      session = command.session;
      asked = undefined;
      lastSeq = 0;
      greeted = false;
      seen.clear();
      personPresent = false;
      socket?.drop('now');
    },
    upload: async (upload) => (await import('../../net/upload-beside.js')).uploadBeside(upload, options),
    unfurl: async (link, signal) => (await import('../../net/unfurl.js')).unfurlBeside(link, signal, options),
    async close() {
      socket?.close();
      socket = undefined;
      emit = silent;
    },
  };
}
