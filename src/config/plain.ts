/** What came from outside as JSON, its values not looked at yet. */
export type Raw = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 20;
const polluting = ['__proto__', 'constructor', 'prototype'];

/** An object that JSON could have made; lists, class instances and `null` are none. */
export function isPlain(value: unknown): value is Raw {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * A deep copy without the keys that reach a prototype; what nests deeper than 20 is cut off, so a cycle ends.
 * With `below`, an earlier copy, its keys stay where `value` says nothing: objects merge key by key, all else replaces.
 */
export function merged(value: unknown, below?: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return depth < MAX_DEPTH ? value.map((item) => merged(item, undefined, depth + 1)) : [];
  if (!isPlain(value)) return value;
  const lower = isPlain(below) ? below : {};
  const entries = depth < MAX_DEPTH ? Object.entries(value).filter(([key]) => !polluting.includes(key)) : [];
  return {
    ...lower,
    ...Object.fromEntries(
      entries.map(([key, item]) => [key, merged(item, Object.hasOwn(lower, key) ? lower[key] : undefined, depth + 1)]),
    ),
  };
}
