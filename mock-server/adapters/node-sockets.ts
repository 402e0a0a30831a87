import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Backend } from '../backend.js';
import { createUsher, WELCOME } from '../doors/doors.js';
import { isReset } from '../faults/broken.js';
import type { Peer, Seat } from '../sockets/peer.js';
import { type SocketWire, wireAt } from '../sockets/sockets.js';
import { createOutlet } from './node-outlet.js';
import { breakOff } from './node-wires.js';
import { pathOf } from './path-of.js';

const FRAME_LIMIT = 64 * 1024;
const MOST_SOCKETS = 10_000;
const PATIENCE = 30_000;
/** Frames of one socket that are heard in one breath. */
const BREATH = 16;

/** How many sockets there may be, and how slow. */
export interface SocketLimits {
  /** Most sockets at once; 10,000 unless given. */
  readonly sockets?: number;
  /** Milliseconds that a reader may take nothing of what waits for it; 30,000 unless given. */
  readonly patience?: number;
}

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

/** Stops hearing a socket, for as long as any of those wants that who asked for it. */
function createMuffler(socket: WebSocket): () => () => void {
  const holders = new Set<symbol>();
  return () => {
    const me = Symbol('holder');
    holders.add(me);
    socket.pause();
    return () => {
      if (holders.delete(me) && holders.size === 0) socket.resume();
    };
  };
}

function sit(
  backend: Backend,
  wire: Duplex,
  socket: WebSocket,
  patience: number,
  takeSeat: (peer: Peer) => Seat,
): void {
  const muffle = createMuffler(socket);
  const peer: Peer = {
    send: createOutlet(socket, { wire, hold: muffle, patience, now: backend.clock.now }),
    close: (code, reason) => socket.close(code, reason),
    reset: () => breakOff(wire),
    hold: () => {
      line.mute(true);
      const release = muffle();
      return () => {
        line.mute(false);
        release();
      };
    },
  };
  const line = backend.connections.add('socket', peer);
  const { hear, leave } = takeSeat(peer);
  let heard = 0;
  socket.on('message', (data, isBinary) => {
    hear(isBinary ? '' : String(data));
    if ((heard += 1) < BREATH) return;
    // What was heard so far is answered before more is: others have their turn, too.
    heard = 0;
    setTimeout(muffle(), 1);
  });
  socket.on('close', () => {
    line.end();
    leave();
  });
  // What is wrong with a socket also closes it.
  socket.on('error', () => {});
}

const wireOf = (url = '/'): SocketWire | undefined => wireAt(pathOf(url));

/** The WebSocket door: so many sockets and no more, frames of 64 KB. */
export function createSocketDoor(
  backend: Backend,
  { sockets = MOST_SOCKETS, patience = PATIENCE }: SocketLimits = {},
): SocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_LIMIT,
    handleProtocols: (offered, { url }) => wireOf(url)?.protocols?.find((each) => offered.has(each)) ?? false,
  });
  const admit = createUsher(backend);
  let knocking = 0;
  const knock = async (wire: SocketWire, incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const request = asRequest(incoming);
    if (server.clients.size + knocking >= sockets)
      return refuse(socket, new Response('Too many sockets.', { status: 503 }));
    knocking += 1;
    const answer = await admit(request).finally(() => (knocking -= 1));
    if (answer.status !== WELCOME) return refuse(socket, answer);
    const { url, headers } = request;
    server.handleUpgrade(incoming, socket, head, (open) =>
      sit(backend, socket, open, patience, (peer) => wire.seat(backend, peer, new URL(url), headers)),
    );
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
