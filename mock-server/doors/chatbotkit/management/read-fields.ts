import { Problem } from '../../../problem.js';
import { isObject, type JsonObject } from '../../json.js';

/** What a field of a resource may hold. */
export interface Field {
  readonly fits: (value: unknown) => boolean;
  /** In words, for the refusal. */
  readonly type: string;
}
export type Fields = Readonly<Record<string, Field>>;

const polluting = ['__proto__', 'constructor', 'prototype'];
const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

/** Throws a `Problem` for a name that reaches a prototype, however deep it lies. */
export function refusePolluting(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (polluting.includes(name)) throw bad(`“${name}” is no name for anything.`);
    refusePolluting(inner);
  }
}

/**
 * What a body says of a resource; names that are in no table are not heard, as at the vendor’s. `null` takes a field
 * away, and so does an empty text where a name or an id is meant. Throws a `Problem` for what does not fit.
 */
export function readFields(body: JsonObject, fields: Fields): JsonObject {
  refusePolluting(body);
  const read: Record<string, unknown> = {};
  for (const [name, { fits, type }] of Object.entries(fields)) {
    if (!Object.hasOwn(body, name)) continue;
    const value = body[name] === '' && !fits('') ? null : body[name];
    if (value !== null && !fits(value)) throw bad(`“${name}” has to be ${type}.`);
    read[name] = value;
  }
  return read;
}

/** Any text up to a length. */
export const text = (most: number): Field => ({
  fits: (value) => typeof value === 'string' && value.length <= most,
  type: `a text of at most ${most} characters`,
});
/** A text of a certain form. */
export const form = (pattern: RegExp, type: string): Field => ({
  fits: (value) => typeof value === 'string' && pattern.test(value),
  type,
});
/** On or off. */
export const flag: Field = { fits: (value) => typeof value === 'boolean', type: 'true or false' };
/** An object of whatever. */
export const object: Field = { fits: isObject, type: 'an object' };
/** A list of whatever, up to a length. */
export const list = (most: number): Field => ({
  fits: (value) => Array.isArray(value) && value.length <= most,
  type: `a list of at most ${most}`,
});
/** One of two. */
export const either = (one: Field, other: Field): Field => ({
  fits: (value) => one.fits(value) || other.fits(value),
  type: `${one.type}, or ${other.type}`,
});
/** The name of another resource; whether there is one is not asked. */
export const reference = form(/^[\w.-]{1,100}$/, 'an id');
