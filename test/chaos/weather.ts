import type { Chance } from './chance.js';

/** What can go wrong on the way, and whom it can hit. */
export const faults = {
  /** The answer takes up to 50 seconds. */
  slow: ['direct', 'websocket', 'memory'],
  'lost before it arrived': ['direct', 'memory'],
  'lost after it arrived': ['direct', 'memory'],
  'silence before it arrived': ['direct', 'memory'],
  'silence after it arrived': ['direct', 'memory'],
  'cut in the middle': ['direct', 'memory'],
  'silence in the middle': ['direct', 'memory'],
  'arrives twice': ['direct', 'memory'],
  'status 429': ['direct', 'memory'],
  'status 500': ['direct', 'memory'],
  'status 500 after it arrived': ['direct', 'memory'],
  'status 503': ['direct', 'websocket', 'memory'],
  'status 503 after it arrived': ['direct'],
  'a page instead of an answer': ['direct'],
  /** A new connection says nothing, ever. */
  deaf: ['websocket'],
  /** Both ends believe that it lives. */
  'half open': ['websocket'],
  reset: ['websocket'],
  'closed with a reason': ['websocket'],
  'frame up lost': ['websocket'],
  'frame down lost': ['websocket'],
  'frame up twice': ['websocket'],
  'frame down twice': ['websocket'],
  /** The server's own fault: a wire keeps the order. */
  'frames down out of order': ['websocket'],
  'broken frame': ['websocket'],
} as const satisfies Readonly<Record<string, readonly TransportName[]>>;

export type TransportName = 'direct' | 'websocket' | 'memory';
export type FaultKind = keyof typeof faults;

/** The faults that this transport can meet. */
export const faultsOf = (transport: TransportName): readonly FaultKind[] =>
  (Object.keys(faults) as FaultKind[]).filter((kind) => (faults[kind] as readonly string[]).includes(transport));

/** The state of the road between all pages and the server. */
export interface Weather {
  readonly online: () => boolean;
  /** What browsers say of it, right or wrong. */
  readonly onLine: () => boolean;
  readonly goOffline: (tells: boolean) => void;
  readonly goOnline: () => void;
  readonly begin: (kind: FaultKind, share: number) => void;
  readonly end: () => void;
  /** Whether this fault hits, here and now. */
  readonly strikes: (kind: FaultKind) => boolean;
  /** Milliseconds that something takes from one end to the other. */
  readonly latency: () => number;
}

/** Good to begin with. */
export function createWeather(chance: Chance): Weather {
  const active = new Map<FaultKind, number>();
  const nearby = chance.pick([1, 10, 50, 200]);
  const jitter = chance.pick([0, 20, 300]);
  let online = true;
  let onLine = true;
  const strikes = (kind: FaultKind) => active.has(kind) && chance.maybe(active.get(kind) ?? 0);
  return {
    online: () => online,
    onLine: () => onLine,
    goOffline(tells) {
      online = false;
      if (tells) onLine = false;
    },
    goOnline() {
      online = true;
      onLine = true;
    },
    begin: (kind, share) => void active.set(kind, share),
    end: () => active.clear(),
    strikes,
    latency: () => nearby + chance.between(0, jitter) + (strikes('slow') ? chance.between(1_000, 50_000) : 0),
  };
}
