import type { ConnectionState } from '../protocol/connection.js';
import type { ChatErrorCode } from '../protocol/errors.js';
import type { TransportSeams } from '../protocol/transport.js';
import { pageAttention, type Attention } from '../platform/attention.js';
import { createBackoff } from './backoff.js';
import { clockOf } from './clock.js';
import { nextConnection, type ConnectionSignal } from './connection.js';
import { MAX_BYTES } from './read-capped.js';

export interface ReconnectingSocketOptions {
  /** Asked at every attempt, counted from zero. */
  readonly address: (attempt: number) => URL;
  readonly seams: TransportSeams;
  readonly attention?: Pick<Attention, 'hidden' | 'onWake'> | undefined;
  /** The socket is there: time to say hello. It counts as open when `ready` is called. */
  readonly onSocket: () => void;
  readonly onText: (text: string) => void;
  readonly onState: (state: ConnectionState, detail: StateDetail) => void;
}
export interface StateDetail {
  /** With `waiting`: milliseconds until the next attempt; absent while the page is hidden. */
  readonly retryIn?: number;
  /** With `closed`: why it is for good. */
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

/** A connection that is not accepted within this time is given up. */
const HANDSHAKE = 10_000;
/** The least wait for a server that says it is busy. */
const BUSY = 5_000;
const busy: ReadonlySet<number> = new Set([1013, 4429]);

/** Close codes after which trying again is no use. 4400 and up repeat HTTP's meanings; 4003 is Hyponema's. */
const final: Readonly<Record<number, ChatErrorCode>> = {
  1008: 'forbidden',
  4003: 'forbidden',
  4400: 'rejected',
  4401: 'unauthorized',
  4403: 'forbidden',
  4404: 'not-found',
  4409: 'closed',
};

export function reconnectingSocket(options: ReconnectingSocketOptions): ReconnectingSocket {
  const { address, seams, attention = pageAttention, onSocket, onText, onState } = options;
  const clock = clockOf(seams);
  const backoff = createBackoff(clock);
  let state: ConnectionState = 'idle';
  let socket: WebSocket | undefined;
  let attempt = 0;
  let cancelTimer = () => {};
  let unwatch = () => {};
  const watchers = new Set<() => void>();

  function go(signal: ConnectionSignal, detail: StateDetail = {}): boolean {
    const next = nextConnection(state, signal);
    if (next === state) return false;
    state = next;
    onState(state, detail);
    for (const watcher of [...watchers]) watcher();
    return true;
  }

  function dial(): void {
    let current: WebSocket;
    try {
      current = new (seams.webSocket ?? globalThis.WebSocket)(address(attempt++).href);
    } catch {
      // A page on https may not dial an insecure socket, now or later.
      return end('bad-config');
    }
    socket = current;
    cancelTimer = clock.after(HANDSHAKE, () => lose(1006));
    current.onopen = () => {
      if (socket === current) onSocket();
    };
    current.onmessage = ({ data }) => {
      if (socket === current && typeof data === 'string' && data.length <= MAX_BYTES) onText(data);
    };
    current.onclose = ({ code }) => {
      if (socket === current) lose(code);
    };
    // The close event that follows says more; without a listener some implementations throw.
    current.onerror = () => {};
  }

  function letGo(): void {
    cancelTimer();
    const old = socket;
    socket = undefined;
    old?.close();
  }

  function lose(code: number): void {
    letGo();
    const reason = final[code];
    if (reason) return end(reason);
    const wait = Math.round(Math.max(backoff.next(), busy.has(code) ? BUSY : 0));
    if (attention.hidden()) return void go('lost');
    if (go('lost', { retryIn: wait })) cancelTimer = clock.after(wait, retry);
  }

  /** A hidden page waits until it is seen: nobody reads, and its timers are slow. */
  function retry(): void {
    if (attention.hidden()) return;
    cancelTimer();
    if (go('retry')) dial();
  }

  function end(reason?: ChatErrorCode): void {
    letGo();
    unwatch();
    go('close', reason ? { reason } : {});
  }

  return {
    connect() {
      if (!go('connect')) return;
      unwatch = attention.onWake(retry);
      dial();
    },
    ready() {
      if (!socket || !go('opened')) return;
      cancelTimer();
      backoff.ready();
    },
    send(text) {
      if (socket?.readyState !== 1) return false;
      socket.send(text);
      return true;
    },
    drop(how = 'later') {
      if (how === 'later') return lose(1006);
      letGo();
      go('lost', { retryIn: 0 });
      retry();
    },
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
