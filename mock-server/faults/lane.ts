import type { Clock } from '../clock.js';
import type { Traffic } from './fault.js';
import type { Blow, Faults } from './faults.js';
import type { Gate } from './gate.js';
import { corrupted } from './corrupted.js';

/** Milliseconds after which what was gathered to be turned round goes, complete or not. */
const GATHERING = 200;

/** One direction of one connection. */
export interface Lane {
  /** Takes one frame or event; it arrives, once or more often, or not at all. Without a name it does not count. */
  readonly carry: (content: string, names: readonly string[], arrive: Arrive) => void;
  /** Resolves when everything that was taken has arrived, or never will. */
  readonly rest: () => Promise<void>;
  /** Resolves when nothing that was taken is on its way; what waits to be turned round waits on. */
  readonly settled: () => Promise<void>;
}
type Arrive = (content: string, blow: Blow) => void;

/** What a lane needs besides. */
export interface LaneOptions {
  readonly faults: Faults;
  readonly clock: Clock;
  /** Shared by the lanes of one connection. */
  readonly gate: Gate;
  readonly traffic: Omit<Traffic, 'names' | 'index'>;
  readonly report: (error: unknown) => void;
}

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

function contentOf(content: string, { body, truncate, corrupt }: Blow): string {
  const said = body === undefined ? content : asText(body);
  return (corrupt ? corrupted(said) : said).slice(0, truncate);
}

/** Carries frames or events in order past whatever was put on the road. */
export function createLane({ faults, clock, gate, traffic, report }: LaneOptions): Lane {
  let last = Promise.resolve();
  let index = 0;
  let gathered: (() => void)[] = [];

  const turnRound = () => {
    const turned = gathered.reverse();
    gathered = [];
    for (const go of turned) go();
  };
  const gather = (go: () => void, size: number) => {
    gathered.push(go);
    const mine = gathered;
    if (gathered.length >= size) turnRound();
    else void clock.sleep(GATHERING).then(() => mine === gathered && turnRound(), report);
  };
  const strike = (names: readonly string[]): Blow => {
    if (names.length > 0) index += 1;
    return faults.strike({ ...traffic, names, index });
  };
  const carry = async (content: string, blow: Blow, arrive: Arrive) => {
    const pass = () => {
      if (gate.ended() || blow.drop) return;
      for (let copies = 1 + (blow.duplicate ?? 0); copies > 0; copies -= 1) arrive(contentOf(content, blow), blow);
    };
    if (blow.wait > 0) await clock.sleep(blow.wait);
    if (blow.when !== 'after') gate.suffer(blow);
    await gate.open();
    if (blow.reorder === undefined) pass();
    else gather(pass, blow.reorder);
    if (blow.when === 'after') gate.suffer(blow);
  };
  return {
    carry: (content, names, arrive) => {
      last = last.then(() => carry(content, strike(names), arrive)).catch(report);
    },
    rest: () => last.then(turnRound),
    settled: () => last,
  };
}
