import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import jsonServer from 'json-server';
import { isObject } from '../doors/json.js';
import { seeds } from '../seeds.js';
import { kinds, storeOver, type Kind, type Resources, type Row, type Store } from '../store.js';

type Database = Readonly<Record<Kind, readonly Row[]>>;

/** Never half a file: written beside it, then renamed over it. */
function writeWhole(file: string, data: Database): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(data, null, 2)}\n`);
  renameSync(draft, file);
}

const isRows = (rows: unknown): rows is readonly Row[] =>
  Array.isArray(rows) && rows.every((row) => isObject(row) && typeof row['id'] === 'string');

const isResources = (data: unknown): data is Resources =>
  isObject(data) &&
  isRows(data['widgets']) &&
  isRows(data['bots']) &&
  kinds.every((kind) => data[kind] === undefined || isRows(data[kind]));

const whole = ({ widgets = [], bots = [], ...rest }: Resources): Database => ({
  widgets,
  bots,
  blueprints: [],
  files: [],
  contacts: [],
  languages: [],
  deleted: [],
  ...rest,
});

function readDatabase(file: string): Database {
  const text = readFileSync(file, 'utf8');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON.`, { cause });
  }
  if (!isResources(data))
    throw new Error(`${file} is no database: it needs the lists “widgets” and “bots”, of rows with an id.`);
  return whole(data);
}

/**
 * The resources in a JSON file, kept by json-server; the file is made with the seeds when it is missing. Only its
 * database is used: its router would let anybody read and write everything. What cannot be written is not kept either.
 * Throws when the file cannot be read or written, or is not a database.
 */
export function jsonServerStore(file: string): Store {
  if (!existsSync(file)) writeWhole(file, whole(seeds));
  const { db } = jsonServer.router<Database>(readDatabase(file));
  return storeOver(
    (kind) => db.getState()[kind],
    (kind, rows) => {
      const next = { ...db.getState(), [kind]: rows };
      writeWhole(file, next);
      db.setState(next);
    },
  );
}
