import { Problem } from '../../problem.js';
import { isObject, type JsonObject, readObject } from '../json.js';

const LONGEST_ID = 200;
const LONGEST_TEXT = 32 * 1024;

/** A refusal that names what is wrong. */
export const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

/** Readers of one field each; all throw a `Problem` for what does not fit. */
export const idIn = (body: JsonObject, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_ID)
    throw bad(`“${name}” has to have 1 to ${LONGEST_ID} characters.`);
  return value;
};
export const textIn = (body: JsonObject, name: string, most = LONGEST_TEXT): string => {
  const value = body[name];
  if (typeof value !== 'string' || value.length > most) throw bad(`“${name}” is a text of at most ${most} characters.`);
  return value;
};
/** Null counts as nothing. */
export const maybeText = (body: JsonObject, name: string): string | undefined =>
  body[name] === undefined || body[name] === null ? undefined : textIn(body, name);
export const objectIn = (body: JsonObject, name: string): JsonObject => {
  const value = body[name] ?? {};
  if (!isObject(value)) throw bad(`“${name}” has to be an object.`);
  return value;
};
export const listIn = (body: JsonObject, name: string, most: number): readonly JsonObject[] => {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.length > most || !value.every(isObject))
    throw bad(`“${name}” is a list of at most ${most} objects.`);
  return value;
};
/** A body that may be missing. */
export const readBody = (text: string): JsonObject => (text === '' || text === 'null' ? {} : readObject(text));
