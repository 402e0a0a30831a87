import { badRequest } from './call.js';
import { isObject } from '../json.js';

const MOST = 100;
const LONGEST_DESCRIPTION = 4096;
const identifier = /^[A-Za-z_$][\w$]{0,63}$/;

/** Names that a page may give a channel. */
export const channelName = /^[\w.:-]{1,128}$/;

/** A function that the page offers: with its result at once, or over a channel, which is ours unless the page names one. */
export interface PageFunction {
  readonly name: string;
  /** What it would answer; the bot need not wait. */
  readonly result?: { readonly data: unknown };
  readonly channel?: string;
}

function resultOf(result: unknown): Omit<PageFunction, 'name'> {
  if (result === undefined) return {};
  if (isObject(result) && Object.hasOwn(result, 'data')) return { result: { data: result['data'] } };
  const channel = isObject(result) ? result['channel'] : undefined;
  if (typeof channel !== 'string' || !channelName.test(channel))
    throw badRequest('A function’s “result” has “data” or the name of a “channel”.');
  return { channel };
}

function functionOf(raw: unknown): PageFunction {
  if (!isObject(raw)) throw badRequest('A function is an object.');
  const { name, description, parameters, result } = raw;
  if (typeof name !== 'string' || !identifier.test(name))
    throw badRequest('A function’s “name” is an identifier of at most 64 characters.');
  if (typeof description !== 'string' || description.length > LONGEST_DESCRIPTION)
    throw badRequest(`A function has a “description” of at most ${LONGEST_DESCRIPTION} characters.`);
  if (!isObject(parameters) || parameters['type'] !== 'object')
    throw badRequest('A function’s “parameters” are a JSON schema of the type “object”.');
  return { name, ...resultOf(result) };
}

/** The functions of a request, by name. Throws a `Problem` for one that cannot be called. */
export function readFunctions(raw: unknown): ReadonlyMap<string, PageFunction> {
  if (raw === undefined) return new Map();
  if (!Array.isArray(raw) || raw.length > MOST) throw badRequest(`“functions” is a list of at most ${MOST}.`);
  return new Map(raw.map(functionOf).map((each) => [each.name, each]));
}
