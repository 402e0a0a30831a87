import { Problem } from '../../../problem.js';
import type { Row } from '../../../store.js';
import { isObject } from '../../json.js';
import { refusePolluting } from './read-fields.js';

const PAGE = 25;
const MOST = 100;

/** What a list is asked for. */
export interface ListQuery {
  /** Where the last page ended. */
  readonly after: number | undefined;
  readonly order: 'asc' | 'desc';
  /** Undefined where nothing was said. */
  readonly take: number | undefined;
  readonly fits: (row: Row) => boolean;
}

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);
const metaName = /^meta(?:\.(.+)|\[(.+)\])$/;

function metaOf(name: string, value: string): readonly (readonly [string, string])[] {
  const [, dotted, bracketed] = metaName.exec(name) ?? [];
  const key = dotted ?? bracketed;
  if (key !== undefined) return [[key, value]];
  let whole: unknown;
  try {
    whole = JSON.parse(value);
  } catch {
    // Said below, as for JSON that is no object.
  }
  if (!isObject(whole)) throw bad('“meta” is asked for as meta[name]=value.');
  refusePolluting(whole);
  return Object.entries(whole).map(([inner, wanted]) => [inner, String(wanted)]);
}

const hasMeta = ({ meta }: Row, wanted: ReadonlyMap<string, string>): boolean =>
  [...wanted].every(([key, value]) => {
    const held = isObject(meta) && Object.hasOwn(meta, key) ? meta[key] : undefined;
    return held !== undefined && typeof held !== 'object' && String(held) === value;
  });

/**
 * Reads the query of a list: `cursor`, `order`, `take`, `meta[name]` (or `meta.name`), and those of `filters`, which have
 * to be equal. Throws a `Problem` for any other name, for one that comes twice, and for what cannot be.
 */
export function readListQuery(search: URLSearchParams, filters: readonly string[]): ListQuery {
  const said = new Map<string, string>();
  const meta = new Map<string, string>();
  for (const [name, value] of search) {
    const isMeta = name === 'meta' || metaName.test(name);
    if (!isMeta && !['cursor', 'order', 'take', ...filters].includes(name))
      throw bad(`A list is not asked for “${name}”.`);
    if (said.has(name)) throw bad(`“${name}” is said twice.`);
    said.set(name, value);
    if (isMeta) for (const [key, wanted] of metaOf(name, value)) meta.set(key, wanted);
  }
  const { cursor = '', order = 'desc', take } = Object.fromEntries(said);
  if (!/^\d{0,15}$/.test(cursor)) throw bad('That is no cursor of this list.');
  if (order !== 'asc' && order !== 'desc') throw bad('“order” is asc or desc.');
  if (take !== undefined && !/^0*[1-9]\d{0,8}$/.test(take)) throw bad(`“take” is a number from 1 to ${MOST}.`);
  return {
    after: cursor === '' ? undefined : Number(cursor),
    order,
    take: take === undefined ? undefined : Math.min(Number(take), MOST),
    fits: (row) => filters.every((name) => !said.has(name) || row[name] === said.get(name)) && hasMeta(row, meta),
  };
}

/** A page of rows, which come oldest first, each with where it stands. */
export function pageOf(
  rows: readonly Row[],
  { after, order, take, fits }: ListQuery,
  page = PAGE,
): readonly (readonly [Row, number])[] {
  let last = -1;
  // What began at the same time has places one after the other all the same.
  const placed = rows.map((row) => [row, (last = Math.max(last + 1, Number(row['createdAt'] ?? 0)))] as const);
  const sorted = order === 'asc' ? placed : placed.toReversed();
  const left = sorted.filter(([, place]) => after === undefined || (order === 'asc' ? place > after : place < after));
  return left.filter(([row]) => fits(row)).slice(0, take ?? page);
}
