import type { Chance } from './chance.js';

/** All transports, the oldest first. */
export const transportNames = [
  'direct',
  'websocket',
  'memory',
  'chatbotkit',
  'session',
  'opencx',
  'airy',
  'socketio',
] as const;
export type TransportName = (typeof transportNames)[number];

/** Whose words go out by HTTP: real requests, and for `memory` a function over the same road. */
const requests = ['direct', 'memory', 'chatbotkit', 'session', 'opencx', 'airy'] as const;
const posts = ['direct', 'chatbotkit', 'session', 'opencx', 'airy'] as const;
/** Who takes the same words once; where nobody does, a road that doubles a request doubles what was said. */
const idempotent = ['direct', 'memory', 'opencx'] as const;
const sockets = ['websocket', 'airy', 'socketio'] as const;

/** What can go wrong on the way, and whom it can hit. */
export const faults = {
  /** The answer takes up to 50 seconds. */
  slow: transportNames,
  'lost before it arrived': requests,
  'lost after it arrived': requests,
  'silence before it arrived': requests,
  'silence after it arrived': requests,
  'cut in the middle': requests,
  'silence in the middle': requests,
  'arrives twice': idempotent,
  'status 429': requests,
  'status 500': requests,
  'status 500 after it arrived': requests,
  'status 503': transportNames,
  'status 503 after it arrived': posts,
  'a page instead of an answer': posts,
  /** The server's own faults, where it numbers what it says. */
  'event lost': ['session'],
  'event twice': ['session'],
  'events out of order': ['session'],
  /** A new connection says nothing, ever. */
  deaf: sockets,
  /** Both ends believe that it lives. */
  'half open': sockets,
  reset: sockets,
  'closed with a reason': sockets,
  'frame up lost': ['websocket'],
  // What nobody numbers and nobody keeps cannot be missed.
  'frame down lost': ['websocket', 'airy'],
  'frame up twice': ['websocket'],
  'frame down twice': ['websocket', 'airy', 'socketio'],
  /** The server's own fault: a wire keeps the order. */
  'frames down out of order': ['websocket', 'airy'],
  'broken frame': sockets,
} as const satisfies Readonly<Record<string, readonly TransportName[]>>;

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
