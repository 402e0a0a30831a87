import type { Backend } from '../backend.js';
import { createGate } from '../faults/gate.js';
import { createLane } from '../faults/lane.js';
import type { Traffic } from '../faults/fault.js';
import type { Peer } from './peer.js';

/** Carries frames in order, each way, past whatever the control door put on the road. */
export interface Road {
  readonly up: (text: string, arrive: (text: string) => void) => void;
  readonly down: (text: string) => void;
  /** Closes the socket when everything that goes down has arrived. */
  readonly end: (code: number, reason: string) => void;
}

function namesOf(text: string): readonly string[] {
  try {
    const { event, id } = JSON.parse(text) as { readonly event?: unknown; readonly id?: unknown };
    return [event, id].filter((name) => typeof name === 'string');
  } catch {
    return [];
  }
}

/** The road between a socket and its room; `names`: what a frame is called, where faults wait for it. */
export function createRoad(
  { faults, clock, report, control }: Backend,
  path: string,
  peer: Peer,
  names = namesOf,
): Road {
  // Nobody can ask for faults: the road is clear.
  if (!control) return { up: (text, arrive) => arrive(text), down: peer.send, end: peer.close };
  const gate = createGate({
    reset: peer.reset,
    close: (code) => peer.close(code, 'The connection was asked to close.'),
    ...(peer.hold && { hold: peer.hold }),
  });
  const lane = (direction: NonNullable<Traffic['direction']>) =>
    createLane({ faults, clock, report, gate, traffic: { kind: 'frame', method: 'WS', path, direction } });
  const up = lane('up');
  const down = lane('down');
  return {
    up: (text, arrive) => up.carry(text, names(text), arrive),
    down: (text) => down.carry(text, names(text), peer.send),
    end: (code, reason) => void down.rest().then(() => peer.close(code, reason)),
  };
}
