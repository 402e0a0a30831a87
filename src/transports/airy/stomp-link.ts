import { Client, type IStompSocket, Versions } from '@stomp/stompjs';
import type { Clock } from '../../net/clock.js';
import { MAX_BYTES } from '../../net/read-capped.js';
import { QUEUE } from './wire.js';

export interface StompLinkOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly token: string;
  /** Writes to the socket; false when there is none. */
  readonly write: (text: string) => boolean;
  /** How often each side is to give a sign of life, in milliseconds. */
  readonly heartbeat: number;
  /** We are let in and listen; the other side gives a sign of life every so many milliseconds, or never. */
  readonly onConnected: (signs: number) => void;
  readonly onMessage: (body: string) => void;
  /** The server ends it, and says why. */
  readonly onError: (reason: string) => void;
  /** What came can be no frame. */
  readonly onBroken: () => void;
}

/** One conversation in STOMP over a socket that somebody else opened and closes. */
export interface StompLink {
  readonly hear: (text: string) => void;
  readonly end: () => void;
}

const OPEN = 1;
const CLOSED = 3;
/** A lone line end: a sign of life. */
const BEAT = '\n';

/** The sub-protocols that say which versions are spoken. */
export const protocols: readonly string[] = Versions.default.protocolVersions();

export function createStompLink(options: StompLinkOptions): StompLink {
  const { clock, token, write, heartbeat, onConnected, onMessage, onError, onBroken } = options;
  /** Characters since the last whole frame. */
  let unread = 0;
  let state = OPEN;
  let cancelBeat = () => {};
  function beat(): void {
    // A server may say twice that we are let in.
    cancelBeat();
    cancelBeat = clock.after(heartbeat, () => {
      write(BEAT);
      beat();
    });
  }
  const pipe: IStompSocket = {
    url: '',
    onclose: null,
    onerror: null,
    onmessage: null,
    onopen: null,
    get readyState() {
      return state;
    },
    // Whoever opened the socket closes it.
    close: () => {},
    terminate: () => {},
    // What is promised here is kept here: the library has timers of its own.
    send: (data) => void write(String(data).replace('\nheart-beat:0,0\n', `\nheart-beat:${heartbeat},${heartbeat}\n`)),
  };
  const client = new Client({
    webSocketFactory: () => pipe,
    connectHeaders: { Authorization: `Bearer ${token}` },
    // Coming back, and noticing that the other side is dead, is the socket's business.
    reconnectDelay: 0,
    heartbeatIncoming: 0,
    heartbeatOutgoing: 0,
    onConnect({ headers }) {
      unread = 0;
      client.subscribe(QUEUE, ({ body }) => {
        unread = 0;
        onMessage(body);
      });
      const [gives = 0, wants = 0] = (headers['heart-beat'] ?? '').split(',').map((each) => Number.parseInt(each, 10));
      if (wants > 0) beat();
      onConnected(gives > 0 ? Math.max(gives, heartbeat) : Infinity);
    },
    onStompError({ headers }) {
      unread = 0;
      onError(headers['message'] ?? '');
    },
    onUnhandledReceipt: () => (unread = 0),
    onUnhandledMessage: () => (unread = 0),
    onUnhandledFrame: onBroken,
  });
  client.activate();

  return {
    hear(text) {
      if (state === CLOSED) return;
      // A lone line end is a sign of life.
      unread += text.trim() === '' ? 0 : text.length;
      pipe.onmessage?.({ data: text });
      if (unread > MAX_BYTES) onBroken();
    },
    end() {
      if (state === CLOSED) return;
      state = CLOSED;
      cancelBeat();
      pipe.onclose?.({});
      void client.deactivate();
    },
  };
}
