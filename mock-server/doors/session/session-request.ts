import { Problem } from '../../problem.js';
import { isObject, type JsonObject, readObject } from '../json.js';

const LONGEST_LIFE = 3600;
const LONGEST_ID = 200;
const LONGEST_TEXT = 8000;
const MOST_ORIGINS = 100;
const modalities = ['text', 'voice', 'voice+text'] as const;

/** What a visitor may talk by. */
export type Modality = (typeof modalities)[number];

/** What a session is made with. */
export interface SessionRequest {
  readonly agentId: string;
  readonly userId: string;
  readonly modality: Modality;
  readonly variables: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** Pages that may use it; absent means all. */
  readonly origins?: readonly string[];
  /** A try-out, which nobody counts. */
  readonly preview: boolean;
}

const bad = (message: string): Problem => new Problem(422, 'unprocessable', message);

/** A body from outside, refused as the vendor refuses what is not JSON. */
export function readBody(text: string): JsonObject {
  try {
    return readObject(text);
  } catch (thrown) {
    throw thrown instanceof Problem ? bad(thrown.message) : thrown;
  }
}

function idIn(body: JsonObject, name: string): string {
  const id = body[name];
  if (typeof id !== 'string' || id.trim() === '' || id.length > LONGEST_ID)
    throw bad(`“${name}” is required: a string of at most ${LONGEST_ID} characters.`);
  return id;
}
function modalityIn({ modality = 'voice' }: JsonObject): Modality {
  const known = modalities.find((each) => each === modality);
  if (!known) throw bad(`“modality” is one of ${modalities.join(', ')}.`);
  return known;
}
function variablesIn({ dynamic_variables: given = {} }: JsonObject): Readonly<Record<string, string>> {
  if (!isObject(given) || !Object.values(given).every((each) => typeof each === 'string'))
    throw bad('“dynamic_variables” maps names to strings.');
  return given as Readonly<Record<string, string>>;
}
function secondsIn({ ttl_seconds: seconds = LONGEST_LIFE }: JsonObject): number {
  if (!Number.isInteger(seconds) || Number(seconds) < 1 || Number(seconds) > LONGEST_LIFE)
    throw bad(`“ttl_seconds” is a whole number from 1 to ${LONGEST_LIFE}.`);
  return Number(seconds);
}
function originsIn({ allowed_origins: given }: JsonObject): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const isList =
    Array.isArray(given) && given.length <= MOST_ORIGINS && given.every((each) => typeof each === 'string');
  if (!isList) throw bad('“allowed_origins” is a list of origins.');
  return given;
}

/** Reads what a session is asked for with. Throws a `Problem` that names what is wrong. */
export function readSessionRequest(body: JsonObject): SessionRequest {
  const { overrides = {}, preview = false } = body;
  if (!isObject(overrides)) throw bad('“overrides” has to be an object.');
  if (typeof preview !== 'boolean') throw bad('“preview” is true or false.');
  const origins = originsIn(body);
  return {
    agentId: idIn(body, 'agent_id'),
    userId: idIn(body, 'user_id'),
    modality: modalityIn(body),
    variables: variablesIn(body),
    seconds: secondsIn(body),
    preview,
    ...(origins && { origins }),
  };
}

/** The words of a turn. Throws a `Problem` for none, and for too many. */
export function readTurnText({ text }: JsonObject): string {
  if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_TEXT)
    throw bad(`“text” is a string of 1 to ${LONGEST_TEXT} characters.`);
  return text;
}

/** How a session is said to have ended. */
export function readEnding({ status, reason }: JsonObject): 'completed' | 'failed' {
  if (status !== 'completed' && status !== 'failed') throw bad('“status” is completed or failed.');
  if (reason !== undefined && reason !== null && typeof reason !== 'string') throw bad('“reason” is a string.');
  return status;
}
