import { Problem } from '../problem.js';

const MAX_DEPTH = 32;

const deeper = (value: unknown, left: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((each) => deeper(each, left - 1)));

/** Whether a value is nested deeper than a body may be. What writes it again would break on it. */
export const isTooDeep = (value: unknown): boolean => deeper(value, MAX_DEPTH);

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object from outside. Throws a `Problem` for anything else, and for nesting deeper than 32. */
export function readObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'bad-json', 'The body is not JSON.');
  }
  if (!isObject(value)) throw new Problem(400, 'bad-json', 'The body is not a JSON object.');
  if (isTooDeep(value)) throw new Problem(400, 'bad-json', `The body is nested deeper than ${MAX_DEPTH}.`);
  return value;
}
