import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Backend } from '../backend.js';
import { createUsher, WELCOME } from '../doors/doors.js';
import { isReset } from '../faults/broken.js';
import type { Manner, Peer } from '../sockets/peer.js';
import { wireAt, type SocketWire } from '../sockets/sockets.js';
import { breakOff } from './node-wires.js';

const FRAME_LIMIT = 64 * 1024;
const MOST_SOCKETS = 100;

/** Sockets for a server of Node's kind. */
export interface SocketDoor {
  /** False: the path is not ours, and the socket was not touched. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  readonly close: () => void;
}

const asRequest = ({ url = '/', headers }: IncomingMessage): Request =>
  new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), {
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  });

async function refuse(socket: Duplex, answer: Response): Promise<void> {
  if (answer.type === 'error') return isReset(answer) ? breakOff(socket) : void socket.destroy();
  const body = await answer.text();
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${headers}` +
      `connection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function send(socket: WebSocket, text: string, { fragment, binary = false }: Manner): void {
  const bytes = Buffer.from(text);
  // An empty frame is a frame, too.
  const size = fragment ?? Math.max(1, bytes.length);
  for (let at = 0; at === 0 || at < bytes.length; at += size)
    socket.send(bytes.subarray(at, at + size), { binary, fin: at + size >= bytes.length });
}

function sit(backend: Backend, { seat }: SocketWire, socket: WebSocket, wire: Duplex, request: Request): void {
  const peer: Peer = {
    send: (text, manner = {}) => send(socket, text, manner),
    close: (code, reason) => socket.close(code, reason),
    reset: () => breakOff(wire),
    hold: () => {
      line.mute(true);
      socket.pause();
      return () => {
        line.mute(false);
        socket.resume();
      };
    },
  };
  const line = backend.connections.add('socket', peer);
  const { hear, leave } = seat(backend, peer, new URL(request.url), request.headers);
  socket.on('message', (data, isBinary) => hear(isBinary ? '' : String(data)));
  socket.on('close', () => {
    line.end();
    leave();
  });
  // What is wrong with a socket also closes it.
  socket.on('error', () => {});
}

const wireOf = (url = '/'): SocketWire | undefined => wireAt(new URL(url, 'http://localhost').pathname);

/** The WebSocket door: at most a hundred sockets, frames of 64 KB. */
export function createSocketDoor(backend: Backend): SocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_LIMIT,
    handleProtocols: (offered, { url }) => wireOf(url)?.protocols?.find((each) => offered.has(each)) ?? false,
  });
  const admit = createUsher(backend);
  let knocking = 0;
  const knock = async (wire: SocketWire, incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const request = asRequest(incoming);
    if (server.clients.size + knocking >= MOST_SOCKETS)
      return refuse(socket, new Response('Too many sockets.', { status: 503 }));
    knocking += 1;
    const answer = await admit(request).finally(() => (knocking -= 1));
    if (answer.status !== WELCOME) return refuse(socket, answer);
    server.handleUpgrade(incoming, socket, head, (open) => sit(backend, wire, open, socket, request));
  };
  return {
    upgrade: (request, socket, head) => {
      const wire = wireOf(request.url);
      if (!wire) return false;
      socket.on('error', () => socket.destroy());
      void knock(wire, request, socket, head).catch((error: unknown) => (backend.report(error), socket.destroy()));
      return true;
    },
    close: () => {
      for (const client of server.clients) client.terminate();
      backend.connections.hangUp();
      server.close();
    },
  };
}
