import type { ConnectionState } from '../protocol/connection.js';
import type { ChatErrorCode } from '../protocol/errors.js';
import type { Patience, TransportSeams } from '../protocol/transport.js';
import { pageAttention, type Attention } from '../platform/attention.js';
import { createBackoff } from './backoff.js';
import { clockOf } from './clock.js';
import { endingOf } from './close-codes.js';
import { nextConnection, type ConnectionSignal } from './connection.js';
import { createHeartbeat } from './heartbeat.js';
import { patienceOf } from './patience.js';
import { onBlocked } from './policy.js';
import { MAX_BYTES } from './read-capped.js';
import { createRefusedUpgrades } from './refused-upgrade.js';

export interface ReconnectingSocketOptions {
  /** Asked at every attempt, counted from zero. */
  readonly address: (attempt: number) => URL;
  readonly seams: TransportSeams;
  readonly patience?: Partial<Patience> | undefined;
  readonly attention?: SocketAttention | undefined;
  /** The page, which tells what its own policy forbids. */
  readonly page?: EventTarget | undefined;
  /** The socket is there: time to say hello. It counts as open when `ready` is called. */
  readonly onSocket: () => void;
  readonly onText: (text: string) => void;
  readonly onState: (state: ConnectionState, detail: StateDetail) => void;
  /** Writes something that the other side answers. False, or absent: silence proves nothing. */
  readonly probe?: (() => boolean) | undefined;
  /** Gets a new token after 4401. Absent means that what was refused stays refused. */
  readonly renew?: (() => Promise<void>) | undefined;
  readonly log?: ((line: string) => void) | undefined;
}
export type SocketAttention = Pick<Attention, 'hidden' | 'onWake' | 'onSleep'>;
export interface StateDetail {
  /** With `waiting`: milliseconds until the next attempt; absent while the page is hidden, and during a renewal. */
  readonly retryIn?: number;
  /** With `waiting`: why, where the other side said so. With `closed`: why it is for good. */
  readonly reason?: ChatErrorCode;
}

/** A WebSocket that comes back by itself. */
export interface ReconnectingSocket {
  readonly connect: () => void;
  /** The other side accepted us. */
  readonly ready: () => void;
  /** False when there is no socket to write to. */
  readonly send: (text: string) => boolean;
  /** Gives this connection up; the next attempt comes after the usual wait, or at once. */
  readonly drop: (how?: 'later' | 'now') => void;
  readonly close: () => void;
  /** The state, as soon as `accepts` says yes to it. */
  readonly until: (accepts: (state: ConnectionState) => boolean) => Promise<ConnectionState>;
}

/** The close code of a connection that was just lost. */
const LOST = 1006;
/** A connection counts as open at most once in so many first waits, so that nothing flickers while it comes and goes. */
const STEADY = 10;

export function reconnectingSocket(options: ReconnectingSocketOptions): ReconnectingSocket {
  const { address, seams, attention = pageAttention, page, onSocket, onText, onState, renew, log } = options;
  const patience = patienceOf(options.patience);
  const clock = clockOf(seams);
  const backoff = createBackoff(clock, patience.backoff);
  const heartbeat = createHeartbeat({ clock, patience, probe: () => options.probe?.() ?? false, onDead: drop });
  const upgrades = createRefusedUpgrades({
    seams,
    patience: patience.ack,
    onCode: (code) => {
      if (!isClosed()) lose(code);
    },
  });
  let state: ConnectionState = 'idle';
  let socket: WebSocket | undefined;
  let attempt = 0;
  let accepted = false;
  let openedAt = -Infinity;
  let renewal: 'none' | 'running' | 'spent' = 'none';
  /** The one timer there is besides the heartbeat's: to be accepted, to count as open, or to try again. */
  let cancelTimer = () => {};
  let unwatch = () => {};
  let unblock = () => {};
  const watchers = new Set<() => void>();

  const isClosed = () => state === 'closed';

  function go(signal: ConnectionSignal, detail: StateDetail = {}): boolean {
    const next = nextConnection(state, signal);
    if (next === state) return false;
    state = next;
    onState(state, detail);
    for (const watcher of [...watchers]) watcher();
    return true;
  }

  function dial(): void {
    const target = address(attempt++);
    let current: WebSocket;
    backoff.attempt();
    unblock = onBlocked(target, () => end('blocked'), page);
    try {
      current = new (seams.webSocket ?? globalThis.WebSocket)(target.href);
    } catch {
      // A page on https may not dial an insecure socket, now or later.
      return end('bad-config');
    }
    // The policy may have spoken while we dialled.
    if (isClosed()) return current.close();
    let letIn = false;
    accepted = false;
    socket = current;
    cancelTimer = clock.after(patience.ack, drop);
    current.onopen = () => {
      if (socket !== current) return;
      letIn = true;
      upgrades.admitted();
      unblock();
      onSocket();
    };
    current.onmessage = ({ data }) => {
      if (socket !== current) return;
      if (accepted) heartbeat.heard();
      if (typeof data === 'string' && data.length <= MAX_BYTES) onText(data);
      else log?.('The other side sent something that is not text, or too much of it.');
    };
    current.onclose = ({ code }) => {
      if (socket !== current) return;
      lose(code);
      if (!letIn) upgrades.refused(target);
    };
    // The close event that follows says more; without a listener some implementations throw.
    current.onerror = () => {};
  }

  function letGo(): void {
    cancelTimer();
    unblock();
    heartbeat.stop();
    const old = socket;
    socket = undefined;
    old?.close();
  }

  function lose(code: number): void {
    letGo();
    const ending = endingOf(code);
    const good = backoff.lost();
    if (good && renewal === 'spent') renewal = 'none';
    if (ending.then === 'stop') return end(ending.reason);
    if (ending.then === 'renew') return void replaceToken();
    const { least = 0, reason } = ending.then === 'retry' ? ending : {};
    const usual = backoff.next();
    wait(ending.then === 'resync' && good ? backoff.rest() : Math.max(least, usual), reason);
  }

  function wait(ms: number, reason?: ChatErrorCode): void {
    const why = reason ? { reason } : {};
    const retryIn = Math.round(ms);
    const hidden = attention.hidden();
    go('lost', hidden ? why : { retryIn, ...why });
    if (state === 'waiting' && !hidden) cancelTimer = clock.after(retryIn, retry);
  }

  /** A hidden page waits until it is seen: nobody reads, and its timers are slow. */
  function retry(): void {
    if (state !== 'waiting' || renewal === 'running' || attention.hidden()) return;
    cancelTimer();
    const rest = backoff.rest();
    if (rest > 0) cancelTimer = clock.after(rest, retry);
    else if (go('retry')) dial();
  }

  async function replaceToken(): Promise<void> {
    if (!renew || renewal !== 'none') return end('unauthorized');
    renewal = 'running';
    go('lost');
    try {
      await renew();
    } catch {
      return end('unauthorized');
    }
    renewal = 'spent';
    retry();
  }

  function wake(): void {
    if (state === 'open') heartbeat.ask();
    retry();
  }
  /** With an open socket some browsers do not put a page aside, and none lets it live there. */
  function sleep(): void {
    if (state !== 'connecting' && state !== 'open') return;
    letGo();
    openedAt = -Infinity;
    go('lost');
  }

  function opened(): void {
    openedAt = clock.elapsed();
    go('opened');
  }

  function drop(how: 'later' | 'now' = 'later'): void {
    if (how === 'later') return lose(LOST);
    letGo();
    openedAt = -Infinity;
    go('lost', { retryIn: 0 });
    retry();
  }

  function end(reason?: ChatErrorCode): void {
    letGo();
    unwatch();
    go('close', reason ? { reason } : {});
  }

  return {
    connect() {
      if (!go('connect')) return;
      const undo = [attention.onWake(wake), attention.onSleep(sleep)];
      unwatch = () => undo.forEach((each) => each());
      dial();
    },
    ready() {
      if (!socket || accepted) return;
      accepted = true;
      cancelTimer();
      backoff.ready();
      heartbeat.heard();
      const flicker = openedAt + STEADY * patience.backoff - clock.elapsed();
      if (flicker > 0) cancelTimer = clock.after(flicker, opened);
      else opened();
    },
    send(text) {
      if (socket?.readyState !== 1) return false;
      socket.send(text);
      return true;
    },
    drop,
    close: () => end(),
    until: (accepts) =>
      new Promise((resolve) => {
        const watcher = () => {
          if (!accepts(state)) return;
          watchers.delete(watcher);
          resolve(state);
        };
        watchers.add(watcher);
        watcher();
      }),
  };
}
