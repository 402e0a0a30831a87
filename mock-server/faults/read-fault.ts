import { Problem } from '../problem.js';
import type { Fault } from './fault.js';

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
const truth = either(true, false);
const times = within(1, 1_000_000);

const fields: { readonly [K in keyof Fault]-?: (value: unknown) => boolean } = {
  path: text,
  method: text,
  direction: either('up', 'down'),
  event: (value) => text(value) || times(value),
  skip: within(0, 1_000_000),
  count: times,
  for: amount,
  latency: amount,
  jitter: amount,
  seed: amount,
  when: either('before', 'after'),
  status: within(200, 599),
  headers: (value) => isRecord(value) && Object.values(value).every(text),
  body: () => true,
  drop: truth,
  reset: truth,
  stall: amount,
  slow: (value) => isRecord(value) && times(value['bytes']) && amount(value['interval']),
  truncate: amount,
  duplicate: within(0, 100),
  reorder: within(2, 100),
  corrupt: truth,
  fragment: times,
  binary: truth,
  close: (value) => either(1000, 1001, 1008, 1011, 1012, 1013)(value) || within(3000, 4999)(value),
  refuse: (value) => value === 0 || within(300, 599)(value),
  offline: truth,
  restart: truth,
};

/** What `true` is short for. */
const shorthands: Readonly<Record<string, unknown>> = {
  truncate: 16,
  duplicate: 1,
  stall: 0,
  reorder: 2,
  fragment: 1,
  refuse: 503,
  slow: { bytes: 1, interval: 20 },
};

/** A fault as it was posted, checked. Throws a `Problem` for words it does not know. */
export function readFault(raw: unknown): Fault {
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
