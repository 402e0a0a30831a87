import type { Backend } from '../backend.js';
import type { Peer, Seat } from './peer.js';
import { STOMP_PATH } from '../doors/airy/paths.js';
import { SOCKET_IO_PATH, takeIoSeat } from './socketio/socketio.js';
import { stompProtocols, takeStompSeat } from './stomp/stomp.js';
import { takeSeat } from './websocket.js';

/** A wire that is spoken over a socket. */
export interface SocketWire {
  /** Its sub-protocols, the best one first; without any, none is agreed on. */
  readonly protocols?: readonly string[];
  readonly seat: (backend: Backend, peer: Peer, url: URL, headers: Headers) => Seat;
}

/** What is spoken at which path. */
export const sockets: Readonly<Record<string, SocketWire>> = {
  '/stentor/ws': { seat: takeSeat },
  [SOCKET_IO_PATH]: { seat: takeIoSeat },
  [STOMP_PATH]: { protocols: stompProtocols, seat: takeStompSeat },
};

/** The wire of an address, with or without a slash at its end. */
export const wireAt = (path: string): SocketWire | undefined =>
  Object.hasOwn(sockets, path) ? sockets[path] : Object.hasOwn(sockets, `${path}/`) ? sockets[`${path}/`] : undefined;
