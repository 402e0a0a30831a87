import { isObject, type JsonObject } from '../json.js';
import { badRequest } from './call.js';
import { type PageFunction, readFunctions } from './functions.js';

/** Characters of one message; the vendor's client cuts its own there. */
export const LONGEST_TEXT = 32 * 1024;
const MOST_ENTITIES = 100;

/** Something in the visitor's words that is known to be a name, an address, a number. */
interface Entity {
  readonly type: string;
  readonly begin: number;
  readonly end: number;
  readonly text: string;
}

/** What a visitor may ask of a turn. What would change the bot (`extensions`, `limits`) is not heard. */
export interface TurnRequest {
  /** Absent: the bot is to go on, or to begin. */
  readonly text: string | undefined;
  readonly entities: readonly Entity[];
  readonly functions: ReadonlyMap<string, PageFunction>;
}

function entityOf(raw: unknown): Entity {
  if (!isObject(raw)) throw badRequest('An entity is an object.');
  const { type, begin, end, text } = raw;
  const known = typeof type === 'string' && typeof text === 'string' && type.length + text.length <= LONGEST_TEXT;
  const placed = Number.isSafeInteger(begin) && Number.isSafeInteger(end) && Number(begin) >= 0 && Number(end) >= Number(begin); // prettier-ignore
  if (!known || !placed) throw badRequest('An entity has a “type”, a “begin”, an “end” and a “text”.');
  return { type, begin: Number(begin), end: Number(end), text };
}

/** Reads what a turn is asked with. Throws a `Problem` that names what is wrong. */
export function readTurnRequest({ text, entities = [], functions }: JsonObject): TurnRequest {
  if (text !== undefined && (typeof text !== 'string' || text.length > LONGEST_TEXT))
    throw badRequest(`“text” is a string of at most ${LONGEST_TEXT} characters.`);
  if (!Array.isArray(entities) || entities.length > MOST_ENTITIES)
    throw badRequest(`“entities” is a list of at most ${MOST_ENTITIES}.`);
  return { text, entities: entities.map(entityOf), functions: readFunctions(functions) };
}
