import type { Duplex, Writable } from 'node:stream';
import { ConnectionReset } from '../faults/broken.js';
import { expectProgress } from './node-outlet.js';
import { breakOff } from './node-wires.js';

/** Where an answer is written. */
type Outgoing = Writable & { readonly socket: Duplex | null };

const PATIENCE = 30_000;

/** Resolves when more may be written, or nothing any more. */
const drained = (outgoing: Outgoing): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.once('drain', done).once('close', done);
  });

/**
 * Writes a body as fast as it is taken, and asks for no more of it than that. Whoever takes nothing for too long loses the
 * connection; where the connection or the body breaks, so does the other.
 */
export async function pour(body: ReadableStream<Uint8Array>, outgoing: Outgoing, patience = PATIENCE): Promise<void> {
  const reader = body.getReader();
  const leave = () => void reader.cancel().catch(() => {});
  outgoing.once('close', leave);
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      if (outgoing.destroyed) return;
      if (outgoing.write(piece.value)) continue;
      const calm = expectProgress(outgoing.socket, patience, () => outgoing.destroy());
      await drained(outgoing);
      calm();
    }
    outgoing.end();
  } catch (error) {
    if (error instanceof ConnectionReset && outgoing.socket) breakOff(outgoing.socket);
    else outgoing.destroy();
  } finally {
    outgoing.off('close', leave);
  }
}
