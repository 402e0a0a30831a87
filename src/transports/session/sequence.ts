import type { ServerEvent } from '../../net/event-stream.js';

/** Puts the events of one turn into their order, each once. */
export interface Sequence {
  /** The events that can be read now. */
  readonly take: (event: ServerEvent) => readonly ServerEvent[];
  /** Whether something that came has to wait for something that did not. */
  readonly hasGap: () => boolean;
  /** The id after which nothing is missing; empty as long as the server gives none. */
  readonly lastId: () => string;
  /** What is held back is asked for again. */
  readonly forgetHeld: () => void;
}

/** `TURN.N`, counted from one: a server that numbers can be asked for what is missing (PROTOCOL.md, “session”). */
const numbered = /^(.+)\.(\d{1,9})$/;
/** Events that wait for one that is missing. */
const MOST_HELD = 500;

export function createSequence(): Sequence {
  const held = new Map<number, ServerEvent>();
  const seen = new Set<string>();
  let prefix: string | undefined;
  let last = 0;
  let lastId = '';

  function release(): readonly ServerEvent[] {
    const ready: ServerEvent[] = [];
    for (let next = held.get(last + 1); next; next = held.get(last + 1)) {
      held.delete(last + 1);
      last += 1;
      lastId = next.id ?? lastId;
      ready.push(next);
    }
    return ready;
  }

  return {
    take(event) {
      const { id } = event;
      if (id === undefined) return [event];
      const [, turn, count = ''] = numbered.exec(id) ?? [];
      prefix ??= turn;
      if (turn === undefined || turn !== prefix) {
        // Ids without an order: what comes twice is known, what is missing is not.
        if (seen.has(id)) return [];
        seen.add(id);
        lastId = id;
        return [event];
      }
      const place = Number(count);
      if (place > last && held.size < MOST_HELD) held.set(place, event);
      return release();
    },
    hasGap: () => held.size > 0,
    lastId: () => lastId,
    forgetHeld: () => held.clear(),
  };
}
