import type { Clock } from '../../clock.js';
import type { Shelf } from '../../shelf.js';

/** Milliseconds that a promised place waits for its file. */
const PATIENCE = 5 * 60_000;

/** A place, and what its file was said to be. */
export interface Place<T> {
  readonly about: T;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Places for files that are told of before they come: each is opened by a token of its own, for five minutes. */
export interface Places<T> {
  readonly promise: (about: T) => Promise<{ readonly id: string; readonly token: string }>;
  /** What the file was said to be, when the token fits; what is found stays, until it is taken. */
  readonly find: (id: string, token: string) => Promise<T | undefined>;
  /** False when it was taken a moment ago. */
  readonly take: (id: string) => Promise<boolean>;
  /** It was taken, and its file could not be kept: the same token opens it again, for as long as at first. */
  readonly putBack: (id: string, about: T, token: string) => Promise<void>;
}

export const createPlaces = <T>(places: Shelf<Place<T>>, { now }: Clock): Places<T> => {
  const open = (id: string, about: T, token: string): Promise<void> =>
    places.put(id, { about, token, until: now() + PATIENCE }, PATIENCE);
  return {
    async promise(about) {
      const id = crypto.randomUUID();
      const token = crypto.randomUUID();
      await open(id, about, token);
      return { id, token };
    },
    async find(id, token) {
      const place = await places.get(id);
      return place && place.token === token && place.until >= now() ? place.about : undefined;
    },
    take: places.remove,
    putBack: open,
  };
};
