import type { Clock } from '../../../net/clock.js';

/** Milliseconds in which candidates gather before they are sent together. */
const BATCH = 200;

/** Candidates on their way to the other side. */
export interface Trickle {
  readonly add: (candidate: RTCIceCandidate) => void;
  /** The other side knows the peer: from now on they go out. */
  readonly begin: (peerId: string) => void;
  readonly close: () => void;
}

/** Nothing is sent before the answer is in; then whatever gathered goes in one request. */
export function createTrickle(
  { after }: Pick<Clock, 'after'>,
  send: (peerId: string, candidates: readonly RTCIceCandidate[]) => void,
): Trickle {
  let waiting: readonly RTCIceCandidate[] = [];
  let peer: string | undefined;
  let undo: (() => void) | undefined;

  function arm(): void {
    if (peer === undefined || undo || !waiting.length) return;
    undo = after(BATCH, () => {
      undo = undefined;
      const batch = waiting;
      waiting = [];
      if (peer !== undefined) send(peer, batch);
    });
  }
  return {
    add(candidate) {
      waiting = [...waiting, candidate];
      arm();
    },
    begin(peerId) {
      peer = peerId;
      arm();
    },
    close() {
      undo?.();
      undo = undefined;
      waiting = [];
      peer = undefined;
    },
  };
}
