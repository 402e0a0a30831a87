import { Problem } from './problem.js';

/** What goes wrong on purpose. All conditions must fit; all effects that can apply do. */
export interface Fault {
  /** Regular expression for the whole path; absent means every path. */
  readonly path?: string;
  /** HTTP method, or `WS` for WebSocket frames; absent means all of them. */
  readonly method?: string;
  /** WebSocket frames only: `up` from the client, `down` to it. */
  readonly direction?: 'up' | 'down';
  /** WebSocket frames only: the frame's event. */
  readonly event?: string;
  /** How many requests or frames it hits; absent means all until it is deleted. */
  readonly count?: number;
  /** Milliseconds before anything else happens. */
  readonly latency?: number;
  /** With `status`, `drop` and `body`: `after` lets the bot act first, so that only the answer is lost. */
  readonly when?: 'before' | 'after';
  /** The answer's status. */
  readonly status?: number;
  /** The answer's headers, besides its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer's body (a frame's text) instead of the real one; text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** No answer: the connection breaks, the frame is lost. With `truncate` it breaks after that many bytes. */
  readonly drop?: boolean;
  /** Only so many bytes (characters of a frame) of the answer. */
  readonly truncate?: number;
  /** The request reaches the bot, or the frame its end, so many times more. */
  readonly duplicate?: number;
  /** WebSocket frames only: the connection closes with this code. */
  readonly close?: number;
}

/** What faults are chosen by. */
export interface Traffic {
  readonly path: string;
  readonly method: string;
  readonly direction?: 'up' | 'down';
  readonly event?: string;
}

export interface Faults {
  readonly list: () => readonly (Fault & { readonly hits: number })[];
  /** Adds what was posted. Throws a `Problem` for words it does not know. */
  readonly add: (raw: unknown) => Fault;
  /** All effects that hit this request or frame, counted. */
  readonly strike: (traffic: Traffic) => Fault;
  readonly clear: () => void;
}

const bad = (message: string): Problem => new Problem(400, 'bad-fault', message);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown) => typeof value === 'string';
const amount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const within = (low: number, high: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
const either =
  (...words: readonly unknown[]) =>
  (value: unknown) =>
    words.includes(value);

const fields: { readonly [K in keyof Fault]-?: (value: unknown) => boolean } = {
  path: text,
  method: text,
  direction: either('up', 'down'),
  event: text,
  count: within(1, 1_000_000),
  latency: amount,
  when: either('before', 'after'),
  status: within(200, 599),
  headers: (value) => isRecord(value) && Object.values(value).every(text),
  body: () => true,
  drop: either(true, false),
  truncate: amount,
  duplicate: within(0, 100),
  close: (value) => either(1000, 1001, 1008, 1011, 1012, 1013)(value) || within(3000, 4999)(value),
};

/** What `true` is short for. */
const shorthands: Readonly<Record<string, number>> = { truncate: 16, duplicate: 1 };

function readFault(raw: unknown): Fault {
  if (!isRecord(raw)) throw bad('A fault is a JSON object.');
  const fault: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(raw)) {
    const value = given === true && Object.hasOwn(shorthands, name) ? shorthands[name] : given;
    if (!Object.hasOwn(fields, name))
      throw bad(`A fault has no “${name}”; it knows ${Object.keys(fields).join(', ')}.`);
    if (!fields[name as keyof Fault](value)) throw bad(`The fault's “${name}” cannot be ${JSON.stringify(given)}.`);
    fault[name] = value;
  }
  try {
    new RegExp(String(fault['path'] ?? ''));
  } catch {
    throw bad(`The fault's “path” is no regular expression: ${String(fault['path'])}`);
  }
  return fault;
}

/** Effects that mean something for a frame; the rest are for answers over HTTP. */
const frameEffects = ['latency', 'body', 'drop', 'truncate', 'duplicate', 'close'] as const;

function fits(fault: Fault, { path, method, direction, event }: Traffic): boolean {
  const isFrame = method === 'WS';
  return (
    (fault.path === undefined || new RegExp(`^(?:${fault.path})$`).test(path)) &&
    (fault.method === undefined || fault.method.toUpperCase() === method) &&
    (fault.direction === undefined || fault.direction === direction) &&
    (fault.event === undefined || fault.event === event) &&
    (!isFrame || frameEffects.some((effect) => fault[effect] !== undefined)) &&
    (isFrame || fault.close === undefined)
  );
}

/** The switches of the control door. */
export function createFaults(): Faults {
  let active: { readonly fault: Fault; hits: number }[] = [];
  return {
    list: () => active.map(({ fault, hits }) => ({ ...fault, hits })),
    add: (raw) => {
      const fault = readFault(raw);
      active.push({ fault, hits: 0 });
      return fault;
    },
    strike: (traffic) => {
      const struck = active.filter(({ fault }) => fits(fault, traffic));
      for (const each of struck) each.hits += 1;
      active = active.filter(({ fault, hits }) => fault.count === undefined || hits < fault.count);
      return struck.reduce<Fault>((all, { fault }) => ({ ...all, ...fault }), {});
    },
    clear: () => {
      active = [];
    },
  };
}
