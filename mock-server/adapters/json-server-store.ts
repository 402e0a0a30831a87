import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import jsonServer from 'json-server';
import { isObject } from '../doors/json.js';
import { seeds } from '../seeds.js';
import { configOf, type Resources, type Store } from '../store.js';

/** Never half a file: written beside it, then renamed over it. */
function writeWhole(file: string, data: Resources): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(data, null, 2)}\n`);
  renameSync(draft, file);
}

const isResources = (data: unknown): data is Resources =>
  isObject(data) && Array.isArray(data['widgets']) && Array.isArray(data['bots']);

function readResources(file: string): Resources {
  const text = readFileSync(file, 'utf8');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON.`, { cause });
  }
  if (!isResources(data)) throw new Error(`${file} is no database: it needs the lists “widgets” and “bots”.`);
  return data;
}

/**
 * The resources in a JSON file, kept by json-server; the file is made with the seeds when it is missing. Only its
 * database is used: its router would let anybody read and write everything.
 * Throws when the file cannot be read or written, or is not a database.
 */
export function jsonServerStore(file: string): Store {
  if (!existsSync(file)) writeWhole(file, seeds);
  const { db } = jsonServer.router<Resources>(readResources(file));
  return {
    config: (key) => {
      const row = db.getState().widgets.find(({ id }) => id === key);
      return row && configOf(row);
    },
  };
}
