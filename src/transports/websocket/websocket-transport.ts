import { clockOf } from '../../net/clock.js';
import {
  reconnectingSocket,
  type ReconnectingSocket,
  type SocketAttention,
  type StateDetail,
} from '../../net/reconnecting-socket.js';
import { patienceOf } from '../../net/patience.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { tokenSource } from '../../net/token.js';
import { numberOf, present, recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import type { ConnectionState } from '../../protocol/connection.js';
import { RejectedError, TransportError, type ChatError } from '../../protocol/errors.js';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { PermissionRequest } from '../../protocol/permission.js';
import type { Session } from '../../protocol/session.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import { contextOf, encodeRequest } from '../direct/encode.js';
import { decodeFrame, isOwn, readFrame, type Incoming } from './codec.js';
import { createContinuity } from './continuity.js';
import { dialAddress, encodeFrame } from './encode.js';
import { lossOf, unsent } from './losses.js';
import { awaitsAnswer, createReceipts, isAnswer } from './receipts.js';
import type { Feature, FrameData, FrameEvent } from './wire.js';

const silent: Emit = () => {};

/**
 * Stentor's router: JSON frames over one socket that comes back by itself (PROTOCOL.md, “websocket”). With the router's
 * `ack` a command is delivered when it says so; without it, at the first answer. A command whose connection was lost
 * before that rejects with outcome `unknown`, and is never sent again from here.
 */
export function websocketTransport(options: TransportOptions, attention?: SocketAttention): Transport {
  const { log, timeout, bodyProperties, has } = options;
  const { ack: patience } = patienceOf(options.patience);
  const clock = clockOf(options);
  const tokens = tokenSource(options);
  const receipts = createReceipts(clock);
  const seen = new Set<string>();
  const continuity = createContinuity({
    ask(after) {
      if (offers('history')) write('history', { after });
    },
    onLost: (cause) => emit({ type: 'continuity-lost', cause }),
  });
  let session = options.session;
  let emit = silent;
  let socket: ReconnectingSocket | undefined;
  let closedFor: ChatError | undefined;
  let features: readonly unknown[] = [];
  let reason = 'open';
  let asked: PermissionRequest | undefined;
  /** Written to a router without acks, and not answered yet. */
  let unanswered: string | undefined;
  let personPresent = false;
  /** Something was said, which whoever is away from a router that keeps nothing may miss. */
  let spoken = false;
  let count = 0;
  let greetings = 0;

  const offers = (feature: Feature) => features.includes(feature);
  const write = <E extends FrameEvent>(event: E, data: FrameData[E], displayName?: string): boolean =>
    socket?.send(encodeFrame(event, data, options, session, clock.now(), displayName)) ?? false;

  function onState(state: ConnectionState, detail: StateDetail): void {
    const error = lossOf(state, detail);
    if (error) {
      if (state === 'closed' && detail.reason) closedFor = error;
      unanswered = undefined;
      reason = 'reconnect';
      greetings += 1;
      receipts.failAll(error);
    }
    emit({ type: 'connection-changed', state, ...detail });
  }

  function greet(accessToken?: string): void {
    write('user joined', accessToken === undefined ? undefined : { accessToken });
  }
  /** The token is asked for before the first word, and never part of the address: addresses are written into logs. */
  async function greetWithToken(): Promise<void> {
    const mine = (greetings += 1);
    try {
      const token = await tokens.current();
      if (mine === greetings) greet(token);
    } catch (error) {
      if (mine !== greetings) return;
      log?.('The page gave no token; the connection waits for one.', error);
      socket?.drop();
    }
  }

  function hear(event: ChatEvent): void {
    if (event.type === 'permission-requested') asked = event.request;
    if (event.type === 'party-changed' && event.party.author === 'agent') personPresent = event.present;
    if (event.type === 'message-added' && event.message.author === 'agent') personPresent = true;
    spoken ||= event.type === 'message-added';
    emit(event);
  }

  function confirm(id: string): void {
    if (!receipts.confirm(id)) emit({ type: 'delivery-changed', id, delivery: 'delivered' });
  }

  /** What is between us and the router, and no event of the conversation. */
  const own: Readonly<Partial<Record<FrameEvent, (frame: Incoming) => void>>> = {
    'connection update'({ data }) {
      const told = recordOf(data);
      if (told.sessionCreated !== true) {
        const message = textOf(told.errorMessage) ?? 'The router has no session for us.';
        log?.(message);
        emit({ type: 'error-raised', code: 'server-error', message, retryable: true });
        return socket?.drop();
      }
      features = Array.isArray(told.features) ? told.features : [];
      socket?.ready();
      continuity.join(told, has !== undefined && offers('history'));
      if (spoken && reason === 'reconnect' && !offers('history')) emit({ type: 'continuity-lost', cause: 'gap' });
      spoken = false;
    },
    ack({ data }) {
      const id = textOf(recordOf(data).requestId);
      if (id) confirm(id);
    },
    history: ({ data }) => continuity.answered(recordOf(data)),
    pong({ data }) {
      const seq = numberOf(recordOf(data).seq);
      if (seq !== undefined) continuity.hearOf(seq);
    },
    failure(frame) {
      decode(frame);
      // Without an ack it was not accepted; a router without acks tries again by itself.
      if (!offers('ack')) return;
      const { error, delay } = recordOf(frame.data);
      receipts.failAll(
        new TransportError('server-error', textOf(error) ?? 'The router could not pass it on.', {
          outcome: 'not-sent',
          ...present({ retryAfter: numberOf(delay) }),
        }),
      );
    },
  };

  function decode(frame: Incoming): void {
    const order = frame.seq === undefined ? undefined : continuity.orderOf(frame.seq);
    const now = clock.now();
    // Another page counts from one, too.
    const newId = () => `${session.id}.${now.toString(36)}.${(count += 1)}`;
    const context = { userId: session.userId, newId, now, log };
    for (const event of decodeFrame({ ...frame, ...present({ seq: order }) }, context)) hear(event);
  }

  function onText(text: string): void {
    const frame = readFrame(text);
    if (!frame) return log?.('The router said something that is not a frame.');
    const handle = knows(own, frame.event) ? own[frame.event] : undefined;
    if (handle) return handle(frame);
    if (frame.seq !== undefined) continuity.take(frame.seq);
    if (frame.id !== undefined) {
      if (seen.has(frame.id) || has?.(frame.id)) return;
      seen.add(frame.id);
    }
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

  /** Waits while it is being decided whether there is a session to speak in; what is given back was not sent. */
  async function untilReady(): Promise<void> {
    const state = (await socket?.until((each) => each !== 'connecting')) ?? 'closed';
    if (state === 'waiting') throw unsent('unreachable');
    if (state !== 'open') throw closedFor ?? unsent('closed');
  }

  async function deliver(command: ChatCommand, signal: AbortSignal): Promise<void> {
    await untilReady();
    const token = await tokens.current();
    if (signal.aborted) return;
    if (command.type === 'barge-in') return void write('barge in', undefined, command.name);
    if (command.type === 'barge-out') return void write('barge out', undefined);
    if (command.type === 'erase-data' && !offers('erasure')) {
      throw new RejectedError('unsupported', 'The router does not say that it can forget.', { outcome: 'rejected' });
    }
    const request = encodeRequest(command, contextOf({ ...options, ...present({ token }) }, session, asked));
    if (!request) return;
    if (command.type === 'answer-permission') asked = undefined;
    const { id, type } = command;
    if (!write('new message', { ...bodyProperties, ...request })) throw unsent('unreachable');
    spoken = true;
    // A silent socket may be a dead one.
    if (offers('ack')) return receipts.expect(id, patience, () => socket?.drop());
    // Where a person has the session nobody need answer: written is all that can be known.
    if (personPresent || !awaitsAnswer(type)) return;
    unanswered = id;
    return receipts.expect(id, timeout, () => {});
  }

  async function renew(): Promise<void> {
    if (closedFor) throw closedFor;
    await tokens.renew();
    socket?.drop('now');
  }

  /** Nothing that was known of the old session is true of another one. */
  function moveTo(next: Session): void {
    session = next;
    asked = undefined;
    continuity.reset();
    seen.clear();
    personPresent = false;
    spoken = false;
  }

  function connect(): ReconnectingSocket {
    closedFor = undefined;
    dialAddress(options, session, reason);
    socket = reconnectingSocket({
      address: () => dialAddress(options, session, reason),
      seams: options,
      patience: options.patience,
      attention,
      onSocket: () => (options.getToken ? void greetWithToken() : greet(options.token)),
      onText,
      onState,
      probe() {
        if (offers('ping')) return write('ping', undefined);
        if (offers('history')) continuity.ask();
        return offers('history');
      },
      renew: options.getToken && tokens.renew,
      log,
    });
    socket.connect();
    return socket;
  }

  return {
    get capabilities() {
      return {
        serverPush: true,
        handoff: true,
        feedback: true,
        lateResults: true,
        idempotent: offers('ack'),
        history: offers('history'),
        erasure: offers('erasure'),
      };
    },
    async open(sink, current = session) {
      if (current.id !== session.id) moveTo(current);
      emit = sink;
      const opening = connect();
      if ((await opening.until((state) => state !== 'connecting')) === 'closed') throw closedFor ?? unsent('closed');
    },
    async send(command, signal) {
      if (command.type !== 'restart') return settledOrAborted(() => deliver(command, signal), signal);
      moveTo(command.session);
      // What was refused to the old session need not be refused to the new one.
      if (closedFor) connect();
      else socket?.drop('now');
    },
    renew,
    upload: async (upload) => (await import('../../net/upload-beside.js')).uploadBeside(upload, options, () => tokens),
    unfurl: async (link, signal) =>
      (await import('../../net/unfurl.js')).unfurlBeside(link, signal, options, () => tokens),
    async close() {
      socket?.close();
      socket = undefined;
      emit = silent;
    },
  };
}
