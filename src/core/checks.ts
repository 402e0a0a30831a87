/** Whether what was read is what it should be. */
export type Check = (value: unknown) => boolean;
/** A check for each field, so that no field of a type is forgotten. */
export type Checks<T> = { readonly [K in keyof Required<T>]: Check };

/** Anything at all. */
export const anything: Check = () => true;
/** A string, empty or not. */
export const aString: Check = (value) => typeof value === 'string';
/** A string that is not empty. */
export const anId: Check = (value) => typeof value === 'string' && value !== '';
/** A finite number. */
export const aNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
/** A number of milliseconds since 1970 that a date can be made of. */
export const aTime: Check = (value) => typeof value === 'number' && Math.abs(value) <= 8.64e15;
/** Yes or no. */
export const aFlag: Check = (value) => typeof value === 'boolean';
/** An object with fields, no list. */
export const anObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent, or what the check says. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** One of some words. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
/** A list, maybe empty, every entry checked. A list with holes has entries that are `undefined`. */
export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && [...(value as readonly unknown[])].every(check);
/** An object whose fields pass. */
export const having =
  <T>(checks: Checks<T>): Check =>
  (value) =>
    read(checks, value) !== undefined;

/** The fields that are known and nothing else; `undefined` unless all of them pass. */
export function read<T>(checks: Checks<T>, value: unknown): T | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: Record<string, unknown> = {};
  for (const [name, check] of Object.entries<Check>(checks)) {
    const field: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    if (!check(field)) return undefined;
    if (field !== undefined) fields[name] = field;
  }
  return fields as T;
}
