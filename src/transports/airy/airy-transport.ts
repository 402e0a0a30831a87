import { pageAttention } from '../../platform/attention.js';
import { clockOf } from '../../net/clock.js';
import { patienceOf } from '../../net/patience.js';
import {
  reconnectingSocket,
  type ReconnectingSocket,
  type SocketAttention,
  type StateDetail,
} from '../../net/reconnecting-socket.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { recordOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import type { ConnectionState } from '../../protocol/connection.js';
import { RejectedError, SessionError, toChatError, TransportError, type ChatError } from '../../protocol/errors.js';
import type { Emit } from '../../protocol/events.js';
import type { Session } from '../../protocol/session.js';
import type { Attachment } from '../../protocol/message.js';
import type { Transport, TransportOptions, Upload } from '../../protocol/transport.js';
import { addressAt, createAccess, isRefusal, waitAfter, type Entrance } from './access.js';
import { takeResumeToken, type AddressBar } from './arrival.js';
import { readBody, readHistory, readMessage, type Heard } from './codec.js';
import { commandOf, encodeCommand, type Piece } from './encode.js';
import { createOwnWords } from './own-words.js';
import { createStompLink, protocols, type StompLink } from './stomp-link.js';
import { paths } from './wire.js';

/** What a page is to this transport besides its network. */
export interface AirySurroundings {
  readonly attention?: SocketAttention;
  readonly page?: Partial<AddressBar>;
}

const silent: Emit = () => {};
/** How long the server may take to have what it was told in its history, in milliseconds. */
const SETTLING = 1_000;
/** After so many heart-beats it is looked what was said, though nobody is known to have said anything. */
const SELDOM = 4;

const unsent = (code: 'unreachable' | 'closed'): ChatError =>
  new TransportError(code, 'There is no connection to the server.', { outcome: 'not-sent' });

/** Airy counts on its own names of the versions that are spoken. */
function speaking(Dial: typeof globalThis.WebSocket = globalThis.WebSocket): typeof globalThis.WebSocket {
  return class extends Dial {
    constructor(url: string | URL) {
      super(url, [...protocols]);
    }
  };
}

/**
 * Airy's chat plugin: words go out over HTTP, and everything that is said comes back over STOMP, one's own words too
 * (PROTOCOL.md, “airy”). Both generations of its messages are read.
 */
export function airyTransport(options: TransportOptions, surroundings: AirySurroundings = {}): Transport {
  const { log, has = () => false } = options;
  const { attention = pageAttention, page } = surroundings;
  const { ack, heartbeat } = patienceOf(options.patience);
  const clock = clockOf(options);
  const own = createOwnWords(has);
  const seen = new Set<string>();
  const access = createAccess({ options, arrived: takeResumeToken(page), onEntered: enter });
  let session = options.session;
  let emit = silent;
  let socket: ReconnectingSocket | undefined;
  let link: StompLink | undefined;
  let closedFor: ChatError | undefined;
  /** Counts sockets: a token that comes late is for one that is gone. */
  let dials = 0;
  let refusals = 0;
  let wasOpen = false;
  let lastHeard = 0;
  let signs = Infinity;
  let saidSince = false;
  /** The page comes with a conversation that nobody has asked the server about yet. */
  let comesWithOne = true;
  /** What is lost on the way is noticed by nobody: it is looked for, soon where an answer is awaited. */
  let cancelLook = () => {};
  let unanswered = 0;
  let cancelCatchUp = () => {};
  /** How often in a row it could not be fetched. */
  let misses = 0;
  let cancelSecuring = () => {};
  /** Commands that the server was silent about: they may still be on their way to it. */
  const overdue = new Set<string>();

  function hear(heard: Heard): void {
    saidSince = true;
    if (heard.mine) {
      const key = own.recognise(heard);
      if (key !== undefined) {
        if (key === commandOf(key) && heard.state !== 'failed')
          emit({ type: 'delivery-changed', id: key, delivery: 'delivered' });
        return;
      }
    }
    if (seen.has(heard.id) || has(heard.id)) return;
    seen.add(heard.id);
    if (!heard.mine && (unanswered -= 1) <= 0) lookSeldom();
    const { parts, suggestions } = heard.shown;
    if (parts.length || suggestions?.length) emit({ type: 'message-added', message: heard.shown });
    else log?.('The server passed on a message that shows nothing here.');
  }

  /** The server let us in. */
  function enter({ messages, anew }: Entrance): void {
    const isLost = comesWithOne && !access.canResume() && (options.said?.().length ?? 0) > 0;
    comesWithOne = false;
    if (anew || isLost) {
      emit({ type: 'continuity-lost', cause: 'new-session' });
      saidSince = false;
      // Who listens still listens to the old conversation.
      if (link) socket?.drop('now');
    }
    for (const heard of readHistory(messages, clock.now())) hear(heard);
  }

  /** Fetches what was said while nobody listened. */
  async function catchUp(): Promise<void> {
    cancelLook();
    cancelCatchUp();
    unanswered = 0;
    if (!access.canResume()) return;
    const mine = dials;
    try {
      await access.enter();
      misses = 0;
      if (mine === dials) lookSeldom();
    } catch (reason) {
      if (mine !== dials) return;
      const error = toChatError(reason);
      log?.('What was said meanwhile could not be fetched yet.', error.message);
      if (isRefusal(error)) return lookSeldom();
      cancelCatchUp = clock.after(waitAfter(clock, misses++, ack), lookIfSeen);
    }
  }

  function end(error: ChatError): void {
    closedFor = error;
    socket?.close();
  }

  function onConnected(every: number): void {
    signs = every;
    lastHeard = clock.elapsed();
    refusals = 0;
    socket?.ready();
    // Nobody can say what was missed.
    if (wasOpen && saidSince && !access.canResume()) emit({ type: 'continuity-lost', cause: 'gap' });
    // What an earlier page said may be gone on with in this one.
    saidSince = wasOpen ? false : saidSince || (options.said?.().length ?? 0) > 0;
    wasOpen = true;
    const mine = dials;
    void catchUp().then(() => secure(mine, false));
  }
  /** `isLate`: something may have been said since, which only now can be asked for. */
  async function secure(mine: number, isLate: boolean): Promise<void> {
    const again = await access.secure();
    if (mine !== dials) return;
    // Until there is a way back, what gets lost is lost for good.
    if (again !== undefined) cancelSecuring = clock.after(again, () => void secure(mine, true));
    // An earlier page was let in, but got no way back.
    else if (isLate || comesWithOne) await catchUp();
  }
  function onError(reason: string): void {
    log?.('The server ended the connection.', reason);
    if (!reason.includes('401')) return socket?.drop();
    refusals += 1;
    access.refused();
    if (refusals > 1) end(new SessionError('unauthorized', 'The server refuses its own token.', { outcome: 'auth' }));
    else socket?.drop('now');
  }
  function onMessage(body: string): void {
    const heard = readBody(body, clock.now());
    if (heard) return hear(heard);
    log?.('The server passed on something that is not a message.');
    void catchUp();
  }
  function onBroken(): void {
    log?.('The server said something that is not a frame.');
    socket?.drop();
  }

  async function introduce(): Promise<void> {
    const mine = (dials += 1);
    try {
      const token = await access.token();
      if (mine !== dials) return;
      const write = (text: string): boolean => mine === dials && (socket?.send(text) ?? false);
      link = createStompLink({ clock, token, write, heartbeat, onConnected, onMessage, onError, onBroken });
    } catch (reason) {
      if (mine !== dials) return;
      const error = toChatError(reason);
      if (isRefusal(error)) return end(error);
      log?.('The server does not let us in yet.', error.message);
      socket?.drop();
    }
  }

  function onState(state: ConnectionState, detail: StateDetail): void {
    if (state === 'waiting' || state === 'closed') {
      dials += 1;
      link?.end();
      link = undefined;
      calm();
    }
    if (state === 'closed' && detail.reason)
      closedFor = new RejectedError(detail.reason, 'Closed.', { outcome: 'rejected' });
    emit({
      type: 'connection-changed',
      state,
      ...detail,
      ...(state === 'closed' && closedFor ? { reason: closedFor.code } : {}),
    });
  }

  function lookIn(ms: number, look: () => void = () => void catchUp()): void {
    cancelLook();
    // Whoever connects looks anyway.
    if (link) cancelLook = clock.after(ms, look);
  }
  /** A page that nobody sees looks when it is seen. */
  function lookSeldom(): void {
    lookIn(SELDOM * heartbeat, lookIfSeen);
  }
  function lookIfSeen(): void {
    if (attention.hidden()) lookSeldom();
    else void catchUp();
  }
  /** Nothing is looked for until somebody listens again. */
  function calm(): void {
    cancelLook();
    cancelCatchUp();
    cancelSecuring();
  }

  /** Whether a sign of life is due: silence proves nothing before. Whoever comes back wants to know what was said. */
  function probe(): boolean {
    const silence = clock.elapsed() - lastHeard;
    if (silence + ack >= signs) return true;
    if (silence < 0.9 * heartbeat) void catchUp();
    return false;
  }

  function connect(): ReconnectingSocket {
    closedFor = undefined;
    const address = addressAt(options, paths.socket);
    address.protocol = address.protocol.replace('http', 'ws');
    socket = reconnectingSocket({
      address: () => address,
      seams: { ...options, webSocket: speaking(options.webSocket) },
      patience: options.patience,
      attention,
      onSocket: () => void introduce(),
      onText(text) {
        lastHeard = clock.elapsed();
        link?.hear(text);
      },
      onState,
      probe,
      log,
    });
    socket.connect();
    return socket;
  }

  /** Waits while it is being decided whether anybody listens; what is given back was not sent. */
  async function untilReady(): Promise<void> {
    const state = (await socket?.until((each) => each !== 'connecting')) ?? 'closed';
    if (state === 'waiting') throw unsent('unreachable');
    if (state !== 'open') throw closedFor ?? unsent('closed');
  }

  async function answered({ key, content }: Piece, verdict: Promise<void>, signal: AbortSignal): Promise<void> {
    const answer = await access.post(paths.send, { message: content }, signal);
    const stored = readMessage(recordOf(answer), clock.now());
    if (!stored)
      throw new TransportError('bad-reply', 'The server did not say what it stored.', { outcome: 'unknown' });
    own.confirm(key, stored.id);
    own.recognise({ ...stored, mine: true });
    // It has the message; what becomes of it is told in a moment, or taken as good.
    if (stored.state === 'pending') await orAfter(verdict, ack);
  }
  async function orAfter(verdict: Promise<void>, patience: number): Promise<void> {
    let cancel = () => {};
    const late = new Promise<void>((resolve) => (cancel = clock.after(patience, resolve)));
    await Promise.race([verdict, late]).finally(cancel);
  }
  async function sendPiece(piece: Piece, signal: AbortSignal): Promise<void> {
    const verdict = own.expect(piece);
    const posted = answered(piece, verdict, signal);
    // Whichever comes first tells; what the other one says then is nobody's concern.
    for (const each of [verdict, posted]) each.catch(() => undefined);
    try {
      await Promise.race([posted, verdict]);
    } catch (reason) {
      const { code, outcome } = toChatError(reason);
      if (outcome !== 'unknown') own.drop(piece.key);
      if (code === 'timeout') overdue.add(commandOf(piece.key));
      throw reason;
    }
  }
  async function deliver(command: ChatCommand, signal: AbortSignal): Promise<void> {
    if (command.type === 'erase-data') access.forget();
    const pieces = encodeCommand(command);
    if (!pieces) {
      throw new RejectedError('unsupported', `Airy has no ${command.type}.`, { outcome: 'rejected' });
    }
    await untilReady();
    for (const piece of pieces.filter(({ key }) => !own.arrived(key))) {
      if (signal.aborted) return;
      await sendPiece(piece, signal);
    }
    if (!pieces.length) return;
    unanswered = Math.max(0, unanswered) + 1;
    lookIn(heartbeat);
  }

  /** Nothing that was known of the old conversation is true of another one. */
  function beginAnew(next: Session, comes: boolean): void {
    session = next;
    comesWithOne = comes;
    own.clear();
    seen.clear();
    overdue.clear();
    wasOpen = false;
    saidSince = false;
    refusals = 0;
    calm();
  }

  async function renew(): Promise<void> {
    if (closedFor) throw closedFor;
    access.refused();
    await access.enter();
  }
  async function store(upload: Upload): Promise<Attachment> {
    if (options.uploadUrl) return (await import('../../net/upload-beside.js')).uploadBeside(upload, options);
    const { uploadMultipart } = await import('../../net/upload-multipart.js');
    return uploadMultipart(upload, {
      ...options,
      address: addressAt(options, paths.upload),
      headers: { ...options.headers, authorization: `Bearer ${await access.token()}` },
      read: (answer) => ({ url: recordOf(answer).media_url }),
    });
  }

  return {
    capabilities: { serverPush: true, echoesUser: true, history: true },
    async open(sink, current = session) {
      if (current.id !== session.id) beginAnew(current, true);
      emit = sink;
      const opening = connect();
      if ((await opening.until((state) => state !== 'connecting')) === 'closed') throw closedFor ?? unsent('closed');
    },
    async send(command, signal) {
      if (command.type !== 'restart') return settledOrAborted(() => deliver(command, signal), signal);
      beginAnew(command.session, false);
      access.forget();
      if (closedFor) connect();
      else socket?.drop('now');
    },
    renew,
    async reconcile(id, signal) {
      if (own.arrived(id)) return true;
      if (!access.canResume()) return undefined;
      await settledOrAborted(() => new Promise<void>((resolve) => clock.after(SETTLING, resolve)), signal);
      await settledOrAborted(access.enter, signal);
      // That it is not there yet is no proof that it does not come.
      return own.arrived(id) || (overdue.has(id) ? undefined : false);
    },
    async upload(upload) {
      try {
        return await store(upload);
      } catch (reason) {
        if (toChatError(reason).code !== 'unauthorized') throw reason;
        await renew();
        return store(upload);
      }
    },
    async close() {
      socket?.close();
      socket = undefined;
      emit = silent;
      access.stop();
    },
  };
}
