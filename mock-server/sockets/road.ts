import type { Backend } from '../backend.js';
import type { Traffic } from '../faults.js';
import type { Peer } from './peer.js';

/** Carries frames in order, each way, past whatever the control door put on the road. */
export interface Road {
  readonly up: (text: string, arrive: (text: string) => void) => void;
  readonly down: (text: string) => void;
}

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

function eventOf(text: string): { readonly event?: string } {
  try {
    const { event } = JSON.parse(text) as { readonly event?: unknown };
    return typeof event === 'string' ? { event } : {};
  } catch {
    return {};
  }
}

export function createRoad({ faults, clock, report }: Backend, path: string, peer: Peer): Road {
  const lane = (direction: NonNullable<Traffic['direction']>) => {
    let last: Promise<void> | undefined;
    const carry = async (text: string, arrive: (text: string) => void): Promise<void> => {
      const fault = faults.strike({ path, method: 'WS', direction, ...eventOf(text) });
      if (fault.latency) await clock.sleep(fault.latency);
      if (fault.close !== undefined) return peer.close(fault.close, 'The connection was asked to close.');
      if (fault.drop) return;
      const said = fault.body === undefined ? text : asText(fault.body);
      for (let copies = 1 + (fault.duplicate ?? 0); copies > 0; copies -= 1) arrive(said.slice(0, fault.truncate));
    };
    return (text: string, arrive: (text: string) => void) => {
      last = (last ?? Promise.resolve()).then(() => carry(text, arrive)).catch(report);
    };
  };
  const down = lane('down');
  return { up: lane('up'), down: (text) => down(text, peer.send) };
}
