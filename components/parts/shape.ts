/** Small checks of what comes from outside; they combine into the `accepts` of a part. None throws. */
export type Check = (value: unknown) => boolean;

/** A string that says something. */
export const aText: Check = (value) => typeof value === 'string' && value.trim() !== '';
/** A finite number. */
export const aNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);

/** Nothing, or what the check says. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

/** One of some words. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);

/** A list that is not empty, every entry checked. */
export const some =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(check);

/** An object whose own fields pass; other fields do not matter. */
export const has =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check(Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
    );
