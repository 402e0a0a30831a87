import type { JsonObject } from './doors/json.js';
import type { Utterance } from './utterance.js';

/** Who is in a room: they hear what is said, heed signs, and hold the room. */
export interface Company {
  readonly tell: (said: Utterance) => void;
  readonly sign: (sign: JsonObject) => void;
  readonly isHere: () => boolean;
  /** What a room offers of it. */
  readonly ways: {
    readonly listen: (listener: (said: Utterance) => void) => () => void;
    readonly heed: (listener: (sign: JsonObject) => void) => () => void;
    readonly hold: () => () => void;
  };
}

function listOf<T>() {
  const all = new Set<T>();
  const join = (one: T) => {
    all.add(one);
    return () => void all.delete(one);
  };
  return { all, join };
}

/** Nobody is here yet. */
export function createCompany(): Company {
  const listeners = listOf<(said: Utterance) => void>();
  const heeders = listOf<(sign: JsonObject) => void>();
  const holders = listOf<symbol>();
  return {
    tell: (said) => listeners.all.forEach((listener) => listener(said)),
    sign: (sign) => heeders.all.forEach((heed) => heed(sign)),
    isHere: () => holders.all.size > 0,
    ways: { listen: listeners.join, heed: heeders.join, hold: () => holders.join(Symbol('holder')) },
  };
}
