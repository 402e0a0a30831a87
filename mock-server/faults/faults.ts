import type { Clock } from '../clock.js';
import { fits, type Fault, type Traffic } from './fault.js';
import { readFault } from './read-fault.js';
import { seeded } from './seeded.js';

/** All effects that hit one thing. */
export interface Blow extends Fault {
  /** Milliseconds to wait: latency, and jitter as it fell. */
  readonly wait: number;
  /** Resolves when the faults are deleted, or this one's time is over. */
  readonly healed: () => Promise<void>;
}

/** The switches of the control door. */
export interface Faults {
  readonly list: () => readonly (Fault & { readonly hits: number })[];
  /** Adds what was posted. Throws a `Problem` for words it does not know. */
  readonly add: (raw: unknown) => Fault;
  /** All effects that hit this request, frame or event, counted. */
  readonly strike: (traffic: Traffic) => Blow;
  /** The whole server is to seem gone. */
  readonly offline: () => boolean;
  readonly clear: () => void;
}

interface Active {
  readonly fault: Fault;
  readonly until: number;
  readonly chance: () => number;
  met: number;
  hits: number;
}

/** Faults, of which none is set yet. */
export function createFaults({ now, sleep }: Clock): Faults {
  let active: Active[] = [];
  let heal = () => {};
  let healing = new Promise<void>((resolve) => (heal = resolve));

  const current = (): readonly Active[] => (active = active.filter(({ until }) => now() < until));
  const hit = (each: Active, traffic: Traffic): boolean => {
    if (!fits(each.fault, traffic)) return false;
    each.met += 1;
    if (each.met <= (each.fault.skip ?? 0)) return false;
    each.hits += 1;
    return true;
  };
  return {
    list: () => current().map(({ fault, hits }) => ({ ...fault, hits })),
    add: (raw) => {
      const fault = readFault(raw);
      const until = now() + (fault.for ?? Infinity);
      if (!fault.restart) active.push({ fault, until, chance: seeded(fault.seed ?? 1), met: 0, hits: 0 });
      return fault;
    },
    strike: (traffic) => {
      const struck = current().filter((each) => hit(each, traffic));
      active = active.filter(({ fault, hits }) => fault.count === undefined || hits < fault.count);
      const mine = healing;
      const until = Math.min(...struck.map((each) => each.until));
      const waits = struck.map(({ fault: { latency = 0, jitter = 0 }, chance }) => latency + jitter * chance());
      return {
        ...struck.reduce<Fault>((all, { fault }) => ({ ...all, ...fault }), {}),
        wait: waits.reduce((sum, wait) => sum + wait, 0),
        healed: () => (until === Infinity ? mine : Promise.race([mine, sleep(until - now())])),
      };
    },
    offline: () => current().some(({ fault }) => fault.offline),
    clear: () => {
      active = [];
      heal();
      healing = new Promise<void>((resolve) => (heal = resolve));
    },
  };
}
