import type { Clock } from '../../clock.js';

/** Milliseconds that a promised place waits for its file. */
const PATIENCE = 5 * 60_000;
const PLACES = 500;

/** What a file is said to be before it comes. */
export interface Announced {
  readonly name: string | undefined;
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** A promised place for one file of one conversation. */
export interface Place extends Announced {
  readonly id: string;
  readonly conversation: string;
}

/** Places for files, each opened once, by its own token, for five minutes. */
export interface Places {
  readonly promise: (conversation: string, announced: Announced) => Place & { readonly token: string };
  /** The place, when the token fits and nothing was put there before; what is found stays, until it is taken. */
  readonly find: (id: string, token: string) => Place | undefined;
  readonly take: (place: Place) => void;
}

export function createPlaces({ now }: Clock): Places {
  const places = new Map<string, Place & { readonly token: string; readonly until: number }>();
  return {
    promise(conversation, announced) {
      for (const [id, { until }] of places) if (until < now() || places.size >= PLACES) places.delete(id);
      const place = { ...announced, id: crypto.randomUUID(), conversation, token: crypto.randomUUID() };
      places.set(place.id, { ...place, until: now() + PATIENCE });
      return place;
    },
    find(id, token) {
      const place = places.get(id);
      return place && place.token === token && place.until >= now() ? place : undefined;
    },
    take: ({ id }) => void places.delete(id),
  };
}
