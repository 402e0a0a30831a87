import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Manner } from '../sockets/peer.js';
import { breakOff } from './node-wires.js';

/** Bytes that may wait for a reader; until it has taken them nobody listens to it either. */
export const ENOUGH = 64 * 1024;
/** Bytes that wait when a reader who takes nothing is told to come again: what it missed is kept for it. */
export const TOO_MUCH = 4 * 1024 * 1024;
/** Milliseconds in which a reader takes something: a long history all at once is not too much for whoever reads it. */
const STEADY = 1000;
const TRY_AGAIN = 1013;

/** Runs out when nothing moves on a wire for so many milliseconds, though something could. Answers the way to stop it. */
export function expectProgress(wire: Duplex | null, patience: number, onStandstill: () => void): () => void {
  if (!(wire instanceof Socket)) return () => {};
  wire.setTimeout(patience, onStandstill);
  return () => {
    wire.setTimeout(0);
    wire.off('timeout', onStandstill);
  };
}

/** What a socket's way out needs besides. */
export interface OutletOptions {
  readonly wire: Duplex;
  /** Stops hearing the socket; what it answers hears it again. */
  readonly hold: () => () => void;
  /** Milliseconds that a reader may take nothing at all. */
  readonly patience: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * The way out of a socket. Whoever does not read is not listened to, so that there is never more for them to read than
 * others say; when that gets too much, or nothing is read at all, the socket ends, and whoever comes again asks for the rest.
 */
export function createOutlet(socket: WebSocket, { wire, hold, patience, now }: OutletOptions) {
  let relent: (() => void) | undefined;
  let moved = 0;
  function resume(): void {
    relent?.();
    relent = undefined;
  }
  function wait(): void {
    moved = now();
    const release = hold();
    const calm = expectProgress(wire, patience, () => breakOff(wire));
    relent = () => {
      calm();
      release();
    };
  }
  const written = (): void => {
    moved = now();
    if (socket.bufferedAmount <= ENOUGH) resume();
  };
  socket.once('close', resume);

  return (text: string, { fragment, binary = false }: Manner = {}): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > TOO_MUCH && now() - moved >= STEADY) {
      resume();
      return socket.close(TRY_AGAIN, 'Too much waits to be read: come again for it.');
    }
    const bytes = Buffer.from(text);
    // An empty frame is a frame, too.
    const size = fragment ?? Math.max(1, bytes.length);
    for (let at = 0; at === 0 || at < bytes.length; at += size)
      socket.send(bytes.subarray(at, at + size), { binary, fin: at + size >= bytes.length }, written);
    if (!relent && socket.bufferedAmount > ENOUGH) wait();
  };
}
