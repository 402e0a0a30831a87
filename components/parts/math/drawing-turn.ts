import { nextFrame } from '../../foundation/frame.js';

/** Milliseconds of a frame that all formulas together may take; a single one that takes longer is never cut. */
const SLICE = 8;

let line: Promise<unknown> = Promise.resolve();
let since: number | undefined;

/** Draws one formula after the other, and lets a frame pass when they took their time: a message may have hundreds. */
export function inTurn(draw: () => unknown): Promise<void> {
  const turn = line.then(async () => {
    if (since !== undefined && performance.now() - since > SLICE) await nextFrame();
    if (since === undefined) {
      since = performance.now();
      void nextFrame().then(() => (since = undefined));
    }
    await draw();
  });
  // What one of them throws is its own affair.
  line = turn.catch(() => undefined);
  return turn;
}
