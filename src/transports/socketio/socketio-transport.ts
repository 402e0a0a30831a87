import type { io as dialIo } from 'socket.io-client';
import { clockOf } from '../../net/clock.js';
import {
  reconnectingSocket,
  type ReconnectingSocket,
  type SocketAttention,
  type StateDetail,
} from '../../net/reconnecting-socket.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { tokenSource } from '../../net/token.js';
import { listOf, numberOf, present, recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import type { ConnectionState } from '../../protocol/connection.js';
import { RejectedError, TransportError, type ChatError } from '../../protocol/errors.js';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { Party } from '../../protocol/message.js';
import type { PermissionRequest } from '../../protocol/permission.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import { contextOf } from '../direct/encode.js';
import { lossOf, unsent } from '../websocket/losses.js';
import { awaitsAnswer, createReceipts } from '../websocket/receipts.js';
import { decodeMessage } from './codec.js';
import { encodeMessage, encodeVisitor, ioAddress } from './encode.js';
import { ACKNOWLEDGED, ioSockets } from './io-socket.js';
import type { Outgoing, Visitor } from './wire.js';

const silent: Emit = () => {};
const MOST_FEATURES = 20;
type Library = { readonly io: typeof dialIo };

/** What the server says of a command that it did not take. */
function refusalOf(error: unknown): ChatError {
  const { status, message, retryAfter } = recordOf(error);
  const sentence = textOf(message) ?? 'The server did not take it.';
  const wait = numberOf(retryAfter);
  return status === 429
    ? new TransportError('rate-limited', sentence, { outcome: 'not-sent', ...present({ retryAfter: wait }) })
    : new RejectedError('rejected', sentence, { outcome: 'rejected' });
}

/**
 * Stentor's socket.io server (PROTOCOL.md, “socket.io”). A command is delivered when the server acknowledges it, or, as
 * the vendor's does not, at the first word that follows it; one whose fate is unknown is never sent again from here. The
 * library comes with the first connection.
 */
export function socketioTransport(
  options: TransportOptions,
  attention?: SocketAttention,
  library: () => Promise<Library> = () => import('socket.io-client'),
): Transport {
  const { log, timeout, shelf } = options;
  const clock = clockOf(options);
  const tokens = tokenSource(options);
  const receipts = createReceipts(clock);
  const seen = new Set<string>();
  const people = new Set<string>();
  let session = options.session;
  let emit = silent;
  let socket: ReconnectingSocket | undefined;
  let closedFor: ChatError | undefined;
  let asked: PermissionRequest | undefined;
  let unanswered: string | undefined;
  /** The server says what it has: what it says besides may be about what was said before. */
  let acknowledges = false;
  /** Something was said, which whoever is away may miss. */
  let spoken = false;
  let wasOpen = false;
  let token: string | undefined;
  let greetings = 0;
  let count = 0;

  const write = <E extends keyof Outgoing>(event: E, data: Outgoing[E], id?: string): boolean =>
    socket?.send(JSON.stringify({ event, data, ...present({ id }) })) ?? false;
  const visitor = (accessToken?: string): Visitor =>
    encodeVisitor(options, { userId: session.userId, token: tokenHere(), accessToken });
  /** What the server gave for this conversation; before that, the conversation's own id. */
  function tokenHere(): string {
    const kept = shelf?.get('session');
    return (token ??= kept?.startsWith(`${session.id} `) ? kept.slice(session.id.length + 1) : session.id);
  }

  function onState(state: ConnectionState, detail: StateDetail): void {
    const error = lossOf(state, detail);
    if (error) {
      if (state === 'closed' && detail.reason) closedFor = error;
      unanswered = undefined;
      greetings += 1;
      people.clear();
      receipts.failAll(error);
      spoken ||= goesOn();
    }
    emit({ type: 'connection-changed', state, ...detail });
    if (state !== 'open') return;
    if (spoken) emit({ type: 'continuity-lost', cause: 'gap' });
    spoken = goesOn();
    wasOpen = true;
  }
  /** What an earlier page said is gone on with in this one, whose own connection was not there yet. */
  const goesOn = (): boolean => !wasOpen && (options.said?.().length ?? 0) > 0;
  /** Says who comes, and only then counts the connection as open. */
  async function greet(): Promise<void> {
    const mine = (greetings += 1);
    try {
      const accessToken = await tokens.current();
      if (mine !== greetings) return;
      write('add user', visitor(accessToken));
      socket?.ready();
    } catch (error) {
      if (mine !== greetings) return;
      log?.('The page gave no token; the connection waits for one.', error);
      socket?.drop();
    }
  }

  function confirm(id: string): void {
    if (!receipts.confirm(id)) emit({ type: 'delivery-changed', id, delivery: 'delivered' });
  }
  function hear(event: ChatEvent): void {
    if (event.type === 'permission-requested') asked = event.request;
    emit(event);
  }
  /** Somebody reacts: then the server passed on what was said, even if it acknowledges nothing. */
  function reacted(): void {
    if (unanswered !== undefined && !acknowledges) confirm(unanswered);
    unanswered = undefined;
  }
  const partyOf = (data: unknown, author: Party['author'] = 'agent'): Party => {
    const { username, avatarPath } = recordOf(data);
    const name = textOf(username);
    return { id: `agent:widget:${name ?? ''}`, author, ...present({ name, avatarUrl: textOf(avatarPath) }) };
  };
  const typing = (on: boolean) => (): void => {
    if (on) reacted();
    emit({ type: 'typing-changed', party: { id: 'agent:bot', author: people.size ? 'agent' : 'bot' }, typing: on });
  };

  const heard: Readonly<Record<string, (data: unknown) => void>> = {
    [ACKNOWLEDGED](data) {
      const { id, reply } = recordOf(data);
      const { error } = recordOf(reply);
      acknowledges = true;
      if (typeof id !== 'string') return;
      if (error === undefined) confirm(id);
      else receipts.fail(id, refusalOf(error));
    },
    account_status(data) {
      acknowledges ||= listOf(recordOf(data).features, MOST_FEATURES).includes('ack');
      write('connection update', tokenHere());
    },
    'user joined'(data) {
      const given = textOf(recordOf(data).token);
      if (given !== undefined) {
        token = given;
        shelf?.put('session', `${session.id} ${given}`);
        return;
      }
      const party = partyOf(data);
      people.add(party.id);
      emit({ type: 'party-changed', party, present: true });
    },
    'user left'(data) {
      const party = partyOf(data);
      if (people.delete(party.id)) emit({ type: 'party-changed', party, present: false });
    },
    typing: typing(true),
    'stop typing': typing(false),
    'new message'(data) {
      const { username, message } = recordOf(data);
      const own = textOf(recordOf(recordOf(message).attributes).id);
      reacted();
      if (own !== undefined && (seen.has(own) || options.has?.(own))) return;
      if (own !== undefined) seen.add(own);
      spoken = true;
      const now = clock.now();
      const id = own ?? `${session.id}.${now.toString(36)}.${(count += 1)}`;
      const name = textOf(username);
      const author = people.has(partyOf(data).id) ? 'agent' : 'bot';
      decodeMessage(message, { id, now, name, log }, author).forEach(hear);
    },
  };
  function onText(text: string): void {
    const { event, data } = recordOf(JSON.parse(text));
    if (knows(heard, event)) heard[event]?.(data);
    else log?.('The server said an event that means nothing here.', event);
  }

  async function deliver(command: ChatCommand, signal: AbortSignal): Promise<void> {
    const state = (await socket?.until((each) => each !== 'connecting')) ?? 'closed';
    if (state === 'waiting') throw unsent('unreachable');
    if (state !== 'open') throw closedFor ?? unsent('closed');
    const accessToken = await tokens.current();
    if (signal.aborted) return;
    const { id, type } = command;
    if (type === 'erase-data')
      throw new RejectedError('unsupported', 'This server has no word for forgetting.', { outcome: 'rejected' });
    if (type === 'share-contact') return void write('add user', visitor(accessToken));
    const context = contextOf({ ...options, ...present({ token: accessToken }) }, session, asked);
    const message = encodeMessage(command, context, visitor(accessToken));
    if (!message) return;
    if (type === 'answer-permission') asked = undefined;
    if (!write('new message', message, id)) throw unsent('unreachable');
    spoken = true;
    // Where a person has the session nobody need answer: written is all that can be known.
    if (people.size > 0 || !awaitsAnswer(type)) return;
    unanswered = id;
    return receipts.expect(id, timeout, () => {});
  }

  function moveTo(next: typeof session): void {
    session = next;
    asked = undefined;
    token = undefined;
    spoken = false;
    wasOpen = false;
    seen.clear();
    people.clear();
  }
  let io: Library['io'] | undefined;
  function connect(dial: Library['io']): ReconnectingSocket {
    closedFor = undefined;
    ioAddress(options);
    socket = reconnectingSocket({
      address: () => ioAddress(options),
      seams: { ...options, webSocket: ioSockets(dial) },
      patience: options.patience,
      attention,
      onSocket: () => void greet(),
      onText,
      onState,
      renew: options.getToken && tokens.renew,
      log,
    });
    socket.connect();
    return socket;
  }

  return {
    capabilities: { serverPush: true, handoff: true, feedback: true, lateResults: true },
    async open(sink, current = session) {
      if (current.id !== session.id) moveTo(current);
      emit = sink;
      ioAddress(options);
      try {
        ({ io } = await library());
      } catch (cause) {
        throw new TransportError('load-failed', 'The library of socket.io could not be loaded.', {
          cause,
          outcome: 'not-sent',
        });
      }
      if (emit !== sink) throw unsent('closed');
      const opening = connect(io);
      if ((await opening.until((state) => state !== 'connecting')) === 'closed') throw closedFor ?? unsent('closed');
    },
    async send(command, signal) {
      if (command.type !== 'restart') return settledOrAborted(() => deliver(command, signal), signal);
      moveTo(command.session);
      shelf?.put('session', undefined);
      // What was refused to the old session need not be refused to the new one.
      if (closedFor && io) connect(io);
      else socket?.drop('now');
    },
    async renew() {
      if (closedFor) throw closedFor;
      await tokens.renew();
      socket?.drop('now');
    },
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
