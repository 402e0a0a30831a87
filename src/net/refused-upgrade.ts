import type { TransportSeams } from '../protocol/transport.js';
import { clockOf } from './clock.js';

/** What a status would be as a close code. */
const codes: Readonly<Record<number, number>> = { 401: 4401, 403: 4403 };
/** After so many attempts in a row that were not let in, somebody is asked why; once in that time. */
const DOORS = 3;
const ASK_EVERY = 60_000;

export interface RefusedUpgradesOptions {
  readonly seams: TransportSeams;
  /** Longest wait for an answer, in milliseconds. */
  readonly patience: number;
  /** Told the close code that the server would have said, had it been able to. */
  readonly onCode: (code: number) => void;
}
/** Finds out why sockets are not let in: to a page a refused upgrade looks like a lost connection. */
export interface RefusedUpgrades {
  readonly admitted: () => void;
  readonly refused: (address: URL) => void;
}

/** Asks the address over HTTP, without credentials. `undefined` when there is nothing to be known. */
async function statusOf(address: URL, seams: TransportSeams, patience: number): Promise<number | undefined> {
  const { fetch = globalThis.fetch } = seams;
  const twin = new URL(address);
  twin.protocol = twin.protocol.replace('ws', 'http');
  const controller = new AbortController();
  const disarm = clockOf(seams).after(patience, () => controller.abort());
  try {
    const { status, body } = await fetch(twin.href, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: controller.signal,
    });
    void body?.cancel().catch(() => {});
    return status;
  } catch {
    // Nobody there, or nobody who talks to pages of this origin.
    return undefined;
  } finally {
    disarm();
  }
}

export function createRefusedUpgrades({ seams, patience, onCode }: RefusedUpgradesOptions): RefusedUpgrades {
  const { elapsed } = clockOf(seams);
  let doors = 0;
  let asked = -Infinity;
  return {
    admitted: () => (doors = 0),
    refused(address) {
      doors += 1;
      if (doors < DOORS || elapsed() - asked < ASK_EVERY) return;
      asked = elapsed();
      void statusOf(address, seams, patience).then((status = 0) => {
        const code = codes[status];
        if (code !== undefined && doors >= DOORS) onCode(code);
      });
    },
  };
}
