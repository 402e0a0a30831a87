/** What goes wrong on purpose. All conditions must fit; all effects that can apply do. */
export interface Fault extends Condition, Effect {}

/** When a fault strikes. */
interface Condition {
  /** Regular expression for the whole path; absent means every path. */
  readonly path?: string;
  /** HTTP method, `WS` for WebSocket frames, `SSE` for events of a stream; absent means all of them. */
  readonly method?: string;
  /** WebSocket frames only: `up` from the client, `down` to it. */
  readonly direction?: 'up' | 'down';
  /** Frames and events of a stream: the name, the event's id, or (a number) the how-manieth of its connection, from 1. */
  readonly event?: string | number;
  /** How many fitting requests, frames or events pass before it begins. */
  readonly skip?: number;
  /** How many it hits; absent means all until it is deleted. */
  readonly count?: number;
  /** Milliseconds after which it ends by itself. */
  readonly for?: number;
}

/** What a fault does. */
interface Effect {
  /** Milliseconds before anything else happens. */
  readonly latency?: number;
  /** Up to so many milliseconds more, by chance. */
  readonly jitter?: number;
  /** What the chance of `jitter` begins with: the same seed, the same waits. */
  readonly seed?: number;
  /** `after` lets the bot act, or the frame arrive, first: only what follows is lost. */
  readonly when?: 'before' | 'after';
  /** The answer's status. */
  readonly status?: number;
  /** The answer's headers, besides its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer's body (a frame's text, an event's data) instead of the real one; text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** No answer: the connection ends, the frame or event is lost. With `truncate` it ends after that many bytes. */
  readonly drop?: boolean;
  /** As `drop`, but the connection is reset, of a socket and a stream too. */
  readonly reset?: boolean;
  /** Nothing goes either way, and nothing closes, until the faults are deleted: after so many bytes, or from this frame on. */
  readonly stall?: number;
  /** The answer comes in pieces of so many bytes, wherever that cuts a character, with milliseconds between them. */
  readonly slow?: { readonly bytes: number; readonly interval: number };
  /** Only so many bytes (characters of a frame or event) of the answer. */
  readonly truncate?: number;
  /** The request reaches the bot, or the frame or event its end, so many times more. */
  readonly duplicate?: number;
  /** Frames and events: so many are gathered and arrive the last one first. */
  readonly reorder?: number;
  /** JSON that no longer is any. */
  readonly corrupt?: boolean;
  /** WebSocket frames only, down: a message comes in frames of so many bytes. */
  readonly fragment?: number;
  /** WebSocket frames only, down: the message says that it is binary. */
  readonly binary?: boolean;
  /** The connection closes with this code; a stream just ends. */
  readonly close?: number;
  /** A socket is not let in: the upgrade is answered with this status, or with nothing for 0. */
  readonly refuse?: number;
  /** The whole server is gone: what is open is reset, and nobody comes in. The control door stays. */
  readonly offline?: boolean;
  /** Once, at once: the server forgets everything but its resources, and closes its sockets with 1012. */
  readonly restart?: boolean;
}

type Kind = 'request' | 'upgrade' | 'frame' | 'event';

/** What faults are chosen by. */
export interface Traffic {
  readonly kind: Kind;
  readonly path: string;
  readonly method: string;
  readonly direction?: 'up' | 'down';
  /** Its name, its id: whatever it may be called. */
  readonly names?: readonly string[];
  /** The how-manieth of its connection and direction, from 1. */
  readonly index?: number;
}

const answering = ['latency', 'jitter', 'status', 'headers', 'body', 'drop', 'reset', 'stall'] as const;
const carrying = ['latency', 'jitter', 'body', 'drop', 'reset', 'stall'] as const;
const sequence = ['truncate', 'duplicate', 'reorder', 'corrupt', 'close'] as const;

/** Where each effect means something. */
const effects: Readonly<Record<Kind, readonly (keyof Effect)[]>> = {
  request: [...answering, 'truncate', 'duplicate', 'corrupt', 'slow'],
  upgrade: [...answering, 'refuse'],
  frame: [...carrying, ...sequence, 'fragment', 'binary'],
  event: [...carrying, ...sequence],
};

/** Events of a stream are within an answer: only a fault that speaks of them hits them. */
const meansEvents = ({ event, method, reorder }: Fault): boolean =>
  event !== undefined || method?.toUpperCase() === 'SSE' || reorder !== undefined;

const isCalled = (event: string | number, { names = [], index }: Traffic): boolean =>
  typeof event === 'number' ? event === index : names.includes(event);

/** Whether all conditions of a fault fit, and it does something there. */
export function fits(fault: Fault, traffic: Traffic): boolean {
  const { kind, path, method, direction } = traffic;
  return (
    (fault.path === undefined || new RegExp(`^(?:${fault.path})$`).test(path)) &&
    (fault.method === undefined || fault.method.toUpperCase() === method) &&
    (fault.direction === undefined || fault.direction === direction) &&
    (fault.event === undefined || isCalled(fault.event, traffic)) &&
    (kind !== 'event' || meansEvents(fault)) &&
    effects[kind].some((effect) => fault[effect] !== undefined)
  );
}
