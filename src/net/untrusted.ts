/** Readers for words from outside: each gives what it is named after, or nothing. None throws. */

export type Untrusted = Readonly<Record<string, unknown>>;

/** An object that is not a list; else an empty one. */
export const recordOf = (value: unknown): Untrusted =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Untrusted) : {};

/** A string that says something. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** A finite number. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The first `cap` entries of a list, without those that are nothing. */
export const listOf = (value: unknown, cap: number): readonly unknown[] =>
  Array.isArray(value) ? value.filter((entry) => entry !== null && entry !== undefined).slice(0, cap) : [];

/** The fields that have a value: an optional property is left out rather than set to nothing. */
export const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
