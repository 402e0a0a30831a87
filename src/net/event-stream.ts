import { TransportError } from '../protocol/errors.js';
import { MAX_BYTES } from './read-capped.js';

/** One event of a stream, as the HTML standard reads it. */
export interface ServerEvent {
  /** `message` unless the server says otherwise. */
  readonly event: string;
  readonly data: string;
  /** Its own id: what comes after it can be asked for. */
  readonly id?: string;
}

/** Reads server-sent events from text that comes in pieces, wherever it is cut. */
export interface EventStreamReader {
  /** The events that this piece completes. Throws `bad-reply` for one that is larger than a frame may be. */
  readonly read: (piece: string) => readonly ServerEvent[];
  /** Milliseconds that the server wants a reconnecting client to wait, as it said them. */
  readonly retry: () => number | undefined;
}

/** An event that was not finished when its stream ended is none. */
export function createEventStreamReader(): EventStreamReader {
  let rest = '';
  let started = false;
  let event = '';
  let data: string[] = [];
  let size = 0;
  let id: string | undefined;
  let retry: number | undefined;

  const fields: Readonly<Record<string, (value: string) => void>> = {
    event: (value) => (event = value),
    data(value) {
      size += value.length;
      data.push(value);
    },
    id(value) {
      if (!value.includes('\0')) id = value;
    },
    retry(value) {
      if (/^\d+$/.test(value)) retry = Number(value);
    },
  };
  function dispatch(): readonly ServerEvent[] {
    const complete = data.length ? [{ event: event || 'message', data: data.join('\n'), ...(id ? { id } : {}) }] : [];
    event = '';
    id = undefined;
    data = [];
    size = 0;
    return complete;
  }
  function take(line: string): readonly ServerEvent[] {
    if (line === '') return dispatch();
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    if (Object.hasOwn(fields, name)) fields[name]?.(colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, ''));
    return [];
  }

  return {
    read(piece) {
      rest += started ? piece : piece.replace(/^\uFEFF/, '');
      started ||= piece !== '';
      // A line may end with two characters: the second of them may still be on its way.
      const ended = rest.endsWith('\r') ? rest.length - 1 : rest.length;
      const lines = rest.slice(0, ended).split(/\r\n|\r|\n/);
      rest = (lines.pop() ?? '') + rest.slice(ended);
      const events = lines.flatMap(take);
      if (rest.length + size > MAX_BYTES)
        throw new TransportError('bad-reply', 'An event of the answer is too large.', { outcome: 'unknown' });
      return events;
    },
    retry: () => retry,
  };
}
