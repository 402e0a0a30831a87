import type { Backend } from '../../../backend.js';
import { Problem } from '../../../problem.js';
import type { Kind, Row, Store } from '../../../store.js';
import type { JsonObject } from '../../json.js';
import { mayUse } from './resolve-widget.js';

/** Rows of one kind; whoever wants more is turned away. */
const MOST = 1000;

type Keeper = Pick<Backend, 'store' | 'clock'>;

/** What of that kind an account may read and change, oldest first. */
export const ownRows = (store: Store, kind: Kind, owner: string): readonly Row[] =>
  store.all(kind).filter((row) => mayUse({ owner }, row));

/** The row of that id or alias. Throws a `Problem` where there is none, and where it is somebody else’s. */
export function ownRow(store: Store, kind: Kind, owner: string, key: string): Row {
  const rows = ownRows(store, kind, owner);
  const row = rows.find(({ id }) => id === key) ?? rows.find(({ alias }) => alias === key);
  if (!row) throw new Problem(404, 'not-found', 'There is no such resource.');
  return row;
}

/** An alias names one thing, among all owners: it is a key of `GET /config/:key`. */
function checkAlias(store: Store, kind: Kind, { id, alias }: Row): void {
  if (alias === undefined) return;
  const taken = store.all(kind).some((row) => row.id !== id && (row.id === alias || row['alias'] === alias));
  if (taken) throw new Problem(409, 'taken', `The alias “${String(alias)}” is taken.`);
}

/** `null` takes away. */
const without = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** Makes a row. No two of a kind have the same time of birth: it is their place in a list. */
export function addRow({ store, clock }: Keeper, kind: Kind, owner: string | undefined, fields: JsonObject): Row {
  const rows = store.all(kind);
  if (rows.length >= MOST) throw new Problem(403, 'full', `This server keeps ${MOST} of a kind.`);
  const last = Number(rows.at(-1)?.['createdAt'] ?? 0);
  const createdAt = Math.max(clock.now(), last + 1);
  const row: Row = {
    ...without(fields),
    id: crypto.randomUUID(),
    ...(owner !== undefined && { owner }),
    createdAt,
    updatedAt: createdAt,
  };
  checkAlias(store, kind, row);
  store.put(kind, row);
  return row;
}

/** Changes what `fields` name, and nothing else. */
export function changeRow({ store, clock }: Keeper, kind: Kind, row: Row, fields: JsonObject): Row {
  const { id, owner, createdAt } = row;
  const changed: Row = {
    ...without({ ...row, ...fields }),
    id,
    ...(owner !== undefined && { owner }),
    updatedAt: Math.max(clock.now(), Number(createdAt ?? 0)),
  };
  checkAlias(store, kind, changed);
  store.put(kind, changed);
  return changed;
}

/** Takes a row away. What was there is remembered, so that whoever asks for it hears that it is gone. */
export function dropRow({ store, clock }: Keeper, kind: Kind, { id, alias }: Row): void {
  const [oldest, ...others] = store.all('deleted');
  if (oldest && others.length >= MOST - 1) store.remove('deleted', oldest.id);
  store.put('deleted', { id, ...(typeof alias === 'string' && { alias }), kind, deletedAt: clock.now() });
  store.remove(kind, id);
}
