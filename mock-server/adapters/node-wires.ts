import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connections, Line } from '../connections.js';

/** Resets a connection; one that cannot be reset ends. */
export function breakOff(wire: Duplex): void {
  if (wire instanceof Socket && !wire.destroyed) wire.resetAndDestroy();
  else wire.destroy();
}

/** Knows which connections requests come on, so that all can be broken at once but the one that asks for it. */
export function createWires(connections: Connections): (request: IncomingMessage) => void {
  const lines = new Map<Duplex, Line>();
  const forget = (wire: Duplex) => {
    lines.get(wire)?.end();
    lines.delete(wire);
  };
  return ({ socket, url = '/' }) => {
    if (url.startsWith('/__mock/')) return forget(socket);
    if (lines.has(socket)) return;
    lines.set(socket, connections.add('wire', { reset: () => breakOff(socket) }));
    socket.once('close', () => forget(socket));
  };
}
