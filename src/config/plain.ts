/** What came from outside as JSON, its values not looked at yet. */
export type Raw = Readonly<Record<string, unknown>>;

/** An object as JSON has them: no list, no date, not `null`. */
export const isPlain = (value: unknown): value is Raw => ({}).toString.call(value) === '[object Object]';

const polluting = ['__proto__', 'constructor', 'prototype'];

/**
 * A copy of `given`, or of what it says as JSON text, without the keys that reach a prototype. Throws for what
 * is no JSON: broken text, a circle, a function.
 */
export const fromJson = (given: unknown): unknown =>
  JSON.parse(typeof given === 'string' ? given : JSON.stringify(given), (key, value: unknown) =>
    polluting.includes(key) ? undefined : value,
  );

/** Objects add to each other key by key; everything else replaces. Both come from `fromJson`. */
export const merged = (above: unknown, below: unknown): unknown =>
  isPlain(above) && isPlain(below)
    ? {
        ...below,
        ...Object.fromEntries(Object.entries(above).map(([key, value]) => [key, merged(value, below[key])])),
      }
    : above;
